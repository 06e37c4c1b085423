// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/** Whether somebody has set up a second factor. At the door, as all of these. */
export async function hasSecondFactor(door: Db, person: string): Promise<boolean> {
  const { rows } = await sql`select from second_factors where person = ${person}`.execute(door)
  return rows.length > 0
}

export interface KeptFactor {
  locked: Buffer
  lastStep: number
}

/** Locked until the transaction ends, so that no two use one code. */
export async function findFactor(door: Db, person: string): Promise<KeptFactor | null> {
  const { rows } = await sql<KeptFactor>`
    select locked, last_step as "lastStep" from second_factors where person = ${person} for update`.execute(door)
  return rows[0] ?? null
}

export async function putFactor(door: Db, person: string, { locked, lastStep }: KeptFactor): Promise<void> {
  await sql`
    insert into second_factors (person, locked, last_step) values (${person}, ${locked}, ${lastStep})
    on conflict (person) do update set locked = excluded.locked, last_step = excluded.last_step, created_at = now()`.execute(
    door,
  )
}

export async function noteStep(door: Db, person: string, step: number): Promise<void> {
  await sql`update second_factors set last_step = ${step} where person = ${person}`.execute(door)
}

/** The second factor and the codes that stand for it. */
export async function removeFactor(door: Db, person: string): Promise<void> {
  await sql`delete from second_factors where person = ${person}`.execute(door)
  await sql`delete from recovery_codes where person = ${person}`.execute(door)
}

/** New recovery codes; the old ones open nothing any more. */
export async function putRecoveryCodes(door: Db, person: string, hashes: readonly Buffer[]): Promise<void> {
  await sql`delete from recovery_codes where person = ${person}`.execute(door)
  await sql`insert into recovery_codes (person, hash) select ${person}, h from unnest(${hashes}::bytea[]) h`.execute(
    door,
  )
}

/** Takes one; false: it is none, or has been used. */
export async function useRecoveryCode(door: Db, person: string, hash: Buffer): Promise<boolean> {
  const { rows } = await sql`
    update recovery_codes set used_at = now() where person = ${person} and hash = ${hash} and used_at is null
    returning 1 as one`.execute(door)
  return rows.length > 0
}

export async function countRecoveryCodes(door: Db, person: string): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    select count(*)::integer as left from recovery_codes where person = ${person} and used_at is null`.execute(door)
  return rows[0]?.left ?? 0
}
