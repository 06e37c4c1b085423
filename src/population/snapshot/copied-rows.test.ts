// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/test-databases.ts'
import { copyOut } from '../../db/index.ts'
import { personAt } from '../columns/person-at.ts'
import { linesOf } from './copied-rows.ts'
import type { HeldWorkforce } from './held-workforce.ts'
import { readChanged, readEverybody } from './read-holders.ts'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.close())

/** Everything that COPY writes otherwise than it is, and what looks like it. */
const strange = [
  ...['plain', 'a\tb', 'a\nb', 'a\r\nb', 'back\\slash', '\\N', '\\\\N', '\\t', '"quoted"', "it's", '{a,b}', 'null'],
  ...['电工', '\u{1f600}', '\b\f\v', '\\', 'end\\'],
]

const told = ({ workforce, ids }: Omit<HeldWorkforce, 'upTo'>) =>
  [...ids].map((id, at) => ({
    ...{ id, person: personAt(workforce, at) },
    groups: workforce.groups.map(({ name, values, codes }) => `${name}=${values[codes[at] as number]}`).sort(),
  }))

test('whatever texts are written with is read alike by COPY and by JSON', async () => {
  const authority = "xa'north\\"
  for (const [at, text] of strange.entries()) {
    await sql`insert into population_holders (authority, id, birth_date, district, origin, occupation, facts, work_known, purposes)
      values (${authority}, ${at * 7_000 + 1}, '1980-01-01', ${text}, ${text}, ${text},
        jsonb_build_object('residence', ${text}::text, 'honours', jsonb_build_array(${text}::text)), ${at % 3 > 0}, array[${text}::text])`.execute(
      database.db,
    )
    await sql`insert into population_credentials (authority, holder, slot, qualification, level, field, listed, issued)
      values (${authority}, ${at * 7_000 + 1}, ${at}, ${text}, ${text}, array[${text}::text], jsonb_build_object('x', ${text}::text), '2020-02-29')`.execute(
      database.db,
    )
    await sql`insert into population_jobs (authority, holder, slot, started, occupation, place, capacity, relevant)
      values (${authority}, ${at * 7_000 + 1}, 0, '2020-01-01', array[${text}::text], ${text}, ${text}, array[${at}::smallint])`.execute(
      database.db,
    )
  }
  await sql`update population_holders set removed = true where id = 7001`.execute(database.db)
  const { everybody, changed } = await database.db.transaction().execute(async (transaction) => ({
    everybody: await readEverybody(transaction, authority, () => undefined),
    changed: await readChanged(transaction, authority, 0),
  }))
  assert.equal(everybody.ids.length, strange.length - 1)
  assert.deepEqual(told(everybody), told(changed.news))
  assert.deepEqual(
    everybody.workforce.groups.find(({ name }) => name === 'district')?.values.slice(1),
    strange.filter((_, at) => at !== 1),
  )
})

test('a transaction goes on after rows of which not all were read, and fails where the query does', async () => {
  await database.db.transaction().execute(async (transaction) => {
    const pieces = copyOut(transaction, sql`select n, repeat('x', 90) from generate_series(1, 100000) n`)
    for await (const lines of linesOf(pieces)) {
      assert.match(lines[0] ?? '', /^1\tx{90}$/)
      break
    }
    const { rows } = await sql`select 1 as one`.execute(transaction)
    assert.deepEqual(rows, [{ one: 1 }])
  })
  const failing = database.db.transaction().execute(async (transaction) => {
    for await (const _ of copyOut(transaction, sql`select 1 / (n - 2000) from generate_series(1, 9000) n`));
  })
  await assert.rejects(failing, /division by zero/)
  let count = 0
  await database.db.transaction().execute(async (transaction) => {
    for await (const lines of linesOf(copyOut(transaction, sql`select n from generate_series(1, 70000) n`)))
      count += lines.length
  })
  assert.equal(count, 70_000)
})
