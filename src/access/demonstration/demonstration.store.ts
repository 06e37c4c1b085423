// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/** People whose account is open and who are none of the demonstration. As the owner. */
export async function countRealPeople(owner: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from people where status = 'active' and not demonstration`.execute(owner)
  return rows[0]?.n ?? 0
}

/** Whoever becomes a person from now on is one of the demonstration, or is not. Answers whether that is new. As the owner. */
export async function noteDemonstration(owner: Db, on: boolean): Promise<boolean> {
  const noted = await sql`update installation set demonstration = ${on} where demonstration <> ${on}`.execute(owner)
  return Number(noted.numAffectedRows ?? 0) > 0
}

export interface DemonstrationPerson {
  person: string
  name: string
  language: string
}

/** As the owner. */
export async function putPerson(owner: Db, { person, name, language }: DemonstrationPerson): Promise<void> {
  await sql`
    insert into people (id, name, language, demonstration) values (${person}, ${name}, ${language}, true)
    on conflict (id) do update set name = excluded.name, status = 'active'
      where people.demonstration and (people.name <> excluded.name or people.status <> 'active')`.execute(owner)
}

/** As the owner: nobody has granted it. */
export async function putRole(owner: Db, person: string, role: string, authority: string | null): Promise<void> {
  await sql`
    insert into memberships (person, role, authority)
    select ${person}, ${role}, ${authority}
    where not exists (
      select from memberships
      where person = ${person} and role = ${role} and authority is not distinct from ${authority}
        and jurisdiction is null and valid_until is null
    )`.execute(owner)
}

/** Ends every account of the demonstration with its sessions, and frees its addresses. Answers how many. As the owner. */
export async function endDemonstrationPeople(owner: Db): Promise<number> {
  await sql`delete from sessions s using people p where p.id = s.person and p.demonstration`.execute(owner)
  await sql`delete from identifiers i using people p where p.id = i.person and p.demonstration`.execute(owner)
  const ended = await sql`update people set status = 'ended' where demonstration and status = 'active'`.execute(owner)
  return Number(ended.numAffectedRows ?? 0)
}

/**
 * Ends what people of the demonstration have set up for others: what authorities say of themselves, who was invited and who was asked to
 * answer for a body; and whom they are at providers. Answers how many. As the owner.
 */
export async function endDemonstrationWork(
  owner: Db,
): Promise<Record<'settings' | 'invitations' | 'contacts', number>> {
  await sql`delete from provider_links l using people p where p.id = l.person and p.demonstration`.execute(owner)
  const settings = await sql`
    delete from authority_settings s using people p where p.id = s.changed_by and p.demonstration`.execute(owner)
  const invitations = await sql`
    update invitations i set withdrawn_at = now(), withdrawn_by = i.invited_by, name = null, address = null
    from people p where p.id = i.invited_by and p.demonstration and i.answered_at is null and i.withdrawn_at is null`.execute(
    owner,
  )
  const contacts = await sql`
    update verification_contacts c
    set closed_at = now(), closed_as = 'withdrawn', closed_by = c.invited_by, expires_at = now(), name = null, address = null
    from people p where p.id = c.invited_by and p.demonstration and c.closed_at is null`.execute(owner)
  const [settingsEnded, invitationsEnded, contactsEnded] = [settings, invitations, contacts].map(
    ({ numAffectedRows }) => Number(numAffectedRows ?? 0),
  ) as [number, number, number]
  return { settings: settingsEnded, invitations: invitationsEnded, contacts: contactsEnded }
}

/**
 * When the demonstration has just ended: what it would have sent stays here, and every sign-in at a provider is shut, since all of them
 * stood in the demonstration. Answers how many. As the owner.
 */
export async function shutDemonstration(owner: Db): Promise<Record<'messages' | 'providers', number>> {
  const messages = await sql`
    update outgoing_messages set state = 'withdrawn', text = '', closed_at = now() where closed_at is null`.execute(
    owner,
  )
  const providers = await sql`
    update providers set disabled_at = now(), changed_at = now() where disabled_at is null`.execute(owner)
  return { messages: Number(messages.numAffectedRows ?? 0), providers: Number(providers.numAffectedRows ?? 0) }
}

/** Whether this account of the demonstration may be used. At the door. */
export async function isOpen(door: Db, person: string): Promise<boolean> {
  const { rows } = await sql`
    select from people where id = ${person} and demonstration and status = 'active'`.execute(door)
  return rows.length > 0
}
