// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../../db/index.ts'
import type { OwnEntitlement, OwnObjection } from './own.store.ts'

/** What a letter opens; `ticket`: SHA-256 of what its link ends in. */
export interface Letter {
  authority: string
  /** From when on it opens no more. */
  until: Date
}

/** Null: it opens nothing, or no more. */
export async function findLetter(acting: Db, ticket: Buffer): Promise<Letter | null> {
  const { rows } = await sql<Letter>`select authority, until from letter_holder(${ticket})`.execute(acting)
  return rows[0] ?? null
}

export async function letterEntitlements(acting: Db, ticket: Buffer): Promise<OwnEntitlement[]> {
  const { rows } = await sql<OwnEntitlement>`
    select authority, id, place, outcome, standing, rule, since::text as since, until::text as until, ended_by as "endedBy", hold
    from letter_entitlements(${ticket})`.execute(acting)
  return rows
}

export async function letterObjections(acting: Db, ticket: Buffer): Promise<OwnObjection[]> {
  const { rows } = await sql<OwnObjection>`
    select text, at, answer, answered_at as "answeredAt" from letter_objections(${ticket})`.execute(acting)
  return rows
}

/** Null: it opens no more, the entitlement is another's, or too many of their objections wait. */
export async function objectByLetter(
  acting: Db,
  ticket: Buffer,
  { entitlement, text }: { entitlement: number | null; text: string },
): Promise<{ id: string; authority: string } | null> {
  const { rows } = await sql<{ id: string; authority: string }>`
    select id, authority from object_by_letter(${ticket}, ${entitlement}, ${text})`.execute(acting)
  return rows[0] ?? null
}
