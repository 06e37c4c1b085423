// SPDX-License-Identifier: Apache-2.0
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { databaseOver } from '../../src/db/open-database.ts'
import { readEverybody } from '../../src/population/snapshot/read-holders.ts'
import { clock } from './meters.ts'

/** The authority whose tables are filled, and holds no other rows. */
export const AUTHORITY = 'xa-authority-north'

const TABLES = ['population_holders', 'population_credentials', 'population_jobs']

/** Milliseconds by the clock until the rows have come by COPY and were thrown away, and until all holders are columns. */
export async function readTables(url: string): Promise<{ load: number; plain: number; persons: number }> {
  const plain = await readRows(url)
  const db = databaseOver(new pg.Pool({ connectionString: url }))
  const from = clock()
  const { workforce } = await db
    .transaction()
    .execute((transaction) => readEverybody(transaction, AUTHORITY, () => undefined))
  const load = clock() - from
  await db.destroy()
  return { load, plain, persons: workforce.persons }
}

async function readRows(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const from = clock()
  let bytes = 0
  for (const table of TABLES)
    for await (const piece of client.query(copyTo(`copy ${table} to stdout`))) bytes += (piece as Buffer).length
  const took = clock() - from
  await client.end()
  if (bytes === 0) throw new Error('the tables are empty')
  return took
}
