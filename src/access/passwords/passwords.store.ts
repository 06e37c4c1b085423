// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/** The password of somebody as it is kept; null: they have none. At the door. */
export async function findPassword(door: Db, person: string): Promise<string | null> {
  const { rows } = await sql<{ hash: string }>`select hash from passwords where person = ${person}`.execute(door)
  return rows[0]?.hash ?? null
}

export async function putPassword(door: Db, person: string, hash: string): Promise<void> {
  await sql`
    insert into passwords (person, hash) values (${person}, ${hash})
    on conflict (person) do update set hash = excluded.hash, changed_at = now()`.execute(door)
}

/** The same password, kept with today's parameters; unless it has been changed meanwhile. */
export async function renewHash(door: Db, person: string, before: string, hash: string): Promise<void> {
  await sql`update passwords set hash = ${hash} where person = ${person} and hash = ${before}`.execute(door)
}
