// SPDX-License-Identifier: Apache-2.0
// A session that one authority has vouched for ends when a role elsewhere counts: then, not before, and not for one that never does.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { systemClock } from '../../kernel/index.ts'
import { writeMatrix } from '../permissions/permissions.store.ts'
import { idOf, SessionDesk } from './session-desk.ts'

const north = 'xa-authority-north'
const south = 'xa-authority-south'
let database: TestDatabase
let provider: string
before(async () => {
  database = await testDatabase()
  await writeMatrix(database.db)
  const { rows } = await sql<{ id: string }>`
    insert into providers (authority, issuer, client_id, names, vouches)
    values (${north}, 'https://id.example', 'x', '{"en": "X", "zh-CN": "X"}', true) returning id`.execute(database.db)
  provider = rows[0]?.id ?? ''
})
after(() => database.close())

interface Role {
  role?: string
  authority?: string | null
  from?: string
  until?: string | null
}

/** Somebody who came by the provider of the north an hour ago, and a way to ask whether they are still in. */
async function vouched() {
  const { db } = database
  const { rows } = await sql<{ id: string }>`insert into people (name) values ('Vouched for') returning id`.execute(db)
  const person = rows[0]?.id ?? ''
  await sql`insert into memberships (person, role) values (${person}, 'holder')`.execute(db)
  await sql`insert into memberships (person, role, authority) values (${person}, 'expert', ${north})`.execute(db)
  await sql`
    insert into provider_links (provider, account, person) values (${provider}, ${person}, ${person})`.execute(db)
  const session = async (proof: 'provider' | 'passkey' = 'provider') => {
    const token = await new SessionDesk(database.app, systemClock).start(person, proof, {
      network: null,
      program: null,
    })
    return idOf(Buffer.from(token, 'base64url'))
  }
  const isIn = async (id: Buffer) =>
    (await sql`select from find_session(${id})`.execute(database.app)).rows.length === 1
  const give = async ({ role = 'expert', authority = south, from = '0 s', until = null }: Role) => {
    await sql`
      insert into memberships (person, role, authority, valid_from, valid_until)
      values (${person}, ${role}, ${authority}, now() + ${from}::interval, now() + ${until}::interval)`.execute(db)
  }
  return { person, session, isIn, give }
}

/** As if so much time had passed: what was and what will be moves back. */
async function pass(person: string, time: string): Promise<void> {
  await database.db.transaction().execute(async (db) => {
    await sql`set local session_replication_role = replica`.execute(db)
    await sql`
      update memberships set valid_from = valid_from - ${time}::interval, valid_until = valid_until - ${time}::interval
      where person = ${person}`.execute(db)
    await sql`update sessions set created_at = created_at - ${time}::interval where person = ${person}`.execute(db)
  })
}

test('a role elsewhere that counts now ends it, and no other session', async () => {
  const { session, isIn, give } = await vouched()
  const [by, own] = [await session(), await session('passkey')]
  await give({})
  assert.deepEqual([await isIn(by), await isIn(own)], [false, true])
})

test('a role that begins later ends it when its day has come, also one that began before that day', async () => {
  const { person, session, isIn, give } = await vouched()
  const before = await session()
  await give({ from: '2 hours' })
  const meanwhile = await session()
  assert.deepEqual([await isIn(before), await isIn(meanwhile)], [true, true])
  await pass(person, '1 hour')
  assert.deepEqual([await isIn(before), await isIn(meanwhile)], [true, true])
  await pass(person, '2 hours')
  assert.deepEqual([await isIn(before), await isIn(meanwhile)], [false, false])
  // Whoever came in afterwards was asked for more than this authority's word, or had nothing elsewhere.
  assert.equal(await isIn(await session()), true)
})

test('a role that was over when it was entered, or ended before its day, ends nothing', async () => {
  const { person, session, isIn, give } = await vouched()
  const by = await session()
  await give({ from: '-2 hours', until: '-1 hour' })
  assert.equal(await isIn(by), true)
  await give({ role: 'caseworker', from: '2 hours', until: '2 hours' })
  await pass(person, '3 hours')
  assert.equal(await isIn(by), true)
})

test('a role at the same authority, or one that is everybody’s own, ends nothing', async () => {
  const { person, session, isIn, give } = await vouched()
  const by = await session()
  await give({ role: 'caseworker', authority: north })
  await give({ role: 'employer', authority: null, from: '1 hour' })
  await pass(person, '2 hours')
  assert.equal(await isIn(by), true)
})
