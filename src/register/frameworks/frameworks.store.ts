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

export const frameworkTable: RecordTable = {
  name: 'frameworks',
  key: ['id'],
  columns: {
    id: 'text',
    names: 'jsonb',
    short: 'text',
    jurisdictions: 'text[]',
    status: 'text',
    uri: 'text',
    source: 'text',
    quality: 'text',
    note: 'jsonb',
  },
}

export const frameworkLevelTable: RecordTable = {
  name: 'framework_levels',
  key: ['framework', 'level'],
  columns: {
    framework: 'text',
    level: 'text',
    rank: 'integer',
    position: 'integer',
    names: 'jsonb',
    uri: 'text',
    source: 'text',
    quality: 'text',
  },
}

export const levelReferenceTable: RecordTable = {
  name: 'level_references',
  key: ['framework', 'level', 'to_framework', 'to_level'],
  columns: {
    framework: 'text',
    level: 'text',
    to_framework: 'text',
    to_level: 'text',
    status: 'text',
    historical: 'boolean',
    report: 'text',
    note: 'jsonb',
    source: 'text',
    quality: 'text',
  },
}

export type FrameworkStatus = 'in-force' | 'superseded' | 'repealed' | 'planned' | 'none'

export interface LevelReference {
  /** `framework/level` on either side; `to` is null where the source gives no level. */
  from: string
  to: string | null
  toFramework: string
  status: 'sourced' | 'partly' | 'below' | 'no-agreed-level'
  historical: boolean
  report: string | null
  note: Localized | null
  source: string
  quality: string
}

export interface FrameworkLevel {
  id: string
  /** `framework/level`. */
  ref: string
  rank: number | null
  names: Localized
  uri: string | null
  source: string | null
  quality: string | null
}

export interface Framework {
  id: string
  names: Localized
  short: string | null
  jurisdictions: string[]
  status: FrameworkStatus
  uri: string | null
  source: string | null
  quality: string | null
  note: Localized | null
  levelCount: number
  validFrom: PlainDate | null
  validUntil: PlainDate | null
  recordedAt: string
}

export interface FrameworkFilter extends Known {
  asOf?: PlainDate | undefined
  jurisdiction?: string | undefined
  status?: FrameworkStatus | undefined
  id?: string | undefined
}

/** By id. */
export async function listFrameworks(db: Db, filter: FrameworkFilter, page: PageRequest): Promise<Framework[]> {
  const { rows } = await sql<Framework>`
    select f.id, f.names, f.short, f.jurisdictions, f.status, f.uri, f.source, f.quality, f.note,
      (select count(*)::int from framework_levels l
        where l.framework = f.id and ${known('l', filter)} and ${holds('l', filter.asOf)}) as "levelCount",
      ${times('f')}
    from frameworks f
    where ${known('f', filter)} and ${holds('f', filter.asOf)}
      and ${filter.id === undefined ? sql`true` : sql`f.id = ${filter.id}`}
      and ${filter.status === undefined ? sql`true` : sql`f.status = ${filter.status}`}
      and ${filter.jurisdiction === undefined ? sql`true` : sql`${filter.jurisdiction} = any(f.jurisdictions)`}
      and ${follows('f', 'id', page)}
    order by ${inOrder('f', 'id')} limit ${page.limit + 1}
  `.execute(db)
  return rows
}

/** Lowest first. */
export async function levelsOf(
  db: Db,
  framework: string,
  filter: Pick<FrameworkFilter, 'asOf' | 'knownOn'>,
): Promise<FrameworkLevel[]> {
  const { rows } = await sql<FrameworkLevel>`
    select l.level as id, l.framework || '/' || l.level as ref, l.rank, l.names, l.uri, l.source, l.quality
    from framework_levels l
    where l.framework = ${framework} and ${known('l', filter)} and ${holds('l', filter.asOf)}
    order by l.position, l.level
  `.execute(db)
  return rows
}

/** References from and to the levels of a framework, as sources state them. What is not among them is unknown. */
export async function referencesOf(
  db: Db,
  framework: string,
  filter: Pick<FrameworkFilter, 'asOf' | 'knownOn'>,
): Promise<LevelReference[]> {
  const { rows } = await sql<LevelReference>`
    select r.framework || '/' || r.level as "from", nullif(r.to_framework || '/' || r.to_level, r.to_framework || '/') as "to",
      r.to_framework as "toFramework", r.status, r.historical, r.report, r.note, r.source, r.quality
    from level_references r
      left join framework_levels l on l.framework = r.framework and l.level = r.level and ${known('l', filter)}
    where ${framework} in (r.framework, r.to_framework) and ${known('r', filter)} and ${holds('r', filter.asOf)}
    order by r.framework, l.position, r.level, r.to_framework, r.to_level
  `.execute(db)
  return rows
}

/** Frameworks that have levels, with these, lowest first: what the engine needs. */
export async function allFrameworkLevels(
  db: Db,
  when: Known,
): Promise<{ id: string; levels: { id: string; rank: number | null }[] }[]> {
  const { rows } = await sql<{ id: string; levels: { id: string; rank: number | null }[] }>`
    select l.framework as id, jsonb_agg(jsonb_build_object('id', l.level, 'rank', l.rank) order by l.position, l.level) as levels
    from framework_levels l where ${known('l', when)} group by l.framework order by l.framework
  `.execute(db)
  return rows
}

/** The names of all levels by `framework/level`: small enough to be held. */
export async function allLevelNames(
  db: Db,
  when: Known,
): Promise<{ ref: string; framework: string; names: Localized; frameworkNames: Localized }[]> {
  const { rows } = await sql<{ ref: string; framework: string; names: Localized; frameworkNames: Localized }>`
    select l.framework || '/' || l.level as ref, l.framework, l.names, f.names as "frameworkNames"
    from framework_levels l join frameworks f on f.id = l.framework and ${known('f', when)}
    where ${known('l', when)} order by l.framework, l.position, l.level
  `.execute(db)
  return rows
}
