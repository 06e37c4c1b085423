// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type RawBuilder, sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { actingAs } from '../../db/index.ts'
import { writeMatrix } from '../permissions/permissions.store.ts'
import { addRead, erasePayloads, readEntries } from './audit.store.ts'
import { lock, unlock } from './audit-chain.ts'
import { recordAct } from './record-act.ts'
import { verifyAudit } from './verify-audit.ts'

const north = 'xa-authority-north'

async function withLog(fn: (database: TestDatabase, people: Record<string, string>) => Promise<void>): Promise<void> {
  const database = await testDatabase()
  try {
    await writeMatrix(database.db)
    const people: Record<string, string> = {}
    const standings = [
      ['boss', 'authority-administrator', north],
      ['stranger', 'authority-administrator', 'xa-authority-south'],
      ['holder', 'holder', null],
      ['auditor', 'auditor', null],
    ] as const
    for (const [name, role, authority] of standings) {
      const { rows } = await sql<{ id: string }>`insert into people (name) values (${name}) returning id`.execute(
        database.db,
      )
      people[name] = rows[0]?.id ?? ''
      await sql`insert into memberships (person, role, authority) values (${people[name]}, ${role}, ${authority})`.execute(
        database.db,
      )
    }
    await fn(database, people)
  } finally {
    await database.close()
  }
}

const grant = ({ app }: TestDatabase, people: Record<string, string>, index = 0) =>
  actingAs(app, { person: people['boss'] ?? null }, (db) =>
    recordAct(db, {
      act: 'grant:caseworker',
      authority: north,
      object: { kind: 'membership', id: String(index) },
      actor: people['boss'] ?? null,
      person: people['holder'] ?? '',
      from: '192.0.2.1',
      changed: { role: 'caseworker', index },
    }),
  )

/** As someone who has the whole database in hand would: past every trigger. */
const tamper = ({ db }: TestDatabase, statement: RawBuilder<unknown>) =>
  db.transaction().execute(async (transaction) => {
    await sql`set local session_replication_role = replica`.execute(transaction)
    await statement.execute(transaction)
  })

test('a log that nobody touched verifies, and so does an empty one', () =>
  withLog(async (database, people) => {
    assert.deepEqual(await verifyAudit(database.db), {
      entries: 0,
      erased: 0,
      head: { seq: 0, hash: '0'.repeat(64) },
      faults: [],
    })
    for (let index = 0; index < 5; index++) await grant(database, people, index)
    const report = await verifyAudit(database.db)
    assert.deepEqual([report.entries, report.erased, report.head.seq, report.faults], [5, 0, 5, []])
  }))

test('entries that are written at once stand in one line without a gap', () =>
  withLog(async (database, people) => {
    await Promise.all(Array.from({ length: 24 }, (_, index) => grant(database, people, index)))
    const { entries, head, faults } = await verifyAudit(database.db)
    assert.deepEqual([entries, head.seq, faults], [24, 24, []])
  }))

test('an act that is not done leaves no entry', () =>
  withLog(async (database, people) => {
    await grant(database, people)
    const failed = actingAs(database.app, { person: people['boss'] ?? null }, async (db) => {
      await recordAct(db, { act: 'grant:expert', actor: people['boss'] ?? null })
      throw new Error('the act failed')
    })
    await assert.rejects(failed, /the act failed/)
    await grant(database, people, 1)
    assert.deepEqual((await verifyAudit(database.db)).head.seq, 2)
  }))

const attacks: [name: string, statement: RawBuilder<unknown>, faults: { seq: number; fault: string }[]][] = [
  ['an altered act', sql`update audit_entries set act = 'grant:expert' where seq = 2`, [{ seq: 2, fault: 'altered' }]],
  [
    'an altered time',
    sql`update audit_entries set at = at + interval '1 microsecond' where seq = 3`,
    [{ seq: 3, fault: 'altered' }],
  ],
  [
    'a missing entry',
    sql`with gone as (delete from audit_payloads where entry = 3) delete from audit_entries where seq = 3`,
    [
      { seq: 3, fault: 'missing' },
      { seq: 4, fault: 'not-linked' },
    ],
  ],
  [
    'an entry with a hash made to fit',
    sql`update audit_entries set act = 'grant:expert', hash = sha256(convert_to(
      audit_field(seq::text) || audit_field(to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) || audit_field('grant:expert')
      || audit_field(authority) || audit_field(object_kind) || audit_field(object_id)
      || audit_field(encode(commitment, 'hex')) || audit_field(encode(previous, 'hex')), 'UTF8')) where seq = 2`,
    [{ seq: 3, fault: 'not-linked' }],
  ],
  [
    'a payload of another entry',
    sql`update audit_payloads p set salt = q.salt, locked = q.locked from audit_payloads q where p.entry = 2 and q.entry = 4`,
    [{ seq: 2, fault: 'payload-altered' }],
  ],
  [
    'another actor in the index',
    sql`update audit_payloads set actor = person where entry = 4`,
    [{ seq: 4, fault: 'payload-altered' }],
  ],
  [
    'a key taken away without the payloads',
    sql`delete from audit_keys`,
    [1, 2, 3, 4].map((seq) => ({ seq, fault: 'payload-without-key' })),
  ],
]

