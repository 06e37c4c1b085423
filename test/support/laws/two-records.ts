// SPDX-License-Identifier: Apache-2.0
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db } from '../../../src/db/index.ts'
import { expectNewLaw, loadShippedLaw } from '../../../src/instruments/index.ts'
import { loadReference } from '../../../src/register/index.ts'
import { edit, withLaw } from '../../fixtures/law/demo-law.ts'
import { type TestDatabase, testDatabase } from '../test-databases.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const reference = join(root, 'reference')

/**
 * The invented law of a nation, a province and a city (`nested-law.ts`), recorded on 1 June 2025, and once more on 10 November 2026: from then on the nation
 * asks for nine years before a technician may apply for the title.
 */
export async function twoRecords(): Promise<TestDatabase> {
  const database = await testDatabase()
  const { db } = database
  await loadReference(db, reference)
  await withLaw(async (folder) => {
    const law = join(folder, 'nested')
    cpSync(join(root, 'test', 'fixtures', 'law', 'nesting'), law, { recursive: true })
    await loadShippedLaw(db, law, reference)
    await recordedAll(db, '2025-06-01T00:00:00Z')
    const subject = 'subject: { levels: [cn-skill/2] }\n'
    edit(join(law, 'XA/nation/rules.yaml'), subject, `${subject}    when: { held: { years: 9 } }\n`)
    await loadShippedLaw(db, law, reference)
    await recordedLatest(db, '2026-11-10T08:00:00Z')
  })
  expectNewLaw(db)
  return database
}

async function tablesWith(db: Db, column: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns where column_name = ${column} and table_schema = 'public'`.execute(
    db,
  )
  return rows.map(({ name }) => name)
}

async function atWill(db: Db, work: (one: Db) => Promise<void>): Promise<void> {
  await db.connection().execute(async (one) => {
    await sql`set session_replication_role = replica`.execute(one)
    await work(one)
    await sql`set session_replication_role = default`.execute(one)
  })
}

const recordedAll = (db: Db, at: string): Promise<void> =>
  atWill(db, async (one) => {
    for (const table of await tablesWith(one, 'recorded_at'))
      await sql`update ${sql.table(table)} set recorded_at = ${at}`.execute(one)
  })

/** What was recorded beside the first records, and took their place. */
const recordedLatest = (db: Db, at: string): Promise<void> =>
  atWill(db, async (one) => {
    for (const table of await tablesWith(one, 'recorded_at'))
      await sql`update ${sql.table(table)} set recorded_at = ${at} where recorded_at > '2025-06-02'`.execute(one)
    for (const table of await tablesWith(one, 'superseded_at'))
      await sql`update ${sql.table(table)} set superseded_at = ${at} where superseded_at is not null`.execute(one)
  })
