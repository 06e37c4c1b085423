// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/test-databases.ts'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
  await sql`insert into population_holders (authority, id) values ('a', 1), ('a', 2), ('b', 3)`.execute(database.db)
})
after(() => database.close())

const owned: Readonly<Record<string, string>> = {
  population_credentials: 'slot) values ($1, $2, 0)',
  population_jobs: 'slot) values ($1, $2, 0)',
  population_identities: "names) values ($1, $2, '[]')",
  population_consents: "purpose, given) values ($1, $2, 'statistics', '2026-01-01')",
}
const add = (table: string, authority: string, holder: number) =>
  database.pool.query(`insert into ${table} (authority, holder, ${owned[table]}`, [authority, holder])
const strange = { code: '23503' }

for (const table of Object.keys(owned)) {
  test(`a row of ${table} is of a holder, of the same authority, from the beginning and ever after`, async () => {
    await assert.rejects(add(table, 'a', 3), strange)
    await add(table, 'a', 1)
    await assert.rejects(database.pool.query(`update ${table} set holder = 9 where authority = 'a'`), strange)
    await database.pool.query(`update ${table} set holder = 2 where authority = 'a'`)
    const { rows } = await database.pool.query(`select authority, holder from ${table}`)
    assert.deepEqual(rows, [{ authority: 'a', holder: 2 }])
  })
}

test('of many rows, one of nobody is enough to refuse all', async () => {
  const rows = sql`insert into population_jobs (authority, holder, slot) select 'a', 1 + (n = 700)::int * 9, n from generate_series(1, 900) n`
  await assert.rejects(rows.execute(database.db), strange)
  const { rows: found } = await sql<{
    n: number
  }>`select count(*)::int as n from population_jobs where slot > 0`.execute(database.db)
  assert.deepEqual(found, [{ n: 0 }])
})

test('holders keep their numbers, and what is theirs goes with them', async () => {
  for (const table of Object.keys(owned)) await add(table, 'b', 3)
  await assert.rejects(database.pool.query('update population_holders set id = 4 where id = 3'), strange)
  await database.pool.query("delete from population_holders where authority = 'b'")
  for (const table of Object.keys(owned)) {
    const { rows } = await database.pool.query(`select authority from ${table}`)
    assert.deepEqual(rows, [{ authority: 'a' }], table)
  }
})
