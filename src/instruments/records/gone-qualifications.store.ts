// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Localized, PlainDate } from '../../kernel/index.ts'
import { instant, type LawNotice } from '../law/instruments.store.ts'

/** A qualification that was known here and is not any more. */
export interface GoneQualification {
  id: string
  /** As it was called last. */
  names: Localized
  /** The day (UTC) since which it is not known. */
  since: PlainDate
  /** What brought it here; null: it came with the register. */
  broughtBy: {
    id: string
    title: Localized
    /** Since when the text does not stand here; null: it stands, and brings this no more. */
    endedAt: string | null
    withdrawnBy: LawNotice | null
  } | null
}

/** Those of these ids that were known once; what is known now is not among them. */
export async function goneQualifications(db: Db, ids: readonly string[]): Promise<GoneQualification[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<GoneQualification>`
    with last as (
      select distinct on (id) id, names, origin, superseded_at from qualifications
      where id = any(${ids}::text[]) order by id, superseded_at desc nulls first
    )
    select l.id, l.names, to_char(l.superseded_at at time zone 'UTC', 'YYYY-MM-DD') as since,
      case when i.id is null then null else jsonb_build_object('id', i.id, 'title', i.title,
        'endedAt', ${instant('i.superseded_at')}, 'withdrawnBy', i.withdrawn_by) end as "broughtBy"
    from last l left join lateral (
      select * from instruments where 'brought/' || id = l.origin order by recorded_at desc limit 1
    ) i on true
    where l.superseded_at is not null order by l.id
  `.execute(db)
  return rows
}
