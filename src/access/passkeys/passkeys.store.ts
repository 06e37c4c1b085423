// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { OwnPasskey } from './passkeys.model.ts'

export interface NewPasskey {
  person: string
  credential: Buffer
  handle: Buffer
  publicKey: Buffer
  counter: number
  transports: readonly string[]
  deviceType: 'singleDevice' | 'multiDevice'
  backedUp: boolean
  name: string
}

/** Answers its id; null: there is one with this credential already. */
export async function addPasskeyRow(transaction: Db, passkey: NewPasskey): Promise<string | null> {
  const { person, credential, handle, publicKey, counter, transports, deviceType, backedUp, name } = passkey
  const { rows } = await sql<{ id: string }>`
    insert into passkeys (person, credential, handle, public_key, counter, transports, device_type, backed_up, name)
    values (${person}, ${credential}, ${handle}, ${publicKey}, ${counter}, ${[...transports]}::text[], ${deviceType}, ${backedUp}, ${name})
    on conflict (credential) do nothing returning id`.execute(transaction)
  return rows[0]?.id ?? null
}

/** Those of the acting person, newest first. */
export async function listOwnPasskeys(transaction: Db): Promise<OwnPasskey[]> {
  const { rows } = await sql<OwnPasskey>`
    select id, name, device_type = 'multiDevice' as synced, created_at as "createdAt", used_at as "usedAt"
    from passkeys where person = acting_person() order by created_at desc, id`.execute(transaction)
  return rows
}

/** Of the acting person. Whether there was such a one. */
export async function renamePasskeyRow(transaction: Db, id: string, name: string): Promise<boolean> {
  const result = await sql`
    update passkeys set name = ${name} where id = ${id} and person = acting_person()`.execute(transaction)
  return Number(result.numAffectedRows ?? 0) > 0
}

/** Of the acting person. Its name; null: there was none. */
export async function removePasskeyRow(transaction: Db, id: string): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    delete from passkeys where id = ${id} and person = acting_person() returning name`.execute(transaction)
  return rows[0]?.name ?? null
}

/** What an authenticator is told of somebody who adds one: names for its list, and what it has already. */
export interface Registrant {
  name: string
  /** An address of theirs. */
  address: string | null
  handle: Buffer | null
  known: { credential: Buffer; transports: string[] }[]
}

/** At the door; null: nobody who has an account in use. */
export async function findRegistrant(door: Db, person: string): Promise<Registrant | null> {
  const { rows } = await sql<Omit<Registrant, 'known'>>`
    select p.name,
      (select i.value from identifiers i where i.person = p.id and i.verified_at is not null order by i.kind, i.verified_at limit 1) as address,
      (select k.handle from passkeys k where k.person = p.id order by k.created_at limit 1) as handle
    from people p where p.id = ${person} and p.status = 'active'`.execute(door)
  const [row] = rows
  if (row === undefined) return null
  const known = await sql<Registrant['known'][number]>`
    select credential, transports from passkeys where person = ${person}`.execute(door)
  return { ...row, known: known.rows }
}

export interface StoredPasskey {
  id: string
  person: string
  handle: Buffer
  publicKey: Buffer
  counter: number
}

/** At the door: of somebody who has an account in use. */
export async function findPasskey(door: Db, credential: Buffer): Promise<StoredPasskey | null> {
  const { rows } = await sql<StoredPasskey>`
    select k.id, k.person, k.handle, k.public_key as "publicKey", k.counter::float8 as counter
    from passkeys k join people p on p.id = k.person
    where k.credential = ${credential} and p.status = 'active'`.execute(door)
  return rows[0] ?? null
}

/** At the door: it has signed. False: it counts no further than it did before, so it, or a copy of it, has signed in between. */
export async function notePasskeyUse(
  door: Db,
  id: string,
  { counter, backedUp }: { counter: number; backedUp: boolean },
): Promise<boolean> {
  const result = await sql`
    update passkeys set counter = ${counter}, backed_up = ${backedUp}, used_at = now()
    where id = ${id} and (counter < ${counter} or (counter = 0 and ${counter} = 0))`.execute(door)
  return Number(result.numAffectedRows ?? 0) > 0
}
