// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Runs the calling script again on the runtime that the launcher keeps, where this Node cannot read `.ts`. */
export function requireRuntime(script) {
  process.chdir(root)
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return
  const runtime = `${root}.runtime/node_modules/node-${process.platform}-${process.arch}/bin/node`
  if (!existsSync(runtime)) {
    console.error('This needs Node 24.7 or newer: run it through `node scripts/run.mjs`, which brings one.')
    process.exit(1)
  }
  const { status } = spawnSync(runtime, [fileURLToPath(script), ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exit(status ?? 1)
}
