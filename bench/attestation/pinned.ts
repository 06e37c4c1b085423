// SPDX-License-Identifier: Apache-2.0
import { execFile, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const hook = pathToFileURL(join(import.meta.dirname, '..', '..', 'scripts', 'tsx-hook.mjs')).href

/** Runs a side in a fresh process, on one core where the system can pin it, and reads the line that it prints. */
export async function pinned<Line>(file: string): Promise<Line> {
  const node = [process.execPath, '--import', hook, join(import.meta.dirname, file)]
  const canPin = spawnSync('taskset', ['-c', '0', 'true']).status === 0
  const [program = '', ...args] = canPin ? ['taskset', '-c', '0', ...node] : node
  const { stdout } = await run(program, args, { env: { ...process.env, NODE_ENV: 'production' } })
  return JSON.parse(stdout) as Line
}
