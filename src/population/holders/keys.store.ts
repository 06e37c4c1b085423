// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

export interface HolderKey {
  /** Hexadecimal. */
  key: string
  kind: 'document' | 'name'
  holder: string
}

/** By which documents whom: the holder who stays where two turned out to be one; `erased`: nobody is kept under it any more. */
export async function holdersByDocument(
  transaction: Db,
  authority: string,
  keys: readonly string[],
): Promise<Map<string, { holder: string; erased: boolean }>> {
  const { rows } = await sql<{ key: string; holder: string; erased: boolean }>`
    select encode(k.key, 'hex') as key, 
      case when h.merged_into is null then h.id else staying_holder(h.authority, h.id) end::text as holder, h.removed and h.merged_into is null as erased
    from population_keys k join population_holders h on h.authority = k.authority and h.id = k.holder
    where k.authority = ${authority} and k.kind = 'document'
      and k.key = any (array(select decode(each, 'hex') from unnest(${keys}::text[]) each))`.execute(transaction)
  return new Map(rows.map(({ key, ...found }) => [key, found]))
}

/** Adds keys; a document that is another's already stays theirs. */
export async function addKeys(transaction: Db, authority: string, keys: readonly HolderKey[]): Promise<void> {
  if (keys.length === 0) return
  const [key, kind, holder] = [keys.map((one) => one.key), keys.map((one) => one.kind), keys.map((one) => one.holder)]
  await sql`
    insert into population_keys (authority, key, kind, holder)
    select ${authority}, decode(r.key, 'hex'), r.kind, r.holder
    from unnest(${key}::text[], ${kind}::text[], ${holder}::bigint[]) as r(key, kind, holder) on conflict do nothing`.execute(
    transaction,
  )
}

/** More holders of one name and day of birth than these are nobody's one person. */
const mostNamesakes = 20

/**
 * Notes who may be one person with one of these holders: of one name, born on one day, and without numbers that tell them apart
 * (`lasting`: kinds of which nobody has two). Answers how many are new.
 */
export async function noteMatches(
  transaction: Db,
  authority: string,
  holders: readonly string[],
  lasting: readonly string[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into population_matches (authority, holder, other)
    select distinct ${authority}, least(k.holder, o.holder), greatest(k.holder, o.holder)
    from population_keys k
      join lateral (
        select s.holder from population_keys s
        where s.authority = k.authority and s.key = k.key and s.kind = 'name' and s.holder <> k.holder limit ${mostNamesakes}
      ) o on true
      join population_holders h on h.authority = k.authority and h.id = o.holder and not h.removed
    where k.authority = ${authority} and k.kind = 'name' and k.holder = any (${holders}::bigint[])
      and not exists (
        select from population_identities a, jsonb_array_elements(a.documents) d, population_identities b, jsonb_array_elements(b.documents) e
        where a.authority = k.authority and a.holder = k.holder and b.authority = k.authority and b.holder = o.holder
          and d ->> 'kind' = e ->> 'kind' and d ->> 'country' = e ->> 'country' and d ->> 'kind' = any (${lasting}::text[])
      )
    on conflict do nothing`.execute(transaction)
  return Number(numAffectedRows ?? 0)
}

/** Notes that documents of two holders were stated of one person. */
export async function noteStatedMatches(
  transaction: Db,
  authority: string,
  pairs: readonly (readonly [string, string])[],
): Promise<number> {
  if (pairs.length === 0) return 0
  const { numAffectedRows } = await sql`
    insert into population_matches (authority, holder, other)
    select distinct ${authority}, least(r.one, r.two), greatest(r.one, r.two)
    from unnest(${pairs.map(([one]) => one)}::bigint[], ${pairs.map(([, two]) => two)}::bigint[]) as r(one, two)
    on conflict do nothing`.execute(transaction)
  return Number(numAffectedRows ?? 0)
}
