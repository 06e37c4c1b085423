// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/test-databases.ts'
import { personAt } from '../columns/person-at.ts'
import type { HeldWorkforce } from './held-workforce.ts'
import { positionOf } from './held-workforce.ts'
import { KeptWorkforce } from './kept-workforce.ts'

const authority = 'xa-authority-north'
const directory = mkdtempSync(join(tmpdir(), 'passerelle-kept-'))
let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(async () => {
  rmSync(directory, { recursive: true })
  await database.close()
})

const refresh = (kept: KeptWorkforce) => database.db.transaction().execute((transaction) => kept.refresh(transaction))

/** Holders `from` to `to`, each otherwise, with credentials and jobs; some that do not fit in columns. */
async function add(from: number, to: number, turn: number): Promise<void> {
  await sql`
    insert into population_holders (authority, id, birth_date, sex, district, facts, work_known, purposes)
    select ${authority}, n, case when n % 17 = 0 then date '1890-05-01' else date '1980-01-01' + n::int end,
      case n % 3 when 0 then 'female' when 1 then 'male' end, 'XA-N' || (n % 4),
      jsonb_build_object('front-line-post', n % 2 = 0, 'years-in-occupation', n % 300 + ${turn}::int * 300,
        'honours', jsonb_build_array('h' || n % 3)),
      n % 5 <> 0, case when n % 2 = 0 then array['statistics', 'evaluation'] else array['statistics'] end
    from generate_series(${from}::bigint, ${to}::bigint) n`.execute(database.db)
  await parts(from, to, turn)
}

async function parts(from: number, to: number, turn: number): Promise<void> {
  await sql`
    insert into population_credentials (authority, holder, slot, level, field, issued, expires, stated)
    select ${authority}, n, slot, 'cn-skill/' || (n + slot + ${turn}::int) % 5, array['f' || n % 7], date '2020-01-01' + (n % 900)::int,
      case when n % 6 = 0 then date '2030-01-01' end, case when n % 9 = 0 then '{"relevant-work": true}'::jsonb end
    from generate_series(${from}::bigint, ${to}::bigint) n, generate_series(0, (n % 3)::int - 1) slot`.execute(
    database.db,
  )
  await sql`
    insert into population_jobs (authority, holder, slot, started, ended, place, relevant)
    select ${authority}, n, slot, case when slot > 0 then date '2015-01-01' + ((n * 7 + slot * 31) % 2000)::int end,
      case when n % 4 = 0 then date '2024-06-30' end, 'XA-N' || slot, case when n % 3 = 0 then array[0::smallint] end
    from generate_series(${from}::bigint, ${to}::bigint) n, generate_series(0, (n % 4)::int - 1) slot`.execute(
    database.db,
  )
}

async function change(ids: number[], turn: number): Promise<void> {
  await sql`update population_holders set district = 'XA-S' || ${turn}::int, changed = nextval('population_changes')
    where authority = ${authority} and id = any (${ids}::bigint[])`.execute(database.db)
  await sql`delete from population_credentials where authority = ${authority} and holder = any (${ids}::bigint[])`.execute(
    database.db,
  )
  for (const id of ids) {
    await sql`delete from population_jobs where authority = ${authority} and holder = ${id}`.execute(database.db)
    await parts(id, id, turn)
  }
}

async function remove(ids: number[]): Promise<void> {
  await sql`delete from population_credentials where authority = ${authority} and holder = any (${ids}::bigint[])`.execute(
    database.db,
  )
  await sql`update population_holders set removed = true, changed = nextval('population_changes')
    where authority = ${authority} and id = any (${ids}::bigint[])`.execute(database.db)
}

/** By number: the person, and what figures are broken down by. */
const persons = ({ workforce, ids }: HeldWorkforce) =>
  [...ids].map((id, at) => ({
    id,
    person: personAt(workforce, at),
    groups: workforce.groups
      .map(({ name, values, codes }) => `${name}=${values[codes[at] as number]}`)
      .filter((text) => !text.endsWith('='))
      .sort(),
  }))

