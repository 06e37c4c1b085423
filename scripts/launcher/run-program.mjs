// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cacheDirectory, root } from './paths.mjs'

const hook = pathToFileURL(join(root, 'scripts', 'tsx-hook.mjs')).href

/**
 * Runs a program of the project with our input, output and signals and answers its exit code. Where Linux can, it is
 * told to stop (SIGTERM) even when we are killed.
 */
export function runProgram(runtime, args, { env = {}, cwd = process.cwd() } = {}) {
  const command = [...deathSignal(), runtime, '--import', hook, ...args]
  return runCommand(command, { env: { NODE_COMPILE_CACHE: join(cacheDirectory(), 'compile'), ...env }, cwd })
}

export function runCommand([program, ...args], { env = {}, cwd = process.cwd() } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } })
    const stopForwarding = forwardSignals(child)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      stopForwarding()
      resolve(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}

/** Ctrl-C in a terminal reaches the whole group by itself; a second copy from us would count as impatience. */
function forwardSignals(child) {
  const terminal = process.stdin.isTTY === true
  const handlers = ['SIGTERM', 'SIGINT', 'SIGHUP'].map((signal) => {
    const handler = () => (signal === 'SIGINT' && terminal ? undefined : child.kill(signal))
    process.on(signal, handler)
    return [signal, handler]
  })
  const parent = process.ppid
  // Who started us may be killed without a word; then nobody is left who could stop the program.
  const watch = setInterval(() => (process.ppid === parent ? undefined : child.kill('SIGTERM')), 500)
  return () => {
    clearInterval(watch)
    for (const [signal, handler] of handlers) process.removeListener(signal, handler)
  }
}

function deathSignal() {
  if (process.platform !== 'linux') return []
  const prefix = ['setpriv', '--pdeathsig', 'TERM']
  return spawnSync(prefix[0], [...prefix.slice(1), 'true'], { stdio: 'ignore' }).status === 0 ? prefix : []
}
