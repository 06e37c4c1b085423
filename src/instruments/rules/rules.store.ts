// SPDX-License-Identifier: Apache-2.0
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { holds, type PageRequest } from '../../organisations/index.ts'
import type { LawInstrument } from '../law/instrument-schema.ts'
import { type Around, instant, type LawFilter, matches } from '../law/instruments.store.ts'
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

/** Where a rule holds, as `ruleReach` has it: its own places or the instrument's, without what either excepts. */
const reach = sql`select
  coalesce(nullif(array(select jsonb_array_elements_text(r.content->'places')), '{}'), i.places) as places,
  array(select unnest(i.excepts) union select jsonb_array_elements_text(r.content->'except') order by 1) as excepts`

function reaches(around: Around | undefined): RawBuilder<boolean> {
  if (around === undefined) return sql<boolean>`true`
  return sql<boolean>`(reach.places && ${around}::text[] and not reach.excepts && ${around}::text[])`
}

/** By id. Valid time is that of the rule. */
export async function listRules(db: Db, filter: RuleFilter, page: PageRequest): Promise<RuleRow[]> {
  const { instrument, purpose, outcome } = filter
  const id = sql`(i.id || '#' || r.id) collate "C"`
  const { rows } = await sql<RuleRow>`
    select ${id} as id, i.id as instrument, i.jurisdiction, i.status, reach.places, reach.excepts as "except", r.content,
      r.valid_from::text as "validFrom", r.valid_until::text as "validUntil", ${instant('i.recorded_at')} as "recordedAt"
    from instrument_rules r join instruments i on i.record = r.instrument cross join lateral (${reach}) reach
    where ${matches({ ...filter, asOf: undefined })} and ${reaches(filter.around)} and ${holds('r', filter.asOf)}
      and ${instrument === undefined ? sql`true` : sql`i.id = ${instrument}`}
      and ${purpose === undefined ? sql`true` : sql`${purpose} = any(r.purposes)`}
      and ${outcome === undefined ? sql`true` : sql`${outcome} = any(r.outcomes)`}
      and ${page.after === null ? sql`true` : sql`${id} > ${page.after}`}
    order by ${id} limit ${page.limit + 1}
  `.execute(db)
  return rows
}
