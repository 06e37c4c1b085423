// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from './handle.ts'

/**
 * One transaction at the door, where somebody proves who they are: it sees what sign-in needs (identifiers, secrets, tickets) and
 * nothing else. Only `src/access` may stand there; a wall keeps it so.
 */
export function atTheDoor<Result>(db: Db, act: (transaction: Db) => Promise<Result>): Promise<Result> {
  return db.transaction().execute(async (transaction) => {
    await sql`select set_config('passerelle.person', '', true), set_config('passerelle.door', 'open', true)`.execute(
      transaction,
    )
    return act(transaction)
  })
}
