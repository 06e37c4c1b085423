// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

export interface NewTicket {
  /** SHA-256 of the token. */
  id: Buffer
  purpose: string
  person: string | null
  content: unknown
  /** ISO 8601 duration. */
  lasting: string
}

/** At the door, as all of these. */
export async function addTicket(door: Db, { id, purpose, person, content, lasting }: NewTicket): Promise<void> {
  await sql`
    insert into tickets (id, purpose, person, content, expires_at)
    values (${id}, ${purpose}, ${person}, ${JSON.stringify(content)}::jsonb, now() + ${lasting}::interval)`.execute(
    door,
  )
}

export interface TicketRow {
  person: string | null
  content: unknown
  tries: number
  expiresAt: Date
}

/** A ticket that is still good. Locked until the transaction ends, so that no two use it at once. */
export async function findTicket(door: Db, id: Buffer, purpose: string): Promise<TicketRow | null> {
  const { rows } = await sql<TicketRow>`
    select person, content, tries, expires_at as "expiresAt" from tickets
    where id = ${id} and purpose = ${purpose} and used_at is null and now() < expires_at for update`.execute(door)
  return rows[0] ?? null
}

export async function useTicket(door: Db, id: Buffer): Promise<void> {
  await sql`update tickets set used_at = now(), content = '{}' where id = ${id}`.execute(door)
}

/** One more try; after so many it is good no more. */
export async function countTry(door: Db, id: Buffer, most: number): Promise<void> {
  await sql`
    update tickets set tries = tries + 1, used_at = case when tries + 1 >= ${most} then now() end
    where id = ${id} and used_at is null`.execute(door)
}

/** Others of the same purpose and person are good no more: only the newest link opens. */
export async function useOthers(door: Db, person: string, purpose: string): Promise<void> {
  await sql`
    update tickets set used_at = now(), content = '{}'
    where person = ${person} and purpose = ${purpose} and used_at is null`.execute(door)
}

/** Whatever has been begun for a person is good no more: half sign-ins, links on their way, codes. */
export async function useAllOf(door: Db, person: string): Promise<void> {
  await sql`update tickets set used_at = now(), content = '{}' where person = ${person} and used_at is null`.execute(
    door,
  )
}

/** What has been used or has expired longer ago than a week tells nobody anything. */
export async function sweepTickets(door: Db): Promise<void> {
  await sql`delete from tickets where coalesce(used_at, expires_at) < now() - interval '7 days'`.execute(door)
}
