// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

export interface OccupationNames {
  code: string
  uri: string | null
  lang: string
  name: string
  alternatives: string[]
}

/**
 * What every code of a scheme is called now: its own names, and those that codes of other schemes have which a source
 * states to be the same or narrower.
 */
export async function allOccupationNames(db: Db, scheme: string): Promise<OccupationNames[]> {
  const { rows } = await sql<OccupationNames>`
    select e.code, e.uri, n.lang, n.name, n.alternatives from classification_entries e
    join classification_names n on n.classification = e.classification and n.code = e.code and n.superseded_at is null
    where e.classification = ${scheme} and e.superseded_at is null
    union all
    select r.to_code, null, n.lang, n.name, n.alternatives from classification_relations r
    join classification_names n
      on n.classification = r.from_classification and n.code = r.from_code and n.superseded_at is null
    where r.to_classification = ${scheme} and r.superseded_at is null and r.kind in ('same', 'broader')
    union all
    select r.from_code, null, n.lang, n.name, n.alternatives from classification_relations r
    join classification_names n on n.classification = r.to_classification and n.code = r.to_code and n.superseded_at is null
    where r.from_classification = ${scheme} and r.superseded_at is null and r.kind in ('same', 'narrower')
    order by 1, 2 nulls last, 3, 4
  `.execute(db)
  return rows
}

/** Another number when a name or a relation has come since. */
export async function occupationNamesState(db: Db): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select concat((select max(record) from classification_names), ' ', (select max(record) from classification_relations)) as state
  `.execute(db)
  return rows[0]?.state ?? ''
}
