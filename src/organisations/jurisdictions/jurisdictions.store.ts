// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Localized, PlainDate } from '../../kernel/index.ts'
import type { PageRequest } from '../records/paging.ts'
import { follows, holds, inOrder, type Known, known, times } from '../records/read-records.store.ts'
import type { RecordTable } from '../records/write-records.store.ts'

export const jurisdictionTable: RecordTable = {
  name: 'jurisdictions',
  key: ['code'],
  columns: { code: 'text', kind: 'text', names: 'jsonb', demonstration: 'boolean', note: 'jsonb' },
}

export const jurisdictionAliasTable: RecordTable = {
  name: 'jurisdiction_aliases',
  key: ['alias'],
  columns: { alias: 'text', code: 'text' },
}

export const jurisdictionParentTable: RecordTable = {
  name: 'jurisdiction_parents',
  key: ['code', 'parent'],
  columns: { code: 'text', parent: 'text', note: 'jsonb' },
}

export type JurisdictionKind = 'country' | 'subdivision' | 'city' | 'union' | 'zone'

export interface ParentLink {
  code: string
  from: PlainDate | null
  until: PlainDate | null
  note: Localized | null
}

export interface Jurisdiction {
  code: string
  kind: JurisdictionKind
  names: Localized
  demonstration: boolean
  note: Localized | null
  aliases: string[]
  parents: ParentLink[]
  validFrom: PlainDate | null
  validUntil: PlainDate | null
  recordedAt: string
}

export interface JurisdictionFilter extends Known {
  asOf?: PlainDate | undefined
  kind?: JurisdictionKind | undefined
  /** Directly within this one, on the as-of date where there is one. */
  within?: string | undefined
  code?: string | undefined
}

/** By code. */
export async function listJurisdictions(
  db: Db,
  filter: JurisdictionFilter,
  page: PageRequest,
): Promise<Jurisdiction[]> {
  const { rows } = await sql<Jurisdiction>`
    select j.code, j.kind, j.names, j.demonstration, j.note,
      coalesce((
        select jsonb_agg(a.alias order by a.alias) from jurisdiction_aliases a
        where a.code = j.code and ${known('a', filter)} and ${holds('a', filter.asOf)}
      ), '[]') as aliases,
      coalesce((
        select jsonb_agg(
          jsonb_build_object('code', p.parent, 'from', p.valid_from, 'until', p.valid_until, 'note', p.note)
          order by p.parent, p.valid_from)
        from jurisdiction_parents p
        where p.code = j.code and ${known('p', filter)} and ${holds('p', filter.asOf)}
      ), '[]') as parents,
      ${times('j')}
    from jurisdictions j
    where ${known('j', filter)} and ${holds('j', filter.asOf)}
      and ${filter.code === undefined ? sql`true` : sql`j.code = ${filter.code}`}
      and ${filter.kind === undefined ? sql`true` : sql`j.kind = ${filter.kind}`}
      and ${filter.within === undefined ? sql`true` : within(filter.within, filter)}
      and ${follows('j', 'code', page)}
    order by ${inOrder('j', 'code')} limit ${page.limit + 1}
  `.execute(db)
  return rows
}

function within(parent: string, filter: JurisdictionFilter) {
  return sql`exists (
    select from jurisdiction_parents w
    where w.code = j.code and w.parent = ${parent} and ${known('w', filter)} and ${holds('w', filter.asOf)}
  )`
}

/** The canonical code of a code or alias; undefined for what is neither. */
export async function resolveJurisdiction(db: Db, code: string, when: Known = {}): Promise<string | undefined> {
  const { rows } = await sql<{ code: string }>`
    select j.code from jurisdictions j where j.code = ${code} and ${known('j', when)}
    union all
    select a.code from jurisdiction_aliases a where a.alias = ${code} and ${known('a', when)}
    limit 1
  `.execute(db)
  return rows[0]?.code
}

/** The canonical code of a code or alias; what is neither stays as it is, and names nothing. */
export async function canonicalJurisdiction(
  db: Db,
  code: string | undefined,
  when: Known,
): Promise<string | undefined> {
  return code === undefined ? undefined : ((await resolveJurisdiction(db, code, when)) ?? code)
}

export interface JurisdictionLinks {
  code: string
  parents: { code: string; from: PlainDate | null; until: PlainDate | null }[]
}

/** Every jurisdiction with its parents over all of valid time, by code. */
export async function allJurisdictionLinks(db: Db, when: Known): Promise<JurisdictionLinks[]> {
  const { rows } = await sql<JurisdictionLinks>`
    select j.code, coalesce(links.parents, '[]') as parents
    from (select distinct code from jurisdictions j where ${known('j', when)}) j
    left join (
      select p.code, jsonb_agg(
        jsonb_build_object('code', p.parent, 'from', p.valid_from, 'until', p.valid_until)
        order by p.parent, p.valid_from) as parents
      from jurisdiction_parents p where ${known('p', when)} group by p.code
    ) links on links.code = j.code
    order by j.code
  `.execute(db)
  return rows
}

/** Every alias with its canonical code, by alias. */
export async function allJurisdictionAliases(db: Db, when: Known): Promise<{ alias: string; code: string }[]> {
  const { rows } = await sql<{ alias: string; code: string }>`
    select a.alias, a.code from jurisdiction_aliases a where ${known('a', when)} order by a.alias
  `.execute(db)
  return rows
}

/** The names of all jurisdictions, by code: small enough to be held. */
export async function allJurisdictionNames(
  db: Db,
  when: Known,
): Promise<{ code: string; kind: JurisdictionKind; names: Localized; demonstration: boolean }[]> {
  const { rows } = await sql<{ code: string; kind: JurisdictionKind; names: Localized; demonstration: boolean }>`
    select j.code, j.kind, j.names, j.demonstration from jurisdictions j
    where ${known('j', when)} order by j.code, j.valid_from
  `.execute(db)
  return rows
}

/** A place and every place that it lies in today: itself first. */
export async function placesAround(db: Db, code: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    with recursive around (code, far) as (
      select ${code}::text, 0
      union
      select p.parent, a.far + 1 from around a join jurisdiction_parents p on p.code = a.code
      where ${known('p', {})} and (p.valid_from is null or p.valid_from <= current_date)
        and (p.valid_until is null or current_date < p.valid_until)
    )
    select code from around group by code order by min(far), code`.execute(db)
  return rows.map((row) => row.code)
}

/** A place and every place that lies in it today, with their names, by code. */
export async function placesWithin(db: Db, code: string): Promise<{ code: string; names: Localized }[]> {
  const { rows } = await sql<{ code: string; names: Localized }>`
    select distinct on (j.code) j.code, j.names
    from jurisdictions j join places_below(${code}) b on b = j.code
    where ${known('j', {})} order by j.code, j.valid_from desc nulls last`.execute(db)
  return rows
}
