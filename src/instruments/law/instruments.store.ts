// SPDX-License-Identifier: Apache-2.0
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Localized } from '../../kernel/index.ts'
import { holds, type Known, known, type PageRequest } from '../../organisations/index.ts'
import type { LawRule } from '../rules/rule-schema.ts'
import type { LawInstrument } from './instrument-schema.ts'

/** One instrument as it stands in a list. */
export interface InstrumentRow {
  id: string
  path: string
  jurisdiction: string
  kind: LawInstrument['kind']
  status: LawInstrument['status']
  title: Localized
  number: string | null
  issuer: string | null
  published: string | null
  effective: string | null
  until: string | null
  places: string[]
  except: string[]
  rules: number
  validFrom: string | null
  validUntil: string | null
  recordedAt: string
  supersededAt: string | null
}

export interface InstrumentContentRow extends InstrumentRow {
  content: { instrument: LawInstrument; rules: LawRule[] }
}

/** Where a question is asked: the place and all that it lies in. */
export type Around = readonly string[]

export interface LawFilter extends Known {
  asOf?: string | undefined
  around?: Around | undefined
  jurisdiction?: string | undefined
  kind?: string | undefined
  status?: string | undefined
  issuer?: string | undefined
}

/** Record time as JSON writes it. */
export function instant(column: string): RawBuilder<unknown> {
  return sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}

/** Condition on instruments `i`: known then, holding on the day, reaching the place, and the rest of the filter. */
export function matches(filter: LawFilter): RawBuilder<boolean> {
  const equal = (column: string, value: string | undefined) =>
    value === undefined ? sql`true` : sql`${sql.ref(column)} = ${value}`
  return sql<boolean>`${known('i', filter)} and ${holds('i', filter.asOf)} and ${reaches(filter.around)}
    and ${equal('i.jurisdiction', filter.jurisdiction)} and ${equal('i.kind', filter.kind)}
    and ${equal('i.status', filter.status)} and ${equal('i.issuer', filter.issuer)}`
}

function reaches(around: Around | undefined): RawBuilder<boolean> {
  if (around === undefined) return sql<boolean>`true`
  return sql<boolean>`(i.places && ${around}::text[] and not i.excepts && ${around}::text[])`
}

/** Order by id as bytes, so that a cursor means the same on every server. */
export function afterId(column: string, page: PageRequest): RawBuilder<boolean> {
  if (page.after === null) return sql<boolean>`true`
  return sql<boolean>`${sql.ref(column)} collate "C" > ${page.after}`
}

const columns = sql`i.id, i.path, i.jurisdiction, i.kind, i.status, i.title, i.number, i.issuer, i.published, i.effective, i.until,
  i.places, i.excepts as "except", (select count(*)::integer from instrument_rules r where r.instrument = i.record) as rules,
  i.valid_from::text as "validFrom", i.valid_until::text as "validUntil",
  ${instant('i.recorded_at')} as "recordedAt", ${instant('i.superseded_at')} as "supersededAt"`

/** By id, one more than the page holds. */
export async function listInstruments(db: Db, filter: LawFilter, page: PageRequest): Promise<InstrumentRow[]> {
  const { rows } = await sql<InstrumentRow>`
    select ${columns} from instruments i where ${matches(filter)} and ${afterId('i.id', page)}
    order by i.id collate "C" limit ${page.limit + 1}
  `.execute(db)
  return rows
}

/** One instrument with all it says, as it was known then. */
export async function findInstrument(db: Db, id: string, when: Known): Promise<InstrumentContentRow | undefined> {
  const { rows } = await sql<InstrumentContentRow>`
    select ${columns}, i.content from instruments i where i.id = ${id} and ${known('i', when)}
  `.execute(db)
  return rows[0]
}

/** What everybody may know of how a record came about, or of why it was withdrawn. */
export interface LawNotice {
  id: string
  kind: 'publication' | 'corrigendum' | 'withdrawal'
  authority: string
  /** The day for which it was published. */
  on: string
  reason: Localized | null
}

export interface InstrumentVersion {
  record: string
  /** `authority:xa-north`, or the name of what it was shipped in. */
  origin: string
  publication: LawNotice | null
  withdrawnBy: LawNotice | null
  sha256: string
  status: LawInstrument['status']
  validFrom: string | null
  validUntil: string | null
  recordedAt: string
  supersededAt: string | null
}

/** Every record of the instrument, newest first. */
export async function instrumentVersions(db: Db, id: string): Promise<InstrumentVersion[]> {
  const { rows } = await sql<InstrumentVersion>`
    select record::text as record, origin, publication, withdrawn_by as "withdrawnBy", sha256, status, valid_from::text as "validFrom", valid_until::text as "validUntil",
      ${instant('recorded_at')} as "recordedAt", ${instant('superseded_at')} as "supersededAt"
    from instruments where id = ${id} order by recorded_at desc
  `.execute(db)
  return rows
}

/** The instrument in which a catalogue stood last; null: it has never stood here. */
export async function instrumentOfCatalogue(db: Db, catalogue: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from instruments where content->'instrument'->'catalogues' @> ${JSON.stringify([{ id: catalogue }])}::jsonb
    order by recorded_at desc limit 1
  `.execute(db)
  return rows[0]?.id ?? null
}

/** One record of an instrument with all it says. */
export async function instrumentRecord(
  db: Db,
  id: string,
  record: string,
): Promise<InstrumentContentRow['content'] | undefined> {
  const { rows } = await sql<{ content: InstrumentContentRow['content'] }>`
    select content from instruments where id = ${id} and record::text = ${record}
  `.execute(db)
  return rows[0]?.content
}
