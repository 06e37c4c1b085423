// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

export interface NewInvitation {
  /** SHA-256 of the token in the link. */
  token: Buffer
  role: string
  authority: string | null
  jurisdiction: string | null
  name: string
  address: string
  lang: string
  note: string | null
  roleUntil: Date | null
  invitedBy: string
  /** ISO 8601: how long the link is good. */
  lasting: string
}

/** As the acting person, who has to be allowed to grant the role. */
export async function addInvitation(acting: Db, invitation: NewInvitation): Promise<string> {
  const { token, role, authority, jurisdiction, name, address, lang, note, roleUntil, invitedBy, lasting } = invitation
  await sql`select sweep_invitations()`.execute(acting)
  const { rows } = await sql<{ id: string }>`
    insert into invitations (token, role, authority, jurisdiction, name, address, lang, note, role_until, invited_by, expires_at)
    values (${token}, ${role}, ${authority}, ${jurisdiction}, ${name}, ${address}, ${lang}, ${note}, ${roleUntil}, ${invitedBy},
      now() + ${lasting}::interval)
    returning id`.execute(acting)
  return rows[0]?.id ?? ''
}

/** An invitation that nobody has answered yet. */
export interface OpenInvitation {
  id: string
  role: string
  authority: string | null
  jurisdiction: string | null
  name: string
  address: string
  lang: string
  roleUntil: Date | null
  invitedBy: string | null
  invitedAt: Date
  expiresAt: Date
  /** The link is good no more; it can be sent again. */
  expired: boolean
  /** The last day of the role is past: nobody can take it on any more. */
  over: boolean
}

const openColumns = sql`
  i.id, i.role, i.authority, i.jurisdiction, i.name, i.address, i.lang, i.role_until as "roleUntil", p.name as "invitedBy",
  i.invited_at as "invitedAt", i.expires_at as "expiresAt", i.expires_at <= now() as expired,
  coalesce(i.role_until <= now(), false) as over`

const isOpen = sql`i.answered_at is null and i.withdrawn_at is null and i.address is not null`

/** For one authority, or for the platform (null), as far as the acting person may see them; the newest first. */
export async function listInvitations(acting: Db, authority: string | null): Promise<OpenInvitation[]> {
  const { rows } = await sql<OpenInvitation>`
    select ${openColumns} from invitations i left join people p on p.id = i.invited_by
    where i.authority is not distinct from ${authority} and ${isOpen}
    order by i.invited_at desc limit 200`.execute(acting)
  return rows
}

/** One of them, locked until the transaction ends. */
export async function takeInvitation(acting: Db, id: string): Promise<OpenInvitation | null> {
  const { rows } = await sql<OpenInvitation>`
    select ${openColumns} from invitations i left join people p on p.id = i.invited_by
    where i.id = ${id} and ${isOpen} for update of i`.execute(acting)
  return rows[0] ?? null
}

/** A new link; the one before opens nothing any more. */
export async function renewInvitation(acting: Db, id: string, token: Buffer, lasting: string): Promise<void> {
  await sql`
    update invitations set token = ${token}, expires_at = now() + ${lasting}::interval where id = ${id}`.execute(acting)
}

export async function withdrawInvitation(acting: Db, id: string, by: string): Promise<void> {
  await sql`
    update invitations set withdrawn_at = now(), withdrawn_by = ${by}, name = null, address = null where id = ${id}`.execute(
    acting,
  )
}

/**
 * `over`: the role would have ended by now; `no-longer`: whoever sent it may not grant the role any more; `held`: the person has the role
 * already.
 */
export type InvitationState = 'open' | 'withdrawn' | 'accepted' | 'declined' | 'over' | 'expired' | 'no-longer' | 'held'

/** What an invitation says to who holds its link. */
export interface Invitation {
  id: string
  role: string
  authority: string | null
  jurisdiction: string | null
  name: string | null
  address: string | null
  lang: string
  note: string | null
  roleUntil: Date | null
  invitedBy: string
  expiresAt: Date
  state: InvitationState
}

/** Null: no invitation has this link. Nobody need be acting. */
export async function findInvitation(db: Db, token: Buffer): Promise<Invitation | null> {
  const { rows } = await sql<Invitation>`
    select id, role, authority, jurisdiction, name, address, lang, note, role_until as "roleUntil", invited_by as "invitedBy",
      expires_at as "expiresAt", state
    from find_invitation(${token})`.execute(db)
  return rows[0] ?? null
}

export interface Answered {
  id: string
  membership: string | null
  role: string
  authority: string | null
  jurisdiction: string | null
  /** The person who sent it. */
  invitedBy: string
  /** `open`: it was, and is answered now. */
  state: InvitationState
}

/** The acting person says yes or no; the database asks everything again. */
export async function answerInvitation(acting: Db, token: Buffer, yes: boolean): Promise<Answered | null> {
  const { rows } = await sql<Answered>`
    select id, membership, role, authority, jurisdiction, invited_by as "invitedBy", state
    from answer_invitation(${token}, ${yes})`.execute(acting)
  return rows[0] ?? null
}
