// SPDX-License-Identifier: Apache-2.0
// Builds `dist` for npm: JavaScript and declarations. Run by `npm pack` and `npm publish`.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'

const here = import.meta.dirname
rmSync(join(here, 'dist'), { recursive: true, force: true })
const compiler = join(here, '..', '..', 'node_modules', 'typescript7', 'bin', 'tsc')
const { status } = spawnSync(process.execPath, [compiler, '-p', join(here, 'tsconfig.build.json')], {
  stdio: 'inherit',
})
process.exitCode = status ?? 1
