// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Beginnings } from './home.model.ts'

/** Of the acting person, as far as they may see. */
export async function findBeginnings(acting: Db, person: string, administers: readonly string[]): Promise<Beginnings> {
  const { rows } = await sql<Beginnings>`
    select have_second_proof() as "secondProof",
      exists (select from identifiers where person = ${person} and verified_at is not null) as address,
      exists (
        select from memberships where authority = any (${administers}::text[]) and person <> ${person}
          and (valid_until is null or now() < valid_until)
      ) as colleagues,
      exists (
        select from memberships where role = 'authority-administrator' and (valid_until is null or now() < valid_until)
      ) as administrators,
      exists (select from audit_checks where finished_at is not null) as chain`.execute(acting)
  const [row] = rows
  return row ?? { secondProof: false, address: false, colleagues: false, administrators: false, chain: false }
}
