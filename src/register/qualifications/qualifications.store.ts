// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Localized, PlainDate } from '../../kernel/index.ts'
import {
  follows,
  holds,
  inOrder,
  type Known,
  known,
  type PageRequest,
  type RecordTable,
  times,
} from '../../organisations/index.ts'

export const qualificationTable: RecordTable = {
  name: 'qualifications',
  key: ['id'],
  columns: {
    id: 'text',
    names: 'jsonb',
    country: 'text',
    awarding_body: 'text',
    awarding_body_name: 'text',
    levels: 'text[]',
    fields: 'text[]',
    family: 'text',
    class: 'text',
    stated_level: 'text',
    source: 'text',
    quality: 'text',
    note: 'jsonb',
  },
}

export type QualificationFamily = 'vocational-qualification' | 'skill-level' | 'professional-title' | 'degree'

export interface Qualification {
  id: string
  names: Localized
  country: string | null
  awardingBody: string | null
  /** As the source names it, where the body is no entry of the register. */
  awardingBodyName: string | null
  /** `framework/level`. */
  levels: string[]
  fields: string[]
  family: QualificationFamily | null
  class: string | null
  /** The level as the source words it, where it is not one level of a framework here. */
  statedLevel: string | null
  source: string | null
  quality: string | null
  note: Localized | null
  validFrom: PlainDate | null
  validUntil: PlainDate | null
  recordedAt: string
}

export interface QualificationFilter extends Known {
  asOf?: PlainDate | undefined
  country?: string | undefined
  awardingBody?: string | undefined
  level?: string | undefined
  id?: string | undefined
  ids?: readonly string[] | undefined
  /** Within a name of any language. */
  text?: string | undefined
}

/** By id. */
export async function listQualifications(
  db: Db,
  filter: QualificationFilter,
  page: PageRequest,
): Promise<Qualification[]> {
  const { rows } = await sql<Qualification>`
    select q.id, q.names, q.country, q.awarding_body as "awardingBody", q.awarding_body_name as "awardingBodyName",
      q.levels, q.fields, q.family, q.class, q.stated_level as "statedLevel", q.source, q.quality, q.note, ${times('q')}
    from qualifications q
    where ${known('q', filter)} and ${holds('q', filter.asOf)}
      and ${filter.id === undefined ? sql`true` : sql`q.id = ${filter.id}`}
      and ${filter.ids === undefined ? sql`true` : sql`q.id = any(${filter.ids}::text[])`}
      and ${filter.country === undefined ? sql`true` : sql`q.country = ${filter.country}`}
      and ${filter.awardingBody === undefined ? sql`true` : sql`q.awarding_body = ${filter.awardingBody}`}
      and ${filter.level === undefined ? sql`true` : sql`${filter.level} = any(q.levels)`}
      and ${filter.text === undefined ? sql`true` : hasText(filter.text)}
      and ${follows('q', 'id', page)}
    order by ${inOrder('q', 'id')} limit ${page.limit + 1}
  `.execute(db)
  return rows
}

function hasText(text: string) {
  return sql`exists (
    select from jsonb_each_text(q.names) name where position(lower(${text}) in lower(name.value)) > 0
  )`
}

export interface QualificationLinks {
  id: string
  levels: string[]
  country: string | null
  awardingBody: string | null
  field: string[]
}

/** What the engine needs to know of every qualification, by id. */
export async function allQualificationLinks(db: Db, when: Known): Promise<QualificationLinks[]> {
  const { rows } = await sql<QualificationLinks>`
    select distinct on (q.id) q.id, q.levels, q.country, q.awarding_body as "awardingBody", q.fields as field
    from qualifications q where ${known('q', when)} order by q.id, q.valid_from desc nulls last
  `.execute(db)
  return rows
}

/** The names of all qualifications, by id: small enough to be held. */
export async function allQualificationNames(
  db: Db,
  when: Known,
): Promise<{ id: string; names: Localized; country: string | null; levels: string[] }[]> {
  const { rows } = await sql<{ id: string; names: Localized; country: string | null; levels: string[] }>`
    select distinct on (q.id) q.id, q.names, q.country, q.levels
    from qualifications q where ${known('q', when)} order by q.id, q.valid_from desc nulls last
  `.execute(db)
  return rows
}
