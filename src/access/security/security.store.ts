// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/** How long a proof counts for what has consequences. */
export const proofLasts = 'PT15M'

/** Whether whoever has this session proved who they are within the last quarter of an hour. By the clock of the database, which began it. */
export async function hasRecentProof(db: Db, session: Buffer): Promise<boolean> {
  const { rows } = await sql<{ recent: boolean }>`
    select coalesce(session_proved_at(${session}) > now() - ${proofLasts}::interval, false) as recent`.execute(db)
  return rows[0]?.recent ?? false
}

/** When somebody's password was last set; null: they have none. At the door. */
export async function passwordSetAt(door: Db, person: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`select changed_at as at from passwords where person = ${person}`.execute(
    door,
  )
  return rows[0]?.at ?? null
}
