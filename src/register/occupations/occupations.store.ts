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
  type Reading,
  times,
} from '../../organisations/index.ts'

export type Subject = 'occupation' | 'field' | 'industry' | 'skill'

export interface Classification {
  id: string
  family: string
  version: string
  subject: Subject
  names: Localized
  publisher: string | null
  licence: string | null
  source: string | null
  quality: string | null
  coverage: 'complete' | 'partial'
  note: Localized | null
  validFrom: PlainDate | null
  validUntil: PlainDate | null
  recordedAt: string
}

/** Every classification, by id: there are few. */
export async function allClassifications(
  db: Db,
  filter: Known & { asOf?: PlainDate | undefined; subject?: Subject | undefined },
): Promise<Classification[]> {
  const { rows } = await sql<Classification>`
    select c.id, c.family, c.version, c.subject, c.names, c.publisher, c.licence, c.source, c.quality, c.coverage, c.note,
      ${times('c')}
    from classifications c
    where ${known('c', filter)} and ${holds('c', filter.asOf)}
      and ${filter.subject === undefined ? sql`true` : sql`c.subject = ${filter.subject}`}
    order by c.id, c.valid_from
  `.execute(db)
  return rows
}

export interface Entry {
  scheme: string
  code: string
  /** `family/code`, as rules name it. */
  ref: string
  parent: string | null
  level: number
  uri: string | null
  status: string | null
  note: Localized | null
  /** In the language asked for where the scheme has it, else in English, Chinese or any. Null: the scheme gives none. */
  name: string | null
  nameLanguage: string | null
  validFrom: PlainDate | null
  validUntil: PlainDate | null
  recordedAt: string
}

export interface EntryFilter extends Reading {
  scheme: string
  family: string
  code?: string | undefined
  codePrefix?: string | undefined
  /** Directly below this one; null: the top. */
  parent?: string | null | undefined
  /** Beginning of a name in any language. */
  namePrefix?: string | undefined
}

/** By code. */
export async function listEntries(db: Db, filter: EntryFilter, page: PageRequest): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    select e.classification as scheme, e.code, ${filter.family} || '/' || e.code as ref, e.parent, e.level, e.uri, e.status,
      e.note, best.name, best.lang as "nameLanguage", ${times('e')}
    from classification_entries e left join lateral (${bestName(filter)}) best on true
    where e.classification = ${filter.scheme} and ${known('e', filter)} and ${holds('e', filter.asOf)}
      and ${filter.code === undefined ? sql`true` : sql`e.code = ${filter.code}`}
      and ${filter.codePrefix === undefined ? sql`true` : sql`starts_with(e.code, ${filter.codePrefix})`}
      and ${filter.parent === undefined ? sql`true` : sql`e.parent is not distinct from ${filter.parent}`}
      and ${filter.namePrefix === undefined ? sql`true` : hasName(filter, filter.namePrefix)}
      and ${follows('e', 'code', page)}
    order by ${inOrder('e', 'code')} limit ${page.limit + 1}
  `.execute(db)
  return rows
}

function bestName(filter: EntryFilter) {
  const base = filter.lang.split('-')[0] ?? filter.lang
  return sql`
    select n.name, n.lang from classification_names n
    where n.classification = e.classification and n.code = e.code and ${known('n', filter)}
    order by n.lang = ${filter.lang} desc, split_part(n.lang, '-', 1) = ${base} desc, n.lang = 'en' desc, n.lang = 'zh-CN' desc, n.lang
    limit 1
  `
}

function hasName(filter: EntryFilter, prefix: string) {
  const pattern = `${prefix.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  // An array, so that the names are looked up once and not for every code.
  return sql`e.code = any(array(
    select n.code from classification_names n
    where n.classification = ${filter.scheme} and lower(n.name) like ${pattern} and ${known('n', filter)}
  ))`
}

export interface EntryName {
  lang: string
  name: string
  alternatives: string[]
}

/** The names of one code in every language that the scheme has. */
export async function namesOf(db: Db, filter: Pick<EntryFilter, 'scheme' | 'code' | 'knownOn'>): Promise<EntryName[]> {
  const { rows } = await sql<EntryName>`
    select n.lang, n.name, n.alternatives from classification_names n
    where n.classification = ${filter.scheme} and n.code = ${filter.code} and ${known('n', filter)} order by n.lang
  `.execute(db)
  return rows
}

export interface EntryRelation {
  scheme: string
  code: string
  kind: 'same' | 'narrower' | 'broader' | 'related'
  source: string | null
  quality: string | null
}

/** What sources state of one code and codes of other schemes, seen from this one. */
export async function relationsOf(
  db: Db,
  filter: Pick<EntryFilter, 'scheme' | 'code' | 'knownOn'>,
): Promise<EntryRelation[]> {
  const { rows } = await sql<EntryRelation>`
    select r.to_classification as scheme, r.to_code as code, r.kind, r.source, r.quality
    from classification_relations r
    where r.from_classification = ${filter.scheme} and r.from_code = ${filter.code} and ${known('r', filter)}
    union all
    select r.from_classification, r.from_code,
      case r.kind when 'narrower' then 'broader' when 'broader' then 'narrower' else r.kind end, r.source, r.quality
    from classification_relations r
    where r.to_classification = ${filter.scheme} and r.to_code = ${filter.code} and ${known('r', filter)}
    order by 1, 2, 3
  `.execute(db)
  return rows
}
