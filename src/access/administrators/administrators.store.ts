// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/** Waits for whoever else makes or ends an administrator, until the transaction ends. The database takes the same lock (migration 0032). */
export async function lockAdministrators(transaction: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(5741203378)`.execute(transaction)
}

/**
 * How many platform administrators there are whose account is open, those to come included: one whom somebody else has just made began
 * after this transaction did. As the owner.
 */
export async function countAdministrators(owner: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct m.person)::integer as n from memberships m join people p on p.id = m.person
    where m.role = 'platform-administrator' and p.status = 'active'
      and (m.valid_until is null or now() < m.valid_until)`.execute(owner)
  return rows[0]?.n ?? 0
}

/** Whether this person is one. As the owner. */
export async function isAdministrator(owner: Db, person: string): Promise<boolean> {
  const { rows } = await sql`
    select from memberships
    where person = ${person} and role = 'platform-administrator' and (valid_until is null or now() < valid_until)`.execute(
    owner,
  )
  return rows.length > 0
}

/** As the owner: nobody has granted it. */
export async function addAdministrator(owner: Db, person: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into memberships (person, role) values (${person}, 'platform-administrator') returning id`.execute(owner)
  return rows[0]?.id ?? ''
}
