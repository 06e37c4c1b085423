// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { atTheDoor } from '../../db/at-the-door.ts'
import { listenTo } from '../../db/listen.ts'
import { fixedClock, silentLogger } from '../../kernel/index.ts'
import { hearOfPeople } from './hear-of-people.ts'
import { SessionDesk } from './session-desk.ts'
import { endSessionsOf } from './sessions.store.ts'

/** A server's desk that hears; its clock stands still, so that nothing is forgotten by itself. */
async function server(database: TestDatabase) {
  const desk = new SessionDesk(database.app, fixedClock('2026-11-22T03:00:00Z'))
  const news: string[] = []
  let told = () => {}
  const hearer = hearOfPeople(desk)
  const listening = await listenTo(
    { connectionString: database.url },
    silentLogger(),
    'passerelle_person',
    {
      heard: (person) => {
        hearer.heard(person)
        news.push(person)
        told()
      },
      missed: () => {
        hearer.missed()
        news.push('missed')
        told()
      },
    },
    10,
  )
  /** Until it has heard this so often. */
  const until = async (what: string, times: number) => {
    while (news.filter((one) => one === what).length < times) await new Promise<void>((go) => (told = go))
  }
  return { desk, listening, until }
}

const nowhere = { network: null, program: null }

async function withServers(
  fn: (given: { database: TestDatabase; person: string; one: Server; two: Server }) => Promise<void>,
): Promise<void> {
  const database = await testDatabase()
  const { rows } = await sql<{ id: string }>`insert into people (name) values ('王芳') returning id`.execute(
    database.db,
  )
  const [one, two] = [await server(database), await server(database)]
  try {
    await fn({ database, person: rows[0]?.id ?? '', one, two })
  } finally {
    await Promise.all([one.listening.stop(), two.listening.stop()])
    await database.close()
  }
}

type Server = Awaited<ReturnType<typeof server>>

test('a session that is ended on one server is ended on the other', () =>
  withServers(async ({ database, person, one, two }) => {
    const token = await one.desk.start(person, 'passkey', nowhere)
    assert.equal((await two.desk.who(token))?.person, person)
    await atTheDoor(database.app, (door) => endSessionsOf(door, person))
    await two.until(person, 1)
    assert.equal(await two.desk.who(token), null)
  }))

test('a role that is given on one server counts on the other', () =>
  withServers(async ({ database, person, one, two }) => {
    const token = await one.desk.start(person, 'passkey', nowhere)
    assert.deepEqual((await two.desk.who(token))?.standings, [])
    await sql`insert into memberships (person, role) values (${person}, 'auditor')`.execute(database.db)
    await two.until(person, 1)
    assert.deepEqual(
      (await two.desk.who(token))?.standings.map(({ role }) => role),
      ['auditor'],
    )
  }))

test('whoever has been deaf for a while believes nothing that it knew', () =>
  withServers(async ({ database, person, one, two }) => {
    const token = await one.desk.start(person, 'passkey', nowhere)
    assert.equal((await two.desk.who(token))?.person, person)
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'passerelle listens'`.execute(database.db)
    await atTheDoor(database.app, (door) => endSessionsOf(door, person))
    // At first, when the connection broke, and when it was there again.
    await two.until('missed', 3)
    assert.equal(await two.desk.who(token), null)
    const next = await one.desk.start(person, 'passkey', nowhere)
    assert.equal((await two.desk.who(next))?.person, person)
    await atTheDoor(database.app, (door) => endSessionsOf(door, person))
    await two.until(person, 1)
    assert.equal(await two.desk.who(next), null)
  }))
