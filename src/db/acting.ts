// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from './handle.ts'

/** Who acts; null: nobody has signed in. */
export interface Actor {
  person: string | null
  /** They have proved who they are by a password alone: roles that need a second factor do not count. */
  weak?: boolean
}

/**
 * One transaction in which row-level security lets through what the person may see and do. Whoever forgets it sees nothing of a
 * protected table: the server works as `passerelle_app`, which owns no table.
 */
export function actingAs<Result>(
  db: Db,
  { person, weak = false }: Actor,
  act: (transaction: Db) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (transaction) => {
    await sql`
      select set_config('passerelle.person', ${person ?? ''}, true), set_config('passerelle.weak', ${weak ? 'on' : ''}, true)
    `.execute(transaction)
    return act(transaction)
  })
}

/** The role of the database that the server works as (migrations/0014). */
export const appRole = 'passerelle_app'