/** What the sweep relies on: records by kind and person, each found from its person, with the person's columns beside it. */
function assertInOrder({ workforce }: HeldWorkforce): void {
  const { kindStart, person, slot, recordOf, firstRecord, birth, recordBirth, facts } = workforce
  for (let kind = 0; kind + 1 < kindStart.length; kind++) {
    for (let record = kindStart[kind] as number; record < (kindStart[kind + 1] as number); record++) {
      const holder = person[record] as number
      assert.ok(record === kindStart[kind] || (person[record - 1] as number) <= holder)
      assert.equal(recordOf[(firstRecord[holder] as number) + (slot[record] as number)], record)
      assert.equal(recordBirth[record], birth[holder])
      for (const { codes, recordCodes } of facts) assert.equal(recordCodes[record], codes[holder])
    }
  }
  assert.equal(kindStart[workforce.kinds.length], workforce.records)
  assert.equal(firstRecord[workforce.persons], workforce.records)
}

async function anew(): Promise<HeldWorkforce> {
  const elsewhere = mkdtempSync(join(tmpdir(), 'passerelle-anew-'))
  try {
    return (await refresh(new KeptWorkforce(elsewhere, authority))).held
  } finally {
    rmSync(elsewhere, { recursive: true })
  }
}

test('what is kept and brought up to date equals what is read anew, whatever has changed', async () => {
  await add(1, 300, 0)
  const kept = new KeptWorkforce(directory, authority)
  const first = await refresh(kept)
  assert.deepEqual([first.read, first.changed, first.held.workforce.persons], ['everybody', 300, 300])
  const [, second] = persons(first.held)
  assert.deepEqual(second, {
    id: 2,
    person: {
      birthDate: '1980-01-03',
      credentials: [
        { id: 'c1', field: ['f2'], issued: '2020-01-03', level: 'cn-skill/2' },
        { id: 'c2', field: ['f2'], issued: '2020-01-03', level: 'cn-skill/3' },
      ],
      experience: [{ place: 'XA-N0' }, { from: '2015-02-15', place: 'XA-N1' }],
      facts: { 'front-line-post': true, honours: ['h2'], 'years-in-occupation': 2 },
    },
    groups: ['district=XA-N2', 'purposes=evaluation statistics'],
  })
  assert.ok(first.held.workforce.irregular.size > 10)
  assert.deepEqual(await refresh(kept), { held: first.held, read: 'changes', changed: 0 })

  const turns: (() => Promise<void>)[] = [
    () => change([1, 17, 150, 299, 300], 1),
    () => add(301, 340, 2),
    () => remove([2, 17, 340, 120]),
    () => change([17 * 2, 301, 302], 3),
    async () => {
      await remove([1, 301])
      await add(400, 900, 4)
    },
  ]
  for (const turn of turns) {
    await turn()
    const { held, read } = await refresh(kept)
    const fresh = await anew()
    assert.equal(read, 'changes')
    assert.equal(held.upTo, fresh.upTo)
    assert.deepEqual(persons(held), persons(fresh))
    assertInOrder(held)
    // A process that begins now reads the files of the one before.
    const other = await refresh(new KeptWorkforce(directory, authority))
    assert.deepEqual([other.read, other.changed], ['changes', 0])
    assert.deepEqual(persons(other.held), persons(fresh))
  }
  const { held } = await refresh(kept)
  assert.equal(positionOf(held.ids, 301), -1)
  assert.equal(held.ids[positionOf(held.ids, 900)], 900)
  assert.ok(existsSync(join(directory, `${authority}.changes`)))
})

test('a file that is broken is read from the tables again', async () => {
  const before = persons(await anew())
  for (const [name, read] of [
    ['columns', 'everybody'],
    ['changes', 'changes'],
  ] as const) {
    const kept = new KeptWorkforce(directory, authority)
    await refresh(kept)
    await change([5, 6], 7)
    await change([5, 6], 4)
    await refresh(kept)
    truncateSync(join(directory, `${authority}.${name}`), 500)
    const again = await refresh(new KeptWorkforce(directory, authority))
    assert.equal(again.read, read)
    assert.equal(again.held.workforce.persons, before.length)
    assert.deepEqual(persons(again.held), persons(await anew()))
  }
})

test('tables that are behind what is kept are those of a backup: everybody is read', async () => {
  const kept = new KeptWorkforce(directory, authority)
  const { held } = await refresh(kept)
  await sql`update population_holders set changed = changed - 10000 where authority = ${authority}`.execute(database.db)
  const again = await refresh(kept)
  assert.equal(again.read, 'everybody')
  assert.ok(again.held.upTo < held.upTo)
  assert.deepEqual(persons(again.held), persons(await anew()))
})

test('another authority has nobody', async () => {
  const { held, read } = await refresh(new KeptWorkforce(directory, 'xa-authority-south'))
  assert.deepEqual([read, held.ids.length, held.workforce.persons, held.upTo], ['everybody', 0, 0, 0])
})
