// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

export async function isHeld(acting: Db, authority: string, id: string): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`select holder_is_held(${authority}, ${id}) as held`.execute(acting)
  return rows[0]?.held === true
}

/** A holder and those who turned out to be the same person, one with another in whatever order. */
export async function withMerged(acting: Db, authority: string, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive same (id) as (
      select h.id from population_holders h where h.authority = ${authority} and h.id = ${id} and not h.removed
      union
      select h.id from same s join population_holders h on h.authority = ${authority} and h.merged_into = s.id
    ) select id::text from same order by same.id`.execute(acting)
  return rows.map((row) => row.id)
}

/** Takes everything away but the row, which says that somebody was here, and the hashes of numbers, by which they are not taken in again. */
export async function emptyHolders(acting: Db, authority: string, ids: readonly string[]): Promise<void> {
  for (const table of ['population_credentials', 'population_jobs', 'population_consents', 'population_identities']) {
    await sql`delete from ${sql.table(table)} where authority = ${authority} and holder = any (${ids}::bigint[])`.execute(
      acting,
    )
  }
  await sql`delete from population_matches
    where authority = ${authority} and (holder = any (${ids}::bigint[]) or other = any (${ids}::bigint[]))`.execute(
    acting,
  )
  await sql`delete from population_keys where authority = ${authority} and holder = any (${ids}::bigint[]) and kind = 'name'`.execute(
    acting,
  )
  await sql`
    update population_holders set birth_date = null, sex = null, district = null, origin = null, occupation = null, facts = '{}',
      work_known = false, purposes = '{}', removed = true, merged_into = null, changed = nextval('population_changes')
    where authority = ${authority} and id = any (${ids}::bigint[])`.execute(acting)
}

/** Ends a purpose from a day on. False: it did not hold. */
export async function endConsent(
  acting: Db,
  authority: string,
  id: string,
  purpose: string,
  day: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update population_consents set withdrawn = ${day}
    where authority = ${authority} and holder = ${id} and purpose = ${purpose} and withdrawn is null`.execute(acting)
  return (numAffectedRows ?? 0n) > 0n
}

export async function linkAccount(acting: Db, authority: string, id: string): Promise<boolean> {
  const { rows } = await sql<{ linked: boolean }>`select link_holder(${authority}, ${id}) as linked`.execute(acting)
  return rows[0]?.linked === true
}

export async function hasAccount(acting: Db, authority: string, id: string): Promise<boolean> {
  const { rows } = await sql<{ linked: boolean }>`
    select i.account is not null as linked from population_identities i where i.authority = ${authority} and i.holder = ${id}`.execute(
    acting,
  )
  return rows[0]?.linked === true
}
