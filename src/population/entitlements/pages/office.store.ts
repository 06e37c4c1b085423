// SPDX-License-Identifier: Apache-2.0
import type { PlainDate } from '@passerelle/recognition'
import { sql } from 'kysely'
import type { Db } from '../../../db/index.ts'
import type { Cause } from '../compare-entitlements.ts'

/** A re-evaluation, how far it is, and what has become of entitlements. */
export interface OfficeRound {
  id: number
  cause: Cause
  asOf: PlainDate
  holders: number
  evaluated: number
  begun: number
  ended: number
  told: number
  unreached: number
  done: boolean
  /** Some chunk could not be done so far. */
  failed: boolean
}

/** The newest. */
export async function officeRounds(acting: Db, authority: string): Promise<OfficeRound[]> {
  const { rows } = await sql<OfficeRound>`
    select r.id, r.cause, r.as_of::text as "asOf", r.holders, r.done_at is not null as done, c.*
    from (
      select * from population_reevaluations where authority = ${authority} and (holders > 0 or done_at is null) order by id desc limit 30
    ) r, lateral (
      select coalesce(sum(evaluated), 0)::int as evaluated, coalesce(sum(begun), 0)::int as begun, coalesce(sum(ended), 0)::int as ended,
        coalesce(sum(told), 0)::int as told, coalesce(sum(unreached), 0)::int as unreached, coalesce(bool_or(fault is not null and done_at is null), false) as failed
      from population_chunks c where c.reevaluation = r.id
    ) c order by r.id desc`.execute(acting)
  return rows
}

export interface OfficeObjection {
  id: string
  holder: number
  text: string
  at: Date
}

/** Those that wait for an answer, the oldest first. */
export async function openObjections(acting: Db, authority: string): Promise<OfficeObjection[]> {
  const { rows } = await sql<OfficeObjection>`
    select id, holder, text, at from population_objections
    where authority = ${authority} and answer is null order by at, id limit 50`.execute(acting)
  return rows
}

/** Writes that there is an answer to whoever objected by a letter; who has an account is told there. */
export async function mailObjector(
  acting: Db,
  { id, lang, subject, text }: { id: string; lang: string; subject: string; text: string },
): Promise<void> {
  await sql`select mail_objector(${id}, ${lang}, ${subject}, ${text})`.execute(acting)
}

/** Answers whose it was; null: there is none that waits. */
export async function answerObjection(
  acting: Db,
  { authority, id, text }: { authority: string; id: string; text: string },
): Promise<{ person: string | null } | null> {
  const { rows } = await sql<{ person: string | null }>`
    with answered as (
      update population_objections set answer = ${text}, answered_at = now()
      where id = ${id} and authority = ${authority} and answer is null returning id
    ) select objector(id) as person from answered`.execute(acting)
  return rows[0] ?? null
}
