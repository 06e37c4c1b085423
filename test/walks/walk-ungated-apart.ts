// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { WalkReport } from './foreign-walk.ts'

const root = join(import.meta.dirname, '..', '..')

/** The walk in a process of its own, in which the program asks nobody for a role. */
export async function walkUngated(words: readonly string[]): Promise<WalkReport> {
  const hooks = ['./scripts/tsx-hook.mjs', './test/walks/open-gates.mjs'].flatMap((hook) => ['--import', hook])
  const run = promisify(execFile)(process.execPath, [...hooks, 'test/walks/walk-ungated.ts', ...words], {
    cwd: root,
    maxBuffer: 1 << 26,
  })
  return JSON.parse((await run).stdout)
}
