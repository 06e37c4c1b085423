// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Localized, PlainDate } from '../../kernel/index.ts'
import type { PageRequest } from '../records/paging.ts'
import { follows, holds, inOrder, type Known, known, times } from '../records/read-records.store.ts'
import type { RecordTable } from '../records/write-records.store.ts'

export const awardingBodyTable: RecordTable = {
  name: 'awarding_bodies',
  key: ['id'],
  columns: { id: 'text', names: 'jsonb', country: 'text', url: 'text', source: 'text', quality: 'text', note: 'jsonb' },
}

export const awardingBodyNameTable: RecordTable = {
  name: 'awarding_body_names',
  key: ['body', 'name'],
  columns: { body: 'text', name: 'text', names: 'jsonb', source: 'text', quality: 'text' },
}

export const awardingBodyRecognitionTable: RecordTable = {
  name: 'awarding_body_recognitions',
  key: ['body', 'jurisdiction'],
  columns: { body: 'text', jurisdiction: 'text', status: 'text', source: 'text', quality: 'text' },
}

export interface FormerName {
  names: Record<string, string>
  from: PlainDate | null
  until: PlainDate | null
}

export interface BodyRecognition {
  jurisdiction: string
  status: 'recognised' | 'suspended' | 'withdrawn' | 'not-recognised'
  from: PlainDate | null
  until: PlainDate | null
}

export interface AwardingBody {
  id: string
  names: Localized
  country: string | null
  url: string | null
  source: string | null
  quality: string | null
  note: Localized | null
  /** All of them, whatever the day: a certificate may bear any. */
  formerNames: FormerName[]
  /** Over all of time; none: not known. */
  recognitions: BodyRecognition[]
  validFrom: PlainDate | null
  validUntil: PlainDate | null
  recordedAt: string
}

export interface AwardingBodyFilter extends Known {
  asOf?: PlainDate | undefined
  country?: string | undefined
  id?: string | undefined
}

/** By id. */
export async function listAwardingBodies(
  db: Db,
  filter: AwardingBodyFilter,
  page: PageRequest,
): Promise<AwardingBody[]> {
  const { rows } = await sql<AwardingBody>`
    select b.id, b.names, b.country, b.url, b.source, b.quality, b.note,
      coalesce((
        select jsonb_agg(jsonb_build_object('names', n.names, 'from', n.valid_from, 'until', n.valid_until)
          order by n.valid_from, n.name)
        from awarding_body_names n where n.body = b.id and ${known('n', filter)}
      ), '[]') as "formerNames",
      coalesce((
        select jsonb_agg(jsonb_build_object(
          'jurisdiction', r.jurisdiction, 'status', r.status, 'from', r.valid_from, 'until', r.valid_until)
          order by r.jurisdiction, r.valid_from)
        from awarding_body_recognitions r where r.body = b.id and ${known('r', filter)}
      ), '[]') as recognitions,
      ${times('b')}
    from awarding_bodies b
    where ${known('b', filter)} and ${holds('b', filter.asOf)}
      and ${filter.id === undefined ? sql`true` : sql`b.id = ${filter.id}`}
      and ${filter.country === undefined ? sql`true` : sql`b.country = ${filter.country}`}
      and ${follows('b', 'id', page)}
    order by ${inOrder('b', 'id')} limit ${page.limit + 1}
  `.execute(db)
  return rows
}
