// SPDX-License-Identifier: Apache-2.0
// A server as an operator starts it on an empty data directory, its commands, and the letters that leave it.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startMailServer } from '../support/post-office/post-office.ts'

const root = join(import.meta.dirname, '..', '..')
const hook = join(root, 'scripts', 'tsx-hook.mjs')

export interface House {
  baseUrl: string
  /** Runs a command beside the server; answers what it printed. */
  command(...args: string[]): Promise<string>
  /** The link of the newest letter to an address, once it has come. */
  linkTo(address: string): Promise<string>
  close(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export async function openHouse(): Promise<House> {
  const data = mkdtempSync(join(tmpdir(), 'passerelle-people-'))
  const office = await startMailServer({ tls: 'none' })
  const port = await freePort()
  // Passkeys and redirects are bound to the name and the port.
  const baseUrl = `http://localhost:${port}`
  const env = {
    ...process.env,
    PASSERELLE_DATA: data,
    PASSERELLE_PORT: String(port),
    PASSERELLE_BASE_URL: baseUrl,
    PASSERELLE_LOG_LEVEL: 'error',
    PASSERELLE_RATE_LIMIT: '0',
    PASSERELLE_SMTP_URL: `smtp://127.0.0.1:${office.port}`,
    PASSERELLE_MAIL_FROM: 'Passerelle <no-reply@passerelle.example>',
    DATABASE_URL: '',
  }
  const run = (program: string, args: readonly string[]) => {
    const child = spawn(process.execPath, ['--import', hook, join(root, program), ...args], { env, cwd: root })
    const said = { out: '', err: '' }
    child.stdout.on('data', (chunk: Buffer) => {
      said.out += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      said.err += chunk.toString()
    })
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    return { child, said, ended }
  }
  const server = run('src/server.ts', [])
  const ready = new Promise<void>((resolve) => {
    server.child.stderr.on('data', () => {
      if (server.said.err.includes('Passerelle answers on')) resolve()
    })
  })
  const close = async () => {
    server.child.kill('SIGTERM')
    await server.ended
    await office.stop()
    rmSync(data, { recursive: true, force: true })
  }
  const started = await Promise.race([ready.then(() => true), server.ended.then(() => false)])
  if (!started) {
    await close()
    throw new Error(`the server did not start: ${server.said.err}`)
  }
  return {
    baseUrl,
    async command(...args) {
      const { said, ended } = run('src/cli.ts', args)
      const code = await ended
      if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${said.err}${said.out}`)
      return said.out
    },
    async linkTo(address) {
      for (let looked = 0; ; looked = (await office.count(looked + 1)).length) {
        const mail = office.received.findLast(({ to }) => to.includes(address))
        const link = mail?.text.match(/http:\/\/localhost:\d+\/[a-z-]+\/[A-Za-z0-9_-]{43}/)?.[0]
        if (link !== undefined) return link
      }
    },
    close,
  }
}
