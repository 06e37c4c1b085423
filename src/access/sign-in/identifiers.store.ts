// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Identifier } from './identifier.model.ts'

/** Somebody who is known by an address that they have shown to be theirs. */
export interface Known {
  id: string
  person: string
  name: string
  /** The address as its owner wrote it: messages go there, never to what a stranger typed. */
  value: string
  language: string | null
}

/** Who has this address; null: nobody, or nobody whose account is open. At the door. */
export async function findKnown(
  door: Db,
  { kind, folded }: Pick<Identifier, 'kind' | 'folded'>,
): Promise<Known | null> {
  const { rows } = await sql<Known>`
    select i.id, i.person, p.name, i.value, p.language from identifiers i join people p on p.id = i.person
    where i.kind = ${kind} and i.folded = ${folded} and i.verified_at is not null and p.status = 'active'`.execute(door)
  return rows[0] ?? null
}

/** Whether anybody has shown this address to be theirs, also somebody whose account has ended. */
export async function isTaken(door: Db, { kind, folded }: Pick<Identifier, 'kind' | 'folded'>): Promise<boolean> {
  const { rows } = await sql`
    select from identifiers where kind = ${kind} and folded = ${folded} and verified_at is not null`.execute(door)
  return rows.length > 0
}

/** Adds an address that somebody has shown to be theirs; null: it is somebody's already. */
export async function addIdentifier(door: Db, person: string, identifier: Identifier): Promise<string | null> {
  const { kind, value, folded } = identifier
  const { rows } = await sql<{ id: string }>`
    insert into identifiers (person, kind, value, folded, verified_at) values (${person}, ${kind}, ${value}, ${folded}, now())
    on conflict (kind, folded) where verified_at is not null do nothing
    returning id`.execute(door)
  return rows[0]?.id ?? null
}

export interface OwnIdentifier {
  id: string
  kind: 'email' | 'phone'
  value: string
  folded: string
}

/** Of one person, the oldest first. */
export async function listIdentifiers(door: Db, person: string): Promise<OwnIdentifier[]> {
  const { rows } = await sql<OwnIdentifier>`
    select id, kind, value, folded from identifiers where person = ${person} and verified_at is not null
    order by created_at, id`.execute(door)
  return rows
}

/** Removes one, never the last; two at once wait for each other. Answers what was removed. */
export async function removeIdentifier(door: Db, person: string, id: string): Promise<OwnIdentifier | null> {
  await sql`select id from identifiers where person = ${person} order by id for update`.execute(door)
  const { rows } = await sql<OwnIdentifier>`
    delete from identifiers
    where person = ${person} and id = ${id} and verified_at is not null
      and exists (select from identifiers o where o.person = ${person} and o.id <> ${id} and o.verified_at is not null)
    returning id, kind, value, folded`.execute(door)
  return rows[0] ?? null
}

/** A new person, who is a holder: everyone is. At the door. */
export async function addPerson(
  door: Db,
  { name, language }: { name: string; language: string | null },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into people (name, language) values (${name}, ${language}) returning id`.execute(door)
  const id = rows[0]?.id ?? ''
  await sql`insert into memberships (person, role) values (${id}, 'holder')`.execute(door)
  return id
}

/** How somebody is called and written to; null: nobody, or an account that has ended. At the door. */
export async function findPerson(door: Db, person: string): Promise<{ name: string; language: string | null } | null> {
  const { rows } = await sql<{ name: string; language: string | null }>`
    select name, language from people where id = ${person} and status = 'active'`.execute(door)
  return rows[0] ?? null
}
