// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/** Whether somebody has set up a second factor. At the door. */
export async function hasSecondFactor(door: Db, person: string): Promise<boolean> {
  const { rows } = await sql`select from second_factors where person = ${person}`.execute(door)
  return rows.length > 0
}
