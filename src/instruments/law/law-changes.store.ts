// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Localized } from '../../kernel/index.ts'
import type { LawInstrument } from './instrument-schema.ts'
import { type Around, instant, type LawNotice } from './instruments.store.ts'

/** One change of what is known of one instrument. */
export interface LawChange {
  instrument: string
  change: 'added' | 'changed' | 'removed'
  /** When it was recorded. */
  at: string
  title: Localized
  kind: LawInstrument['kind']
  status: LawInstrument['status']
  jurisdiction: string
  /** How it came about, where an authority published it here. */
  notice: LawNotice | null
  /** Of the content. */
  sha256: string
}

/** The latest changes, newest first; `around`: only of instruments that reach a place. */
export async function lawChanges(db: Db, { around, limit }: { around?: Around; limit: number }): Promise<LawChange[]> {
  const reaches =
    around === undefined ? sql`true` : sql`(i.places && ${around}::text[] and not i.excepts && ${around}::text[])`
  const { rows } = await sql<LawChange>`
    with records as (
      select i.*, lag(i.record) over history is not null as before,
        lead(i.recorded_at) over history is not distinct from i.superseded_at as followed
      from instruments i where ${reaches} window history as (partition by i.id order by i.recorded_at)
    ), changes as (
      select id, case when before then 'changed' else 'added' end as change, recorded_at as at, title, kind, status,
        jurisdiction, sha256, publication as notice from records
      union all
      select id, 'removed', superseded_at, title, kind, status, jurisdiction, sha256, withdrawn_by from records
      where superseded_at is not null and not followed
    )
    select id as instrument, change, ${instant('at')} as at, title, kind, status, jurisdiction, sha256, notice
    from changes order by changes.at desc, id collate "C" limit ${limit}
  `.execute(db)
  return rows
}
