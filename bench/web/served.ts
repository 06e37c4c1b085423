// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** A server in a process of its own. */
export interface Served {
  address: string
  /** From the start of the process to its first word that it is ready. */
  readyAfter: number
  /** Seconds of processor time it has used, by its own account. */
  cpuSeconds(): Promise<number>
  stop(): Promise<void>
}

interface Program {
  args: string[]
  env: Record<string, string>
  /** Where it tells its processor time. */
  meter: (address: string) => Promise<number>
}

/** Starts a program on a free port and waits until it says `ready` on standard output. */
export async function serve({ args, env, meter }: Program): Promise<Served> {
  const port = await freePort()
  const begun = performance.now()
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env, PASSERELLE_HOST: '127.0.0.1', PASSERELLE_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await ready(child)
  const readyAfter = performance.now() - begun
  const address = `http://127.0.0.1:${port}`
  const stop = async () => {
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    await exit
  }
  return { address, readyAfter, cpuSeconds: () => meter(address), stop }
}

async function ready(child: ChildProcess): Promise<void> {
  let said = ''
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  child.once('exit', (code) => reject(new Error(`The server ended with code ${code}:\n${said}`)))
  child.once('error', reject)
  const listen = (chunk: Buffer) => {
    said += chunk.toString()
    if (said.includes('"ready"')) resolve()
  }
  child.stdout?.on('data', listen)
  child.stderr?.on('data', listen)
  await promise
  // From here on the log is read only so that the pipe does not fill.
  child.removeAllListeners('exit')
  child.stdout?.removeListener('data', listen).resume()
  child.stderr?.removeListener('data', listen).resume()
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('No free port')
  return address.port
}
