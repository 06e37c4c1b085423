// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { WaysIn } from './passkeys.model.ts'

/** Of the acting person, or at the door of anybody. Until the transaction ends nobody else asks for the same person. */
export async function waysInOf(transaction: Db, person: string): Promise<WaysIn> {
  const { rows } = await sql<WaysIn>`
    select password, second_factor as "secondFactor", passkeys, providers, vouching from ways_in(${person})`.execute(
    transaction,
  )
  return rows[0] ?? { password: false, secondFactor: false, passkeys: 0, providers: 0, vouching: 0 }
}