for (const [name, statement, faults] of attacks) {
  test(`verification finds ${name}`, () =>
    withLog(async (database, people) => {
      for (let index = 0; index < 4; index++) await grant(database, people, index)
      await tamper(database, statement)
      assert.deepEqual((await verifyAudit(database.db)).faults, faults)
    }))
}

test('a cut-off end and a log written anew are found by the head that was noted', () =>
  withLog(async (database, people) => {
    for (let index = 0; index < 4; index++) await grant(database, people, index)
    const { head } = await verifyAudit(database.db)
    await tamper(
      database,
      sql`with gone as (delete from audit_payloads where entry > 2) delete from audit_entries where seq > 2`,
    )
    assert.deepEqual((await verifyAudit(database.db)).faults, [])
    assert.deepEqual((await verifyAudit(database.db, head)).faults, [{ seq: 3, fault: 'cut-off' }])
    for (let index = 2; index < 6; index++) await grant(database, people, index)
    assert.deepEqual((await verifyAudit(database.db, head)).faults, [{ seq: 4, fault: 'another-log' }])
  }))

test('after erasure the values are gone and the log still verifies', () =>
  withLog(async (database, people) => {
    for (let index = 0; index < 3; index++) await grant(database, people, index)
    await actingAs(database.app, { person: people['boss'] ?? null }, (db) =>
      recordAct(db, { act: 'change-settings', authority: north, actor: people['boss'] ?? null }),
    )
    assert.equal(await erasePayloads(database.db, people['holder'] ?? ''), 3)
    const { entries, erased, faults } = await verifyAudit(database.db)
    assert.deepEqual([entries, erased, faults], [4, 3, []])
    const rows = await readEntries(database.db, { after: 0, limit: 10 })
    assert.deepEqual(
      rows.map(({ payload }) => payload === null),
      [true, true, true, false],
    )
  }))

test('everyone sees what concerns them, an administrator their authority, the auditor all', () =>
  withLog(async (database, people) => {
    await grant(database, people)
    const seen = async (name: string | null) => {
      const person = name === null ? null : (people[name] ?? null)
      const rows = await actingAs(database.app, { person }, (db) => readEntries(db, { after: 0, limit: 10 }))
      return rows.map(({ payload }) => (payload?.key ? unlock(payload.key, payload.locked)?.changed : null))
    }
    const all = [{ role: 'caseworker', index: 0 }]
    assert.deepEqual(await seen('boss'), all)
    assert.deepEqual(await seen('holder'), all)
    assert.deepEqual(await seen('auditor'), all)
    assert.deepEqual(await seen('stranger'), [])
    assert.deepEqual(await seen(null), [])
  }))

test('the log is only added to, by what was done, and in one’s own name', () =>
  withLog(async (database, people) => {
    await grant(database, people)
    const as = (name: string, statement: RawBuilder<unknown>) =>
      actingAs(database.app, { person: people[name] ?? null }, (db) => statement.execute(db))
    await assert.rejects(as('auditor', sql`update audit_entries set act = 'x'`), /permission denied/)
    await assert.rejects(as('auditor', sql`delete from audit_entries`), /permission denied/)
    await assert.rejects(as('auditor', sql`update audit_payloads set actor = null`), /permission denied/)
    await assert.rejects(sql`delete from audit_entries`.execute(database.db), /only added to/)
    const asBoss = { act: 'grant:expert', actor: people['boss'] ?? null }
    await assert.rejects(
      actingAs(database.app, { person: people['holder'] ?? null }, (db) => recordAct(db, asBoss)),
      /row-level security/,
    )
  }))

