// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { type Known, known } from '../../organisations/index.ts'
import type { LawFact } from '../facts/facts-schema.ts'
import type { InstrumentContent } from './assemble-bundle.ts'

/** Every instrument with its rules as it was known then, by id. */
export async function allInstruments(db: Db, when: Known): Promise<InstrumentContent[]> {
  const { rows } = await sql<{ content: InstrumentContent }>`
    select i.content from instruments i where ${known('i', when)} order by i.id collate "C"
  `.execute(db)
  return rows.map((row) => row.content)
}

/** Every fact that can be stated, in the order of the file. */
export async function allFacts(db: Db, when: Known): Promise<LawFact[]> {
  const { rows } = await sql<{ content: LawFact }>`
    select f.content from fact_declarations f where ${known('f', when)} order by f.position, f.id collate "C"
  `.execute(db)
  return rows.map((row) => row.content)
}

/** Changes whenever a record of the register or of the law does (the clock of record time). */
export async function recordStamp(db: Db): Promise<string> {
  const { rows } = await sql<{ at: string }>`select at::text as at from record_clock`.execute(db)
  return rows[0]?.at ?? ''
}

/** The same, and nobody moves it before this transaction ends. */
export async function holdRecordStamp(transaction: Db): Promise<string> {
  const { rows } = await sql<{ at: string }>`select at::text as at from record_clock for update`.execute(transaction)
  return rows[0]?.at ?? ''
}
