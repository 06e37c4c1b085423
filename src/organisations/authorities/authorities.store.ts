// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Localized, PlainDate } from '../../kernel/index.ts'
import type { PageRequest } from '../records/paging.ts'
import { follows, holds, inOrder, type Known, known, times } from '../records/read-records.store.ts'
import type { RecordTable } from '../records/write-records.store.ts'

export const authorityTable: RecordTable = {
  name: 'authorities',
  key: ['id'],
  columns: {
    id: 'text',
    names: 'jsonb',
    jurisdiction: 'text',
    scope: 'jsonb',
    url: 'text',
    source: 'text',
    quality: 'text',
    note: 'jsonb',
  },
}

export interface Authority {
  id: string
  names: Localized
  /** Where it decides. */
  jurisdiction: string | null
  /** For what it decides; null: not stated. */
  scope: Localized | null
  url: string | null
  source: string | null
  quality: string | null
  note: Localized | null
  validFrom: PlainDate | null
  validUntil: PlainDate | null
  recordedAt: string
}

export interface AuthorityFilter extends Known {
  asOf?: PlainDate | undefined
  jurisdiction?: string | undefined
  id?: string | undefined
}

/** By id. */
export async function listAuthorities(db: Db, filter: AuthorityFilter, page: PageRequest): Promise<Authority[]> {
  const { rows } = await sql<Authority>`
    select a.id, a.names, a.jurisdiction, a.scope, a.url, a.source, a.quality, a.note,
      ${times('a')}
    from authorities a
    where ${known('a', filter)} and ${holds('a', filter.asOf)}
      and ${filter.id === undefined ? sql`true` : sql`a.id = ${filter.id}`}
      and ${filter.jurisdiction === undefined ? sql`true` : sql`a.jurisdiction = ${filter.jurisdiction}`}
      and ${follows('a', 'id', page)}
    order by ${inOrder('a', 'id')} limit ${page.limit + 1}
  `.execute(db)
  return rows
}
