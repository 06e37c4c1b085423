// SPDX-License-Identifier: Apache-2.0
// Prints every import that goes through a wall; exit code 1 if there is one.
import { requireRuntime } from './lint/runtime.mjs'

requireRuntime(import.meta.url)
const { cruiseWalls } = await import('../house/cruise-walls.ts')
const { violations, files, imports } = await cruiseWalls(process.cwd())

for (const { rule, from, to, comment } of violations) {
  console.error(`${from} -> ${to}\n  ${rule}: ${comment}`)
}
console.log(`walls: ${files} files, ${imports} imports, ${violations.length} through a wall`)
process.exitCode = violations.length > 0 ? 1 : 0
