// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { silentLogger } from '../../kernel/logger.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Role } from './data-directory.ts'
import { clusterOf, type Embedded, openEmbedded } from './open-embedded.ts'
import { runningPostmaster } from './running-postmaster.ts'

const logger = silentLogger()

async function withDirectory(fn: (directory: string) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'passerelle-embedded-'))
  try {
    await fn(directory)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

const enter = (directory: string, role: Role, address: string) =>
  openEmbedded(directory, { role, address, durable: false }, logger)

async function ask(embedded: Embedded, text: string): Promise<unknown[]> {
  const client = new pg.Client(embedded.connection)
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(text)
    return rows
  } finally {
    await client.end()
  }
}

test('a command comes in while a server holds the directory, a second server does not', () =>
  withDirectory(async (directory) => {
    const server = await enter(directory, 'server', 'http://127.0.0.1:3000')
    const guest = await enter(directory, 'command', 'passerelle assess')
    await ask(guest, 'create table seen (by text)')
    const refusal = await enter(directory, 'server', 'http://127.0.0.1:3001').catch((error: unknown) => error)
    assert.ok(refusal instanceof Problem && refusal.code === 'conflict')
    assert.equal(
      refusal.message.replace(/since [^)]*/, 'since TIME'),
      `The data directory ${directory} is held by a Passerelle server at http://127.0.0.1:3000 (process ${process.pid}, since TIME). ` +
        'End that one first, or give this one a directory of its own with PASSERELLE_DATA.',
    )
    await guest.close()
    assert.deepEqual(await ask(server, 'select * from seen'), [])
    await server.close()
    assert.equal(runningPostmaster(clusterOf(directory)), null)
  }))

test('a command that has started PostgreSQL lets its guests finish first', () =>
  withDirectory(async (directory) => {
    const first = await enter(directory, 'command', 'passerelle import')
    const guest = await enter(directory, 'command', 'passerelle assess')
    const events: string[] = []
    const closing = first.close().then(() => events.push('first closed'))
    const newcomer = enter(directory, 'command', 'passerelle backup').then((embedded) => {
      events.push('newcomer in')
      return embedded
    })
    assert.deepEqual(await ask(guest, 'select 1 as one'), [{ one: 1 }])
    events.push('guest done')
    await guest.close()
    await closing
    await (await newcomer).close()
    assert.deepEqual(events, ['guest done', 'first closed', 'newcomer in'])
  }))

test('a server waits for a command that holds the directory', () =>
  withDirectory(async (directory) => {
    const command = await enter(directory, 'command', 'passerelle import')
    const events: string[] = []
    const server = enter(directory, 'server', 'http://127.0.0.1:3000').then((embedded) => {
      events.push('server in')
      return embedded
    })
    assert.deepEqual(await ask(command, 'select 1 as one'), [{ one: 1 }])
    events.push('command done')
    await command.close()
    await (await server).close()
    assert.deepEqual(events, ['command done', 'server in'])
  }))

test('PostgreSQL that is killed is started again, and what was committed is there', () =>
  withDirectory(async (directory) => {
    const options = { role: 'server', address: 'http://127.0.0.1:3000', durable: true } as const
    const server = await openEmbedded(directory, options, logger)
    await ask(server, 'create table kept as select 1 as one')
    const before = runningPostmaster(clusterOf(directory))
    assert.ok(before !== null)
    process.kill(before.pid, 'SIGKILL')
    for (
      let after = before;
      after.pid === before.pid || !after.ready;
      after = runningPostmaster(clusterOf(directory)) ?? before
    ) {
      await delay(20)
    }
    assert.deepEqual(await ask(server, 'select * from kept'), [{ one: 1 }])
    await server.close()
    assert.equal(runningPostmaster(clusterOf(directory)), null)
  }))

test('a lock whose process is gone, or whose number another process has now, is taken over', () =>
  withDirectory(async (directory) => {
    const note = { role: 'server', address: 'http://127.0.0.1:3000', state: 'open' }
    const since = '2026-11-21T00:00:00.000Z'
    for (const dead of [
      { pid: 2 ** 22 + 1, start: '5' },
      { pid: process.ppid, start: '5' },
    ]) {
      writeFileSync(join(directory, 'holder.lock'), JSON.stringify({ ...dead, since, token: 'x', note }))
      await (await enter(directory, 'server', 'http://127.0.0.1:3000')).close()
    }
    writeFileSync(join(directory, 'holder.lock'), '')
    await (await enter(directory, 'server', 'http://127.0.0.1:3000')).close()
    assert.equal(existsSync(join(directory, 'holder.lock')), false)
  }))

test('a path too long for a socket gets a short private folder', () =>
  withDirectory(async (directory) => {
    const long = join(directory, '很长的路径'.repeat(8), 'a "quoted", one')
    const embedded = await enter(long, 'server', 'http://127.0.0.1:3000')
    assert.deepEqual(await ask(embedded, 'select 1 as one'), [{ one: 1 }])
    const { host } = embedded.connection
    assert.equal(statSync(host).mode & 0o777, 0o700)
    assert.equal(statSync(clusterOf(long)).mode & 0o777, 0o700)
    await embedded.close()
    rmSync(host, { recursive: true })
  }))

test('text sorts by code point and has Unicode case, on every machine', () =>
  withDirectory(async (directory) => {
    const embedded = await enter(directory, 'command', 'passerelle')
    const rows = await ask(
      embedded,
      "select upper('éß') as upper, array(select unnest(array['b','Z','a','技','É']) order by 1) as sorted",
    )
    assert.deepEqual(rows, [{ upper: 'Éß', sorted: ['Z', 'a', 'b', 'É', '技'] }])
    await embedded.close()
  }))
