// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { ensureBrowser } from './ensure-browser.mjs'
import { ensurePoppler } from './ensure-poppler.mjs'
import { testFiles } from './find-files.mjs'
import { root } from './paths.mjs'
import { runProgram } from './run-program.mjs'

const runner = ['--test', '--test-isolation=none']

/**
 * All tests in one process on the embedded PostgreSQL, then those of the database on a PostgreSQL 15 where one is
 * installed. Arguments: files, and options of `node --test` (`--test-name-pattern=…`).
 */
export async function test({ runtime, args }) {
  const options = args.filter((arg) => arg.startsWith('-'))
  const named = args.filter((arg) => !arg.startsWith('-')).map((path) => relative(root, resolve(path)))
  const all = testFiles()
  const files =
    named.length === 0 ? all : all.filter((file) => named.some((path) => file === path || file.startsWith(`${path}/`)))
  if (files.length === 0) {
    console.error(`No test file is named ${named.join(' ')}.`)
    return 2
  }
  const browser = files.some(usesBrowser) ? ensureBrowser() : null
  if (files.some(usesPoppler)) ensurePoppler()
  const env = browser === null ? {} : { PASSERELLE_CHROMIUM: browser }
  const first = await runProgram(runtime, [...runner, ...options, ...files], { cwd: root, env })
  if (process.env.PASSERELLE_TEST_DATABASE_URL) return first
  const stored = files.filter(usesDatabase)
  if (stored.length === 0) return first
  const second = await runProgram(
    runtime,
    [join(root, 'test', 'support', 'on-server.ts'), ...runner, ...options, ...stored],
    {
      cwd: root,
      env,
    },
  )
  return first === 0 ? second : first
}

function usesBrowser(file) {
  return /playwright-core|support\/browser/.test(readFileSync(join(root, file), 'utf8'))
}

function usesPoppler(file) {
  return /support\/poppler/.test(readFileSync(join(root, file), 'utf8'))
}

/** By its use of the test database; tests of the embedded PostgreSQL itself have no second round. */
function usesDatabase(file) {
  return /support\/database\.ts'/.test(readFileSync(join(root, file), 'utf8'))
}
