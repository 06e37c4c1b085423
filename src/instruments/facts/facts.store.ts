// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { type Known, known, type PageRequest } from '../../organisations/index.ts'
import { afterId, instant } from '../law/instruments.store.ts'
import type { LawFact } from './facts-schema.ts'

export interface FactRow {
  content: LawFact
  recordedAt: string
}

export interface FactFilter extends Known {
  id?: string | undefined
  scope?: string | undefined
}

/** By id. */
export async function listFacts(db: Db, filter: FactFilter, page: PageRequest): Promise<FactRow[]> {
  const { rows } = await sql<FactRow>`
    select f.content, ${instant('f.recorded_at')} as "recordedAt" from fact_declarations f
    where ${known('f', filter)} and ${afterId('f.id', page)}
      and ${filter.id === undefined ? sql`true` : sql`f.id = ${filter.id}`}
      and ${filter.scope === undefined ? sql`true` : sql`f.scope = ${filter.scope}`}
    order by f.id collate "C" limit ${page.limit + 1}
  `.execute(db)
  return rows
}
