// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { actingAs } from '../../db/index.ts'
import { systemClock } from '../../kernel/index.ts'
import { writeMatrix } from '../permissions/permissions.store.ts'
import { idOf, SessionDesk } from './session-desk.ts'
import { endOwnSessions, listOwnSessions } from './sessions.store.ts'

const nowhere = { network: null, program: null }

interface Desk {
  database: TestDatabase
  desk: SessionDesk
  /** Milliseconds by which the desk's clock is ahead. */
  wait(milliseconds: number): void
  person(name: string): Promise<string>
}

async function withDesk(fn: (desk: Desk) => Promise<void>): Promise<void> {
  const database = await testDatabase()
  let ahead = 0
  const clock = { now: () => new Date(systemClock.now().getTime() + ahead) }
  try {
    await writeMatrix(database.db)
    await fn({
      database,
      desk: new SessionDesk(database.app, clock),
      wait: (milliseconds) => {
        ahead += milliseconds
      },
      person: async (name) => {
        const { rows } = await sql<{ id: string }>`insert into people (name) values (${name}) returning id`.execute(
          database.db,
        )
        const id = rows[0]?.id ?? ''
        await sql`insert into memberships (person, role) values (${id}, 'holder')`.execute(database.db)
        return id
      },
    })
  } finally {
    await database.close()
  }
}

test('a token tells who is signed in; another tells nothing', () =>
  withDesk(async ({ desk, person }) => {
    const id = await person('王芳')
    const token = await desk.start(id, 'passkey', { network: '192.0.2.0/24', program: 'Firefox' })
    const who = await desk.who(token)
    assert.deepEqual(
      [who?.person, who?.name, who?.proof, who?.standings],
      [id, '王芳', 'passkey', [{ role: 'holder', authority: null }]],
    )
    for (const other of ['', 'x', `${token}x`, token.slice(0, -1), 'A'.repeat(43)])
      assert.equal(await desk.who(other), null, other)
  }))

test('the table does not hold a token', () =>
  withDesk(async ({ database, desk, person }) => {
    const token = await desk.start(await person('Somebody'), 'password', nowhere)
    const { rows } = await sql<{ text: string }>`select s::text as text from sessions s`.execute(database.db)
    const bytes = Buffer.from(token, 'base64url')
    for (const { text } of rows) assert.ok(!text.includes(token) && !text.includes(bytes.toString('hex')))
    assert.ok(rows[0]?.text.includes(idOf(bytes).toString('hex')))
  }))

test('a session that was ended is ended everywhere', () =>
  withDesk(async ({ database, desk, person }) => {
    const id = await person('Somebody')
    const tokens = [
      await desk.start(id, 'password', nowhere),
      await desk.start(id, 'password', nowhere),
      await desk.start(id, 'password', nowhere),
    ]
    for (const token of tokens) assert.equal((await desk.who(token))?.person, id)
    await desk.end(tokens[0] ?? '')
    assert.equal(await desk.who(tokens[0] ?? ''), null)
    const kept = idOf(Buffer.from(tokens[1] ?? '', 'base64url'))
    assert.equal(await actingAs(database.app, { person: id }, (db) => endOwnSessions(db, { allBut: kept })), 1)
    desk.forget(id)
    assert.deepEqual([(await desk.who(tokens[1] ?? ''))?.person, await desk.who(tokens[2] ?? '')], [id, null])
  }))

test('a change reaches a desk that did not hear of it within seconds', () =>
  withDesk(async ({ database, desk, person, wait }) => {
    const id = await person('Somebody')
    const token = await desk.start(id, 'password', nowhere)
    assert.equal((await desk.who(token))?.standings.length, 1)
    await sql`update people set status = 'ended' where id = ${id}`.execute(database.db)
    wait(16_000)
    assert.equal(await desk.who(token), null)
  }))

test('an unused session ends by itself; a used one lives on, but not for ever', () =>
  withDesk(async ({ database, desk, person, wait }) => {
    const id = await person('Somebody')
    const token = await desk.start(id, 'password', nowhere)
    const state = async () => {
      const { rows } = await sql<{
        idle: Date
        end: Date
      }>`select idle_until as idle, expires_at as "end" from sessions`.execute(database.db)
      return rows[0]
    }
    await sql`update sessions set created_at = now() - interval '1 hour', seen_at = now() - interval '1 hour', idle_until = now() + interval '1 hour'`.execute(
      database.db,
    )
    const before = await state()
    wait(6 * 60_000)
    assert.equal((await desk.who(token))?.person, id)
    const used = await state()
    assert.ok(
      used !== undefined &&
        before !== undefined &&
        used.idle > before.idle &&
        used.end.getTime() === before.end.getTime(),
    )
    await sql`update sessions set idle_until = now() - interval '1 second'`.execute(database.db)
    wait(16_000)
    assert.equal(await desk.who(token), null)
  }))

test('one sees and ends only sessions of one’s own', () =>
  withDesk(async ({ database, desk, person }) => {
    const [one, two] = [await person('One'), await person('Two')]
    await desk.start(one, 'password', { network: '192.0.2.0/24', program: 'Firefox on Linux' })
    const token = await desk.start(two, 'passkey', nowhere)
    const own = await actingAs(database.app, { person: one }, listOwnSessions)
    assert.deepEqual(
      own.map(({ proof, network, program }) => [proof, network, program]),
      [['password', '192.0.2.0/24', 'Firefox on Linux']],
    )
    const [other] = await actingAs(database.app, { person: two }, listOwnSessions)
    assert.equal(
      await actingAs(database.app, { person: one }, (db) => endOwnSessions(db, { name: other?.name ?? '' })),
      0,
    )
    assert.equal((await desk.who(token))?.person, two)
    assert.deepEqual(await actingAs(database.app, { person: null }, listOwnSessions), [])
  }))

test('nobody who has left gets a session', () =>
  withDesk(async ({ database, desk, person }) => {
    const id = await person('Somebody')
    await sql`update people set status = 'ended' where id = ${id}`.execute(database.db)
    assert.equal(await desk.who(await desk.start(id, 'password', nowhere)), null)
  }))
