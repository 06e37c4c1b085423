// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const hook = pathToFileURL(join(import.meta.dirname, '..', '..', 'scripts', 'tsx-hook.mjs')).href

/** A fresh process of a program of this folder; answers the one line of JSON that it prints. */
export async function runSide<Line>(program: string, args: readonly string[]): Promise<Line> {
  const command = ['--import', hook, join(import.meta.dirname, program), ...args]
  const env = { ...process.env, NODE_ENV: 'production' }
  const { stdout } = await run(process.execPath, command, { env, maxBuffer: 16 * 2 ** 20 })
  return JSON.parse(stdout) as Line
}
