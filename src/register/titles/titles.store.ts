// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Localized, PlainDate } from '../../kernel/index.ts'
import { holds, type Known, known, type PageRequest, type RecordTable, times } from '../../organisations/index.ts'

export const titleSeriesTable: RecordTable = {
  name: 'title_series',
  key: ['edition', 'series'],
  columns: { edition: 'text', series: 'text', names: 'jsonb', source: 'text', quality: 'text' },
}

export const titleTable: RecordTable = {
  name: 'titles',
  key: ['edition', 'series', 'level', 'name'],
  columns: {
    edition: 'text',
    series: 'text',
    level: 'text',
    name: 'text',
    code: 'text',
    source: 'text',
    quality: 'text',
  },
}

export interface TitleSeries {
  edition: string
  series: string
  names: Localized
  source: string | null
  quality: string | null
  /** Level id of `cn-title`, the Chinese name, and the code where the edition has one. */
  titles: { level: string; name: string; code: string | null }[]
  validFrom: PlainDate | null
  validUntil: PlainDate | null
  recordedAt: string
}

export interface TitleSeriesFilter extends Known {
  asOf?: PlainDate | undefined
  edition?: string | undefined
  series?: string | undefined
}

/** By edition and series; the page key is `edition/series`. */
export async function listTitleSeries(db: Db, filter: TitleSeriesFilter, page: PageRequest): Promise<TitleSeries[]> {
  const { rows } = await sql<TitleSeries>`
    select s.edition, s.series, s.names, s.source, s.quality, ${times('s')},
      coalesce((
        select jsonb_agg(jsonb_build_object('level', t.level, 'name', t.name, 'code', t.code)
          order by array_position(array['senior', 'associate-senior', 'intermediate', 'assistant', 'clerk'], t.level), t.code, t.name)
        from titles t
        where t.edition = s.edition and t.series = s.series and ${known('t', filter)} and ${holds('t', filter.asOf)}
      ), '[]') as titles
    from title_series s
    where ${known('s', filter)} and ${holds('s', filter.asOf)}
      and ${filter.edition === undefined ? sql`true` : sql`s.edition = ${filter.edition}`}
      and ${filter.series === undefined ? sql`true` : sql`s.series = ${filter.series}`}
      and ${page.after === null ? sql`true` : sql`s.edition || '/' || s.series > ${page.after}`}
    order by s.edition || '/' || s.series limit ${page.limit + 1}
  `.execute(db)
  return rows
}
