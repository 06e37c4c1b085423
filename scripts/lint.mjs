// SPDX-License-Identifier: Apache-2.0
// Prints what the checks of scripts/lint find in the files that git knows; exit code 1 if there is anything.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { requireRuntime } from './lint/runtime.mjs'

requireRuntime(import.meta.url)
const { checks } = await import('./lint/checks.ts')
const { readSource, runCheck, isCode } = await import('./lint/source.ts')

const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
  maxBuffer: 1 << 28,
})
const generated = new Set(['src/db/schema.ts'])
const paths = listed.split('\0').filter((path) => isCode(path) && !generated.has(path) && existsSync(path))
const findings = paths.flatMap((path) => {
  const source = readSource(path, readFileSync(path, 'utf8'))
  return checks.flatMap((check) => runCheck(check, source))
})

for (const { path, line, check, message } of findings) console.error(`${path}:${line}  ${check}: ${message}`)
console.log(`house lint: ${paths.length} files, ${checks.length} checks, ${findings.length} findings`)
process.exitCode = findings.length > 0 ? 1 : 0
