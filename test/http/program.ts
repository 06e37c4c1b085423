// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type TestDatabase, testDatabase } from '../support/database.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const hook = pathToFileURL(join(root, 'scripts', 'tsx-hook.mjs')).href

interface Server {
  child: ChildProcess
  address: string
  said: () => string
}

let database: TestDatabase
let data: string
before(async () => {
  database = await testDatabase()
  data = mkdtempSync(join(tmpdir(), 'passerelle-server-'))
})
after(async () => {
  await database.close()
  rmSync(data, { recursive: true, force: true })
})

/** What the servers of the test work on. */
export const serverDatabase = (): TestDatabase => database

/** The whole program, as `npm start` runs it, on a database of the test's own. */
export function spawnServer(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', hook, join(root, 'src', 'server.ts')], {
    env: { ...process.env, PASSERELLE_HOST: '127.0.0.1', PASSERELLE_DATA: data, DATABASE_URL: database.url, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return { child, said: () => output }
}

async function startServer(env: Record<string, string> = {}): Promise<Server> {
  const { child, said } = spawnServer({ PASSERELLE_PORT: '0', ...env })
  while (!said().includes('"ready"')) {
    if (child.exitCode !== null) throw new Error(`The server ended:\n${said()}`)
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')])
  }
  const address = /Passerelle answers on (\S+)|"address":"([^"]+)"/.exec(said())
  return { child, said, address: address?.[1] ?? address?.[2] ?? '' }
}

async function stopServer({ child }: Pick<Server, 'child'>): Promise<number | null> {
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
  return child.exitCode
}

/** Runs a test on a server and stops it, whatever the test finds. */
export async function withServer(
  fn: (server: Server) => Promise<void>,
  env: Record<string, string> = {},
): Promise<void> {
  const server = await startServer(env)
  try {
    await fn(server)
  } finally {
    assert.equal(await stopServer(server), 0)
  }
}
