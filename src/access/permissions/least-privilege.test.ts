// SPDX-License-Identifier: Apache-2.0
// What functions of the database answer to whoever works as the server: no more than the person who acts may have.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { atTheDoor } from '../../db/at-the-door.ts'
import { actingAs, type Db } from '../../db/index.ts'
import { systemClock } from '../../kernel/index.ts'
import { notify } from '../notifications/notify.ts'
import { idOf, SessionDesk } from '../sessions/session-desk.ts'
import { writeMatrix } from './permissions.store.ts'

let database: TestDatabase
let told: string
before(async () => {
  database = await testDatabase()
  await writeMatrix(database.db)
  told = await addPerson('Told')
  await sql`
    insert into identifiers (person, kind, value, folded, verified_at)
    values (${told}, 'email', 'told@example.org', 'told@example.org', now())`.execute(database.db)
  await sql`update people set language = 'zh-CN' where id = ${told}`.execute(database.db)
  await sql`insert into notification_choices values (${told}, 'role-given', true, false)`.execute(database.db)
  await sql`insert into consents (person, purpose, version) values (${told}, 'statistics', '1')`.execute(database.db)
})
test.after(() => database.close())

async function addPerson(name: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into people (name) values (${name}) returning id`.execute(
    database.db,
  )
  const id = rows[0]?.id ?? ''
  await sql`insert into memberships (person, role) values (${id}, 'holder')`.execute(database.db)
  return id
}

const one = async <Value>(db: Db, query: ReturnType<typeof sql<{ value: Value }>>): Promise<Value | undefined> =>
  (await query.execute(db)).rows[0]?.value

const mailsTo = (person: string) =>
  one<number>(database.db, sql`select count(*)::integer as value from outgoing_messages where person = ${person}`)

const asNobody = <Result>(act: (db: Db) => Promise<Result>) => actingAs(database.app, { person: null }, act)

test('where nobody acts nobody is told anything, and nothing of how they want to be told is known', async () => {
  const before = await mailsTo(told)
  const adds = asNobody((db) => sql`select add_notification(${told}, 'role-given', '{}', null)`.execute(db))
  await assert.rejects(adds, /nobody acts who could tell/)
  const mails = asNobody((db) => sql`select mail_notification(${told}, 'en', 'Subject', 'Text')`.execute(db))
  await assert.rejects(mails, /nobody acts who could tell/)
  assert.equal(await mailsTo(told), before)
  await asNobody(async (db) => {
    assert.equal(await one(db, sql`select notification_language(${told}) as value`), null)
    assert.equal(
      await one(db, sql`select count(*)::integer as value from notification_choice(${told}, 'role-given')`),
      0,
    )
  })
})

test('whoever acts, the door and the owner tell; somebody whose account has ended does not', async () => {
  const teller = await addPerson('Teller')
  const tell = (db: Db) => notify(db, { person: told, kind: 'new-sign-in', args: { where: 'x' } })
  const before = (await mailsTo(told)) ?? 0
  await actingAs(database.app, { person: teller }, tell)
  await atTheDoor(database.app, tell)
  await database.db.transaction().execute(tell)
  assert.equal(await mailsTo(told), before + 3)
  const { rows } = await sql<{ lang: string }>`
    select distinct lang from outgoing_messages where person = ${told}`.execute(database.db)
  assert.deepEqual(rows, [{ lang: 'zh-CN' }])
  await sql`update people set status = 'ended' where id = ${teller}`.execute(database.db)
  await assert.rejects(actingAs(database.app, { person: teller }, tell), /nobody acts who could tell/)
})

test('where nobody acts, what was done in the same transaction is told, and only to whom it concerns', async () => {
  const waiting = await addPerson('Waiting')
  await sql`
    insert into erasure_requests (person, asked_at, due_at)
    values (${waiting}, now() - interval '2 days', now() - interval '1 day')`.execute(database.db)
  await sql`
    insert into legal_holds (person, reason, until) values (${waiting}, 'A reason', now() + interval '1 day')`.execute(
    database.db,
  )
  await asNobody(async (db) => {
    const outcome = await one(db, sql`select outcome as value from erase_due() where person = ${waiting}`)
    assert.equal(outcome, 'held')
    await notify(db, { person: waiting, kind: 'erasure-held' })
    assert.equal(await one(db, sql`select may_tell(${told}) as value`), false)
  })
  const kinds = await sql`select kind from notifications where person = ${waiting}`.execute(database.db)
  assert.deepEqual(kinds.rows, [{ kind: 'erasure-held' }])
  const later = asNobody((db) => notify(db, { person: waiting, kind: 'erasure-held' }))
  await assert.rejects(later, /nobody acts who could tell/)
})

test('how much is unread is told to who has the session', async () => {
  const token = await new SessionDesk(database.app, systemClock).start(told, 'passkey', {
    network: null,
    program: null,
  })
  await sql`select add_notification(${told}, 'role-given', '{}', null)`.execute(database.db)
  const id = idOf(Buffer.from(token, 'base64url'))
  assert.ok(((await one<number>(database.app, sql`select count_unread(${id}) as value`)) ?? 0) > 0)
  assert.equal(await one(database.app, sql`select count_unread(sha256('another')) as value`), 0)
  await assert.rejects(sql`select count_unread(${told}::uuid)`.execute(database.app), /does not exist/)
})

test('whether somebody is held or has consented is told to themselves and to the owner', async () => {
  const other = await addPerson('Other')
  for (const person of [null, told, other]) {
    for (const query of [sql`select is_held(${told})`, sql`select has_consented(${told}, 'statistics')`])
      await assert.rejects(
        actingAs(database.app, { person }, (db) => query.execute(db)),
        /permission denied/,
      )
  }
  const mine = (person: string | null) =>
    actingAs(database.app, { person }, (db) => one(db, sql`select have_consented('statistics') as value`))
  assert.deepEqual([await mine(told), await mine(other), await mine(null)], [true, false, false])
  const held = (person: string) => actingAs(database.app, { person }, (db) => one(db, sql`select am_held() as value`))
  assert.equal(await held(told), false)
  assert.equal(await one(database.db, sql`select has_consented(${told}, 'statistics') as value`), true)
})
