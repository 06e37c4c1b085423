// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { getAs, newVisitor, postAs, type Visitor } from '../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { actingAs } from '../../db/index.ts'
import { addRead } from '../audit/audit.store.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { consented, keepHouse, recordAct } from '../index.ts'
import { personalTables } from './fields.model.ts'

const north = 'xa-authority-north'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())

const count = async (table: string, visitor: Visitor, column = 'person'): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from ${sql.table(table)} where ${sql.ref(column)} = ${visitor.person}`.execute(
    site.db,
  )
  return rows[0]?.n ?? 0
}

/** Somebody of whom there is something in many tables. */
async function knownPerson(name: string): Promise<Visitor> {
  const visitor = await newVisitor(site, name)
  const { person } = visitor
  await sql`insert into identifiers (person, kind, value, folded, verified_at)
    values (${person}, 'email', ${`${person}@example.org`}, ${`${person}@example.org`}, now())`.execute(site.db)
  await sql`insert into passwords (person, hash) values (${person}, 'scrypt$this-is-a-hash-and-opens')`.execute(site.db)
  await sql`insert into tickets (id, purpose, person, content, expires_at)
    values (sha256(${person}::bytea), 'reset', ${person}, '{"secret":"opens"}', now() + interval '1 hour')`.execute(
    site.db,
  )
  const boss = await newVisitor(site, 'The administrator', 'authority-administrator')
  await actingAs(site.appDb, boss, async (acting) => {
    await recordAct(acting, {
      act: 'grant:caseworker',
      authority: north,
      actor: boss.person,
      person,
      from: '198.51.100.0/24',
      changed: { reason: `about ${name}` },
    })
    await addRead(acting, { reader: boss.person, person, authority: north, act: 'read-members', what: 'account' })
  })
  return visitor
}

const dueNow = ({ person }: Visitor) =>
  sql`update erasure_requests set asked_at = now() - interval '8 days', due_at = now() - interval '1 minute' where person = ${person}`.execute(
    site.db,
  )

test('everything about me is in one file, and nothing that opens anything', async () => {
  const visitor = await knownPerson('Xia Export')
  const answer = await postAs(site, visitor, '/account/data/export', { format: 'json' })
  assert.match(String(answer.headers['content-disposition']), /everything-about-me\.json/)
  const file = JSON.parse(answer.body)
  assert.equal(file.person, visitor.person)
  const kept = personalTables.filter(
    ({ subjects, columns }) => subjects.length > 0 && Object.values(columns).includes('personal'),
  )
  assert.deepEqual(
    Object.keys(file.kept),
    kept.map(({ name }) => name),
  )
  assert.equal(file.kept.people.rows[0].name, 'Xia Export')
  assert.equal(file.kept.identifiers.rows[0].value, `${visitor.person}@example.org`)
  assert.equal(file.kept.personal_reads.rows.length, 1)
  const granted = file.log.find((entry: { act: string }) => entry.act === 'grant:caseworker')
  assert.deepEqual(
    [granted.changed, granted.you, granted.from],
    [{ reason: 'about Xia Export' }, ['are concerned'], null],
  )
  assert.doesNotMatch(answer.body, /opens|198\.51\.100|The administrator/)
  assert.match((await getAs(site, visitor, '/account/activity')).body, /Took out everything about themselves/)
  assert.match((await getAs(site, visitor, '/notifications')).body, /A copy of everything about you was made/)
  const page = await postAs(site, visitor, '/account/data/export', { format: 'html', lang: 'zh-CN' })
  assert.match(page.body, /<html lang="zh-CN"/)
  assert.match(page.body, /关于您的全部数据/)
  assert.match(page.body, /about Xia Export/)
})

test('nobody takes out what is about another', async () => {
  const [visitor, other] = [await knownPerson('Mine Only'), await knownPerson('Other One')]
  const answer = await postAs(site, visitor, '/account/data/export', { format: 'json' })
  assert.doesNotMatch(answer.body, new RegExp(`Other One|${other.person}`))
  const rows = await actingAs(site.appDb, { person: null }, (db) => sql`select own_rows('people')`.execute(db))
  assert.deepEqual(rows.rows, [])
  const asked = actingAs(site.appDb, visitor, (db) => sql`select rows_about('people', ${other.person})`.execute(db))
  await assert.rejects(asked, /permission denied/)
  const erased = actingAs(site.appDb, visitor, (db) => sql`select erase_person(${other.person})`.execute(db))
  await assert.rejects(erased, /permission denied/)
})

test('an erasure is confirmed, waits, can be taken back, and then takes everything but the chain', async () => {
  const visitor = await knownPerson('Era Sure')
  assert.equal((await postAs(site, visitor, '/account/data/erase')).statusCode, 400)
  assert.equal((await postAs(site, visitor, '/account/data/erase', { sure: 'yes' })).statusCode, 303)
  assert.match((await getAs(site, visitor, '/account/data')).body, /Your account will be erased on/)
  assert.equal((await keepHouse(site.appDb)).erased, 0)
  await postAs(site, visitor, '/account/data/erase/take-back')
  assert.doesNotMatch((await getAs(site, visitor, '/account/data')).body, /will be erased on/)
  await dueNow(visitor)
  assert.equal((await keepHouse(site.appDb)).erased, 0)
  await postAs(site, visitor, '/account/data/erase', { sure: 'yes' })
  await dueNow(visitor)
  assert.equal((await keepHouse(site.appDb)).erased, 1)
  for (const { name, subjects, erasure } of personalTables.filter((table) => table.subjects.length > 0))
    if (erasure === 'delete') assert.equal(await count(name, visitor, subjects[0]), 0, name)
  const { rows } = await sql`
    select p.name, p.status, (select count(*)::integer from memberships m where m.person = p.id and m.valid_until is null) as roles
    from people p where p.id = ${visitor.person}`.execute(site.db)
  assert.deepEqual(rows, [{ name: '—', status: 'ended', roles: 0 }])
  const report = await verifyAudit(site.db)
  assert.deepEqual(report.faults, [])
  assert.ok(report.erased >= 3)
  const auditor = await newVisitor(site, 'Auditor', 'auditor')
  const log = (await getAs(site, auditor, '/audit?act=erase-person')).body
  assert.match(log, /An account was erased/)
  assert.match(log, new RegExp(`person ${visitor.person}`))
})

test('an old proof is no proof', async () => {
  const visitor = await newVisitor(site, 'Late')
  await sql`update sessions set created_at = now() - interval '16 minutes' where person = ${visitor.person}`.execute(
    site.db,
  )
  assert.match((await getAs(site, visitor, '/account/data/erase')).body, /Show that it is you/)
  assert.equal((await postAs(site, visitor, '/account/data/erase', { sure: 'yes' })).statusCode, 400)
  assert.equal(await count('erasure_requests', visitor), 0)
})

test('the last administrator hands over first', async () => {
  const alone = 'xa-authority-south'
  const boss = await newVisitor(site, 'Only Boss', 'authority-administrator', { authority: alone })
  await newVisitor(site, 'A worker', 'caseworker', { authority: alone })
  assert.match(
    (await getAs(site, boss, '/account/data/erase')).body,
    /last administrator of Demonstration authority South/,
  )
  assert.equal((await postAs(site, boss, '/account/data/erase', { sure: 'yes' })).statusCode, 409)
  await newVisitor(site, 'Second Boss', 'authority-administrator', { authority: alone })
  assert.equal((await postAs(site, boss, '/account/data/erase', { sure: 'yes' })).statusCode, 303)
})

test('a legal hold stands against an erasure, is told with its reason, and is lifted', async () => {
  const [visitor, chief] = [await knownPerson('Held Person'), await newVisitor(site, 'Chief', 'platform-administrator')]
  const hold = { who: 'Held Person', authority: '', reason: 'An objection is pending', until: '2999-12-31' }
  assert.equal((await postAs(site, chief, '/holds', { ...hold, until: '2020-01-01' })).statusCode, 400)
  assert.equal((await postAs(site, chief, '/holds', hold)).headers.location, '/holds?done=placed')
  assert.match((await getAs(site, visitor, '/account/data')).body, /An objection is pending/)
  await postAs(site, visitor, '/account/data/erase', { sure: 'yes' })
  await dueNow(visitor)
  assert.deepEqual(await round(), { erased: 0, held: 1 })
  assert.deepEqual(await round(), { erased: 0, held: 0 })
  assert.match((await getAs(site, visitor, '/notifications')).body, /The erasure of your account waits/)
  const id = /name="id" value="([0-9a-f-]{36})"/.exec((await getAs(site, chief, '/holds')).body)?.[1] ?? ''
  assert.equal((await postAs(site, visitor, '/holds/lift', { id })).statusCode, 403)
  assert.equal((await postAs(site, chief, '/holds/lift', { id })).statusCode, 303)
  assert.deepEqual(await round(), { erased: 1, held: 0 })
})

const round = async () => {
  const { erased, held } = await keepHouse(site.appDb)
  return { erased, held }
}

test('a confidential hold says only that it waits, nowhere why', async () => {
  const [visitor, chief] = [await knownPerson('Secret Held'), await newVisitor(site, 'Chief', 'platform-administrator')]
  const hold = { who: 'Secret Held', authority: '', reason: 'Hidden reason', until: '2999-12-31', confidential: 'on' }
  assert.equal((await postAs(site, chief, '/holds', hold)).statusCode, 303)
  for (const path of ['/account/data', '/account/data/erase']) {
    const { body } = await getAs(site, visitor, path)
    assert.match(body, /The law forbids to say why/)
    assert.doesNotMatch(body, /Hidden reason/)
  }
  assert.doesNotMatch((await getAs(site, visitor, '/account/activity')).body, /Placed a legal hold/)
  const file = await postAs(site, visitor, '/account/data/export', { format: 'json' })
  assert.doesNotMatch(file.body, /Hidden reason/)
})

test('an authority holds only those whom it has to do with', async () => {
  const [boss, stranger] = [
    await newVisitor(site, 'Boss', 'authority-administrator'),
    await newVisitor(site, 'No Relation'),
  ]
  const fields = { person: stranger.person, authority: north, reason: 'No', until: '2999-12-31' }
  assert.equal((await postAs(site, boss, '/holds', { ...fields, authority: '' })).statusCode, 400)
  assert.notEqual((await postAs(site, boss, '/holds', fields)).statusCode, 303)
  assert.equal(await count('legal_holds', stranger), 0)
})

test('a consent is for one purpose, is given and taken back, and can be asked', async () => {
  const visitor = await newVisitor(site, 'Con Sent')
  const ask = () => consented(site.appDb, visitor, 'statistics')
  assert.equal(await ask(), false)
  assert.equal(
    (await postAs(site, visitor, '/account/data/consents', { purpose: 'nonsense', given: 'yes' })).statusCode,
    400,
  )
  await postAs(site, visitor, '/account/data/consents', { purpose: 'statistics', given: 'yes' })
  await postAs(site, visitor, '/account/data/consents', { purpose: 'statistics', given: 'yes' })
  assert.equal(await ask(), true)
  assert.equal(await consented(site.appDb, visitor, 'rule-news'), false)
  assert.equal(await count('consents', visitor), 1)
  await postAs(site, visitor, '/account/data/consents', { purpose: 'statistics', given: 'no' })
  assert.equal(await ask(), false)
  const page = (await getAs(site, visitor, '/account/activity')).body
  assert.match(page, /Gave a consent/)
  assert.match(page, /Withdrew a consent/)
})

test('what is past its retention goes once a day, and that is recorded', async () => {
  const visitor = await newVisitor(site, 'Old Reads')
  await sql`insert into personal_reads (at, reader, person, act, what)
    values (now() - interval '3 years', ${visitor.person}, ${visitor.person}, 'read-members', 'account'),
      (now(), ${visitor.person}, ${visitor.person}, 'read-members', 'account')`.execute(site.db)
  await sql`insert into finder_reports (rule, instrument, place, as_of, language, report) values ('r', 'i', 'CN', '2020-01-01', 'en', 'x')`.execute(
    site.db,
  )
  await sql`insert into finder_report_contacts (report, contact, erase_after)
    select max(id), 'me@example.org', '2020-01-01' from finder_reports`.execute(site.db)
  await sql`delete from housekeeping`.execute(site.db)
  const { swept } = await keepHouse(site.appDb)
  assert.deepEqual([swept['personal_reads'], swept['finder_report_contacts']], [1, 1])
  assert.equal(await count('personal_reads', visitor), 1)
  assert.deepEqual((await keepHouse(site.appDb)).swept, {})
  const { rows } = await sql`select act from audit_entries order by seq desc limit 1`.execute(site.db)
  assert.deepEqual(rows, [{ act: 'sweep-retention' }])
})
