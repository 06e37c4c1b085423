// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/test-databases.ts'
import {
  addHolders,
  entitlementsIn,
  north,
  prepareLaw,
  publishList,
  upTo,
} from '../../../test/support/workforce/reevaluated.ts'
import { expectNewLaw } from '../../instruments/index.ts'
import { type Clock, fixedClock } from '../../kernel/index.ts'
import { workOff } from './reevaluation-worker.ts'

const list = 'xa-n-held'
let database: TestDatabase
before(async () => {
  database = await testDatabase()
  await prepareLaw(database.db, list, 10)
  await addHolders(database.db, list, 1, 1200)
})
after(() => database.close())

const on = (day: string): Clock => fixedClock(`${day}T08:00:00Z`)
const work = (clock: Clock) => workOff({ db: database.app, clock, baseUrl: 'https://passerelle.example', mail: false })

const rounds = async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select r.cause, r.as_of::text as day, r.holders, r.done_at is not null as done,
      coalesce(sum(c.begun), 0)::int as begun, coalesce(sum(c.ended), 0)::int as ended
    from population_reevaluations r left join population_chunks c on c.reevaluation = r.id
    group by r.id order by r.id`.execute(database.db)
  return rows
}

/** As if everybody had been evaluated anew: what stands, without how it came about. */
const standing = async () => {
  const { rows } = await sql<{ one: string }>`
    select concat_ws(' ', holder, outcome, standing, rule, slot) as one from population_entitlements
    where until is null order by 1`.execute(database.db)
  return rows.map(({ one }) => one)
}

async function evaluatedAnew(clock: Clock): Promise<string[]> {
  for (const table of [
    'population_entitlements',
    'population_evaluated',
    'population_notices',
    'population_chunks',
    'population_reevaluations',
  ])
    await sql`delete from ${sql.table(table)}`.execute(database.db)
  await work(clock)
  return standing()
}

test('first everybody, then only whom law, day or register can touch; the result is that of everybody anew', async () => {
  assert.equal(await work(on('2026-11-22')), 3)
  const { rows } = await sql<{ begun: number }>`
    select (count(distinct h.id) + count(distinct h.id) filter (where c.issued <= '2024-11-22'))::int as begun
    from population_holders h join population_credentials c on c.authority = h.authority and c.holder = h.id
    where 'evaluation' = any (h.purposes) and substring(c.qualification from '[0-9]+$')::int < 10`.execute(database.db)
  const first = { cause: 'first', day: '2026-11-22', holders: 1029, done: true, begun: rows[0]?.begun, ended: 0 }
  assert.deepEqual(await rounds(), [first])
  assert.equal(await work(on('2026-11-22')), 0)
  await publishList(database.db, list, upTo(11))
  expectNewLaw(database.app)
  await work(on('2026-11-22'))
  const [, law] = await rounds()
  assert.deepEqual([law?.['cause'], law?.['ended']], ['law', 0])
  await sql`update population_credentials set qualification = null where authority = ${north} and holder = 1`.execute(
    database.db,
  )
  await sql`update population_holders set changed = nextval('population_changes') where authority = ${north} and id = 1`.execute(
    database.db,
  )
  await work(on('2026-11-22'))
  assert.deepEqual((await rounds())[2], {
    cause: 'register',
    day: '2026-11-22',
    holders: 1,
    done: true,
    begun: 0,
    ended: 2,
  })
  await work(on('2026-12-20'))
  const days = (await rounds()).slice(3)
  assert.equal(days.length, 28)
  assert.ok(days.every(({ holders }) => Number(holders) < 100))
  const kept = await standing()
  assert.ok(kept.length > 500)
  const history = await entitlementsIn(database.db)
  assert.ok(
    history.some((one) => / 2026-12-\d\d day$/.test(one)) &&
      history.some((one) => / 2026-12-\d\d first day$/.test(one)),
  )
  assert.deepEqual(await evaluatedAnew(on('2026-12-20')), kept)
})

test('whoever takes back that they may be evaluated, or is erased, has nothing left here', async () => {
  await sql`
    insert into population_notices (authority, holder, reevaluation, reached, cause, changes)
    select ${north}, h, max(r.id), 'nobody', 'law', '[]' from population_reevaluations r, unnest(array[2, 4]) h group by h`.execute(
    database.db,
  )
  await sql`update population_holders set purposes = '{}', changed = nextval('population_changes') where id = 2`.execute(
    database.db,
  )
  await sql`update population_holders set removed = true, changed = nextval('population_changes') where id = 4`.execute(
    database.db,
  )
  const left = async (ids: number[]) => {
    const { rows } = await sql`select from population_evaluated where holder = any (${ids}::bigint[])
      union all select from population_notices where holder = any (${ids}::bigint[])
      union all select from population_entitlements where holder = any (${ids}::bigint[])`.execute(database.db)
    return rows.length
  }
  assert.equal(await left([4]), 0)
  await work(on('2026-12-20'))
  assert.equal(await left([2, 4]), 0)
})

test('two workers at once do each chunk once', async () => {
  const before = await standing()
  for (const table of [
    'population_entitlements',
    'population_evaluated',
    'population_chunks',
    'population_reevaluations',
  ])
    await sql`delete from ${sql.table(table)}`.execute(database.db)
  const done = await Promise.all([work(on('2026-12-20')), work(on('2026-12-20')), work(on('2026-12-20'))])
  await work(on('2026-12-20'))
  assert.ok(done.reduce((sum, one) => sum + one, 0) >= 3)
  assert.deepEqual(await standing(), before)
})
