// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { ContactAnswer } from './shown-contact.model.ts'

export interface NewContact {
  /** SHA-256 of the token in the link. */
  token: Buffer
  authority: string
  /** Id of an awarding body. */
  body: string
  name: string
  address: string
  lang: string
  invitedBy: string
  /** ISO 8601: how long they can confirm. */
  lasting: string
}

/** As the acting person, who has to be allowed to. */
export async function addContact(acting: Db, contact: NewContact): Promise<string> {
  const { token, authority, body, name, address, lang, invitedBy, lasting } = contact
  const { rows } = await sql<{ id: string }>`
    insert into verification_contacts (token, authority, body, name, address, lang, invited_by, expires_at)
    values (${token}, ${authority}, ${body}, ${name}, ${address}, ${lang}, ${invitedBy}, now() + ${lasting}::interval)
    returning id`.execute(acting)
  return rows[0]?.id ?? ''
}

/** Somebody who is asked, or has said that they answer for a body. */
export interface Contact {
  id: string
  authority: string
  body: string
  name: string
  address: string
  lang: string
  invitedBy: string | null
  invitedAt: Date
  confirmedAt: Date | null
  /** Until when they can confirm; null: they have. */
  expiresAt: Date | null
  /** It is too late to confirm. */
  expired: boolean
}

const columns = sql`
  c.id, c.authority, c.body, c.name, c.address, c.lang, p.name as "invitedBy", c.invited_at as "invitedAt", c.confirmed_at as "confirmedAt",
  c.expires_at as "expiresAt", coalesce(c.expires_at <= now(), false) as expired`

/** Of an authority, as far as the acting person may see them; by body, then the newest. */
export async function listContacts(acting: Db, authority: string): Promise<Contact[]> {
  const { rows } = await sql<Contact>`
    select ${columns} from verification_contacts c left join people p on p.id = c.invited_by
    where c.authority = ${authority} and c.closed_at is null
    order by c.body, c.invited_at desc limit 1000`.execute(acting)
  return rows
}

/** One of them, locked until the transaction ends. */
export async function takeContact(acting: Db, id: string): Promise<Contact | null> {
  const { rows } = await sql<Contact>`
    select ${columns} from verification_contacts c left join people p on p.id = c.invited_by
    where c.id = ${id} and c.closed_at is null for update of c`.execute(acting)
  return rows[0] ?? null
}

/** A new link, of who asks now; the one before opens nothing any more. */
export async function renewContact(
  acting: Db,
  id: string,
  { token, invitedBy, lasting }: Pick<NewContact, 'token' | 'invitedBy' | 'lasting'>,
): Promise<void> {
  await sql`
    update verification_contacts
    set token = ${token}, invited_by = ${invitedBy}, invited_at = now(), expires_at = now() + ${lasting}::interval
    where id = ${id}`.execute(acting)
}

export async function withdrawContact(acting: Db, id: string, by: string): Promise<void> {
  await sql`
    update verification_contacts
    set closed_at = now(), closed_as = 'withdrawn', closed_by = ${by}, expires_at = now(), name = null, address = null
    where id = ${id}`.execute(acting)
}

/** `no-longer`: whoever asked may not do so any more. */
export type ContactState = 'open' | 'confirmed' | 'declined' | 'ended' | 'withdrawn' | 'expired' | 'no-longer'

/** What a link says to who holds it. */
export interface AskedContact {
  id: string
  authority: string
  body: string
  name: string | null
  invitedBy: string
  expiresAt: Date | null
  state: ContactState
}

/** Null: nobody was asked by this link. Nobody need be acting. */
export async function findContact(db: Db, token: Buffer): Promise<AskedContact | null> {
  const { rows } = await sql<AskedContact>`
    select id, authority, body, name, invited_by as "invitedBy", expires_at as "expiresAt", state
    from find_contact(${token})`.execute(db)
  return rows[0] ?? null
}

export interface AnsweredContact {
  id: string
  authority: string
  body: string
  /** Who asked. */
  inviter: string
  /** What it was before. */
  state: ContactState
  /** False: this was not the time for such an answer, and nothing was changed. */
  done: boolean
}

export async function answerContact(db: Db, token: Buffer, said: ContactAnswer): Promise<AnsweredContact | null> {
  const { rows } = await sql<AnsweredContact>`
    select id, authority, body, inviter, state, done from answer_contact(${token}, ${said})`.execute(db)
  return rows[0] ?? null
}
