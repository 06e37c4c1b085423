// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { HolderName } from './names.model.ts'
import type { Given } from './one-person.model.ts'

export type MatchState = 'open' | 'same' | 'different'

/** One of two who may be one person, as somebody sees them who has to say it. */
export interface MatchSide {
  id: string
  names: HolderName[]
  birthDate: string | null
  sex: string | null
  district: string | null
  /** Kinds of their documents, without the numbers. */
  documents: string[]
  credentials: { qualification: string | null; level: string | null; issued: string | null }[]
}

export interface MatchPair {
  state: MatchState
  one: MatchSide
  other: MatchSide
}

const side = (alias: string) => {
  const [h, i] = [sql.ref(`${alias}.authority`), sql.ref(`${alias}.id`)]
  return sql`jsonb_build_object('id', ${i}::text, 'birthDate', ${sql.ref(`${alias}.birth_date`)}, 'sex', ${sql.ref(`${alias}.sex`)},
    'district', ${sql.ref(`${alias}.district`)},
    'names', coalesce((select p.names from population_identities p where p.authority = ${h} and p.holder = ${i}), '[]'),
    'documents', coalesce((select jsonb_agg(d ->> 'kind') from population_identities p, jsonb_array_elements(p.documents) d
      where p.authority = ${h} and p.holder = ${i}), '[]'),
    'credentials', coalesce((select jsonb_agg(jsonb_build_object('qualification', c.qualification, 'level', c.level, 'issued', c.issued) order by c.slot)
      from population_credentials c where c.authority = ${h} and c.holder = ${i}), '[]'))`
}

/** Pairs of an authority in one state, oldest first while they are open. */
export async function listMatches(
  acting: Db,
  authority: string,
  state: MatchState,
  page: { from: number; length: number },
): Promise<MatchPair[]> {
  const { rows } = await sql<MatchPair>`
    select m.state, ${side('a')} as one, ${side('b')} as other
    from population_matches m
      join population_holders a on a.authority = m.authority and a.id = m.holder
      join population_holders b on b.authority = m.authority and b.id = m.other
    where m.authority = ${authority} and m.state = ${state} and (m.state <> 'open' or not (a.removed or b.removed))
    order by case when m.state = 'open' then m.found_at end, m.decided_at desc, m.holder, m.other
    limit ${page.length} offset ${page.from}`.execute(acting)
  return rows
}

export async function countMatches(acting: Db, authority: string): Promise<Record<MatchState, number>> {
  const { rows } = await sql<{ state: MatchState; count: number }>`
    select m.state, count(*)::float8 as count from population_matches m
      join population_holders a on a.authority = m.authority and a.id = m.holder
      join population_holders b on b.authority = m.authority and b.id = m.other
    where m.authority = ${authority} and (m.state <> 'open' or not (a.removed or b.removed)) group by m.state`.execute(
    acting,
  )
  const counted = { open: 0, same: 0, different: 0 }
  for (const { state, count } of rows) counted[state] = count
  return counted
}

export interface Pair {
  authority: string
  holder: string
  other: string
}

export async function findMatch(
  acting: Db,
  { authority, holder, other }: Pair,
): Promise<{ state: MatchState; given: Given | null } | null> {
  const { rows } = await sql<{ state: MatchState; given: Given | null }>`
    select m.state, m.given from population_matches m
    where m.authority = ${authority} and m.holder = ${holder} and m.other = ${other} for update`.execute(acting)
  return rows[0] ?? null
}

export async function noteDecision(
  acting: Db,
  { authority, holder, other }: Pair,
  { state, by, given }: { state: MatchState; by: string | null; given: Given | null },
): Promise<void> {
  await sql`
    update population_matches set state = ${state}, decided_by = ${state === 'open' ? null : by},
      decided_at = ${state === 'open' ? null : sql`now()`}, given = ${given === null ? null : JSON.stringify(given)}::jsonb
    where authority = ${authority} and holder = ${holder} and other = ${other}`.execute(acting)
}

/** Counts one holder with another, or by itself again (`into` null). */
export async function setMerged(acting: Db, authority: string, other: string, into: string | null): Promise<void> {
  await sql`
    update population_holders set removed = ${into !== null}, merged_into = ${into}, changed = nextval('population_changes')
    where authority = ${authority} and id = ${other}`.execute(acting)
}
