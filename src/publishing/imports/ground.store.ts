// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { known } from '../../organisations/index.ts'
import type { KnownEntry } from './matching/match.model.ts'

/** Names in all languages, Chinese first, then English: those are shown. */
const namesOf = (column: string) => sql`array(
  select each.value from jsonb_each_text(${sql.ref(column)}) as each
  order by case each.key when 'zh-CN' then 0 when 'en' then 1 else 2 end, each.key
)`

/** Every qualification of the register, with its names in all languages. */
export async function readKnownQualifications(db: Db): Promise<KnownEntry[]> {
  const { rows } = await sql<KnownEntry>`
    select q.id, ${namesOf('q.names')} as names, q.country, q.awarding_body as body
    from qualifications q where ${known('q', {})} order by q.id`.execute(db)
  return rows
}

/** Every awarding body, its former names among its names: a certificate may bear any. */
export async function readKnownBodies(db: Db): Promise<KnownEntry[]> {
  const { rows } = await sql<KnownEntry>`
    select b.id, ${namesOf('b.names')} || coalesce(f.names, '{}') as names, b.country, null as body
    from awarding_bodies b
    left join (
      select n.body, array_agg(each.value) as names from awarding_body_names n
      cross join lateral jsonb_each_text(n.names) as each where ${known('n', {})} group by n.body
    ) f on f.body = b.id
    where ${known('b', {})} order by b.id`.execute(db)
  return rows
}

/** Countries and regions of their own standing, with every name and further code. */
export async function readKnownCountries(db: Db): Promise<{ code: string; names: string[] }[]> {
  const { rows } = await sql<{ code: string; names: string[] }>`
    select j.code, ${namesOf('j.names')}
      || array(select a.alias from jurisdiction_aliases a where a.code = j.code and ${known('a', {})}) as names
    from jurisdictions j where ${known('j', {})} and j.kind in ('country', 'union') order by j.code`.execute(db)
  return rows
}

/** The code of a place and all that begin with it: of `CN` also `CN-SH`. */
export async function readCodesWithin(db: Db, place: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select j.code from jurisdictions j where ${known('j', {})} and (j.code = ${place} or starts_with(j.code, ${`${place}-`}))`.execute(
    db,
  )
  return rows.map(({ code }) => code)
}
