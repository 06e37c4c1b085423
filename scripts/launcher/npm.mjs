// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { root } from './paths.mjs'
import { Stop } from './stop.mjs'

/** Runs npm in the project; its words are shown only when it fails. */
export function npm(args, what) {
  const [program, ...first] = npmCommand()
  const result = spawnSync(program, [...first, ...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    env: ownEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 26,
  })
  if (result.error?.code === 'ENOENT')
    throw new Stop(`npm is not installed, but is needed for ${what}. It comes with Node.js.`)
  if (result.status === 0) return
  throw new Stop(`${what} failed (npm ${args[0]}):\n${`${result.stdout ?? ''}${result.stderr ?? ''}`.trim()}`)
}

/** The npm that has started us, else the one beside this Node, else that of the path. */
function npmCommand() {
  const started = process.env.npm_execpath ?? ''
  const candidates = [
    ...(/^np[mx]-cli\.js$/.test(basename(started)) ? [join(dirname(started), 'npm-cli.js')] : []),
    join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ]
  const file = candidates.find((candidate) => existsSync(candidate))
  return file === undefined ? ['npm'] : [process.execPath, file]
}

/** `npm start` and `npx` hand their own settings down; a global or local prefix of theirs would lead npm elsewhere. */
function ownEnvironment() {
  const entries = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) && name !== 'NODE_ENV')
  const kept = Object.entries(process.env).filter(([name]) =>
    /^npm_config_(cache|registry|proxy|https_proxy|userconfig)$/i.test(name),
  )
  return Object.fromEntries([...entries, ...kept])
}