test('who read whose data is seen by the person', () =>
  withLog(async (database, people) => {
    const read = {
      reader: people['boss'] ?? '',
      person: people['holder'] ?? '',
      authority: north,
      act: 'read-members',
      what: 'account',
    }
    await actingAs(database.app, { person: read.reader }, (db) => addRead(db, read))
    await assert.rejects(
      actingAs(database.app, { person: read.person }, (db) => addRead(db, read)),
      /row-level security/,
    )
    const count = (name: string) =>
      actingAs(database.app, { person: people[name] ?? null }, async (db) => {
        const { rows } = await sql<{ n: number }>`select count(*)::integer as n from personal_reads`.execute(db)
        return rows[0]?.n
      })
    assert.deepEqual([await count('holder'), await count('auditor'), await count('stranger')], [1, 1, 0])
  }))

test('keys are for who may read the entry, and the key of a person is for nobody', () =>
  withLog(async (database, people) => {
    const { db, app } = database
    const first = await grant(database, people)
    const second = await actingAs(app, { person: people['stranger'] ?? null }, (acting) =>
      recordAct(acting, { act: 'change-settings', authority: 'xa-authority-south', actor: people['stranger'] ?? null }),
    )
    const opened = (person: string | undefined) =>
      actingAs(app, { person: person ?? null }, async (acting) => {
        const seen = await readEntries(acting, { after: first - 1, limit: 9 })
        assert.ok(seen.every(({ payload }) => payload?.key != null && unlock(payload.key, payload.locked) !== null))
        return seen.map(({ seq }) => seq)
      })
    const readers = [people['boss'], people['holder'], people['stranger'], people['auditor'], undefined]
    const all = [[first], [first], [second], [first, second], []]
    for (const [at, reader] of readers.entries()) assert.deepEqual(await opened(reader), all[at])
    for (const person of [people['auditor'], people['boss'], null]) {
      const reads = actingAs(app, { person: person ?? null }, (acting) =>
        sql`select key from audit_keys`.execute(acting),
      )
      await assert.rejects(reads, /permission denied/)
    }
    // What opens one entry opens no other, though both are about the same person.
    const third = await grant(database, people, 1)
    const rows = await readEntries(db, { after: 0, limit: 9, person: people['holder'] })
    assert.deepEqual(
      rows.map(({ seq }) => seq),
      [first, third],
    )
    const [one, other] = rows.map(({ payload }) => payload)
    assert.notDeepEqual(one?.key, other?.key)
    assert.equal(unlock(one?.key ?? Buffer.alloc(32), other?.locked ?? Buffer.alloc(32)), null)
    // To ask with another salt, or for an entry by its number, opens nothing.
    const guess = await actingAs(app, { person: people['stranger'] ?? null }, async (acting) => {
      const asked = sql<{
        key: Buffer
      }>`select key_of_payload(${people['holder']}, sha256('guess')) as key`
      const old = await sql`select key_from_before(${first}) as key`.execute(acting)
      assert.deepEqual(old.rows, [{ key: null }])
      return (await asked.execute(acting)).rows[0]?.key
    })
    assert.equal(unlock(guess ?? Buffer.alloc(32), one?.locked ?? Buffer.alloc(32)), null)
  }))

test('payloads from before keys were derived open, and verify, as they did', () =>
  withLog(async (database, people) => {
    const { db, app } = database
    const entry = await grant(database, people)
    const [row] = await readEntries(db, { after: 0, limit: 1 })
    const content = unlock(row?.payload?.key ?? Buffer.alloc(32), row?.payload?.locked ?? Buffer.alloc(0))
    assert.ok(content !== null)
    const { rows } = await sql<{ key: Buffer }>`
      select key from audit_keys where person = ${people['holder']}`.execute(db)
    const locked = lock(rows[0]?.key ?? Buffer.alloc(32), content)
    await tamper(database, sql`update audit_payloads set locked = ${locked}, derived = false where entry = ${entry}`)
    assert.deepEqual((await verifyAudit(db)).faults, [])
    const seen = await actingAs(app, { person: people['boss'] ?? null }, (acting) =>
      readEntries(acting, { after: 0, limit: 1 }),
    )
    assert.deepEqual(unlock(seen[0]?.payload?.key ?? Buffer.alloc(32), locked), content)
    const keysFor = (person: string | undefined) =>
      actingAs(app, { person: person ?? null }, async (acting) => {
        const found = await sql<{ key: Buffer | null }>`select key_from_before(${entry}) as key`.execute(acting)
        return found.rows[0]?.key?.length ?? 0
      })
    const [boss, holder, stranger, nobody] = await Promise.all(
      [people['boss'], people['holder'], people['stranger'], undefined].map(keysFor),
    )
    assert.deepEqual([boss, holder, stranger, nobody], [32, 32, 0, 0])
  }))
