// SPDX-License-Identifier: Apache-2.0
// Writes numbered rows for ever and names each one once it is committed. Meant to be killed.
import { sql } from 'kysely'
import { openDatabase } from '../../../src/db/index.ts'
import { silentLogger } from '../../../src/kernel/logger.ts'
import { readSettings } from '../../../src/kernel/settings.ts'

const { db } = await openDatabase(readSettings(process.env), silentLogger(), { address: 'a writer' })
await sql`create table if not exists written (number integer primary key, twin integer not null)`.execute(db)
const { rows } = await sql<{ next: number }>`select coalesce(max(number), 0) + 1 as next from written`.execute(db)
for (let number = rows[0]?.next ?? 1; ; number++) {
  await db.transaction().execute(async (transaction) => {
    await sql`insert into written values (${number}, 0)`.execute(transaction)
    await sql`update written set twin = ${number} where number = ${number}`.execute(transaction)
  })
  process.stdout.write(`${number}\n`)
}
