// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { holds, type PageRequest } from '../../organisations/index.ts'
import type { LawInstrument } from '../law/instrument-schema.ts'
import { instant, type LawFilter, matches } from '../law/instruments.store.ts'
import type { LawRule } from './rule-schema.ts'

export interface RuleRow {
  /** `instrument#rule`, as answers name it. */
  id: string
  instrument: string
  jurisdiction: string
  status: LawInstrument['status']
  places: string[]
  except: string[]
  content: LawRule
  validFrom: string | null
  validUntil: string | null
  recordedAt: string
}

export interface RuleFilter extends LawFilter {
  instrument?: string | undefined
  purpose?: string | undefined
  outcome?: string | undefined
}

/** By id. Valid time is that of the rule. */
export async function listRules(db: Db, filter: RuleFilter, page: PageRequest): Promise<RuleRow[]> {
  const { instrument, purpose, outcome } = filter
  const id = sql`(i.id || '#' || r.id) collate "C"`
  const { rows } = await sql<RuleRow>`
    select ${id} as id, i.id as instrument, i.jurisdiction, i.status, i.places, i.excepts as "except", r.content,
      r.valid_from::text as "validFrom", r.valid_until::text as "validUntil", ${instant('i.recorded_at')} as "recordedAt"
    from instrument_rules r join instruments i on i.record = r.instrument
    where ${matches({ ...filter, asOf: undefined })} and ${holds('r', filter.asOf)}
      and ${instrument === undefined ? sql`true` : sql`i.id = ${instrument}`}
      and ${purpose === undefined ? sql`true` : sql`${purpose} = any(r.purposes)`}
      and ${outcome === undefined ? sql`true` : sql`${outcome} = any(r.outcomes)`}
      and ${page.after === null ? sql`true` : sql`${id} > ${page.after}`}
    order by ${id} limit ${page.limit + 1}
  `.execute(db)
  return rows
}
