// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/** When a wait begins, and how long it is: each wrong guess after the first doubles it. ISO 8601. */
export interface GuessLimit {
  free: number
  first: string
  longest: string
}

/**
 * Counts one guess before it is looked at, so that a thousand at once are a thousand. Counted: it may be looked at; not counted: a wait
 * is on, and it changes nothing. What is a day old is forgotten.
 */
export async function countGuess(
  door: Db,
  id: Buffer,
  { free, first, longest }: GuessLimit,
): Promise<{ counted: boolean; wrong: number }> {
  const wrong = sql`case when g.last_at < now() - interval '1 day' then 1 else g.wrong + 1 end`
  const { rows } = await sql<{ counted: boolean; wrong: number }>`
    insert into guesses as g (id, wrong) values (${id}, 1)
    on conflict (id) do update set
      wrong = case when g.wait_until > now() then g.wrong else ${wrong} end,
      wait_until = case
        when g.wait_until > now() then g.wait_until
        when ${wrong} >= ${free}::integer
          then now() + least(${first}::interval * power(2, least(${wrong} - ${free}::integer, 20)), ${longest}::interval)
      end,
      last_at = case when g.wait_until > now() then g.last_at else now() end
    returning wrong, last_at = now() as counted`.execute(door)
  return rows[0] ?? { counted: false, wrong: 0 }
}

/** What was proved is not held against anybody. */
export async function forgetGuesses(door: Db, ids: readonly Buffer[]): Promise<void> {
  await sql`delete from guesses where id = any(${ids}::bytea[])`.execute(door)
}

/** One guess was none. */
export async function takeBackGuess(door: Db, id: Buffer): Promise<void> {
  await sql`delete from guesses where id = ${id} and wrong = 1`.execute(door)
  await sql`update guesses set wrong = wrong - 1 where id = ${id} and wrong > 1`.execute(door)
}

export async function sweepGuesses(door: Db): Promise<void> {
  await sql`delete from guesses where last_at < now() - interval '2 days' and coalesce(wait_until < now(), true)`.execute(
    door,
  )
}
