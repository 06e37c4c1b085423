// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Localized } from '../../kernel/index.ts'
import type { Standing } from '../permissions/decide-permission.model.ts'
import { isRole } from '../permissions/roles.model.ts'

/** At the door: whose account that is at the provider, where theirs here is in use. It is noted as used. */
export async function useLink(door: Db, provider: string, account: string): Promise<string | null> {
  const { rows } = await sql<{ person: string }>`
    update provider_links l set used_at = now() from people p
    where l.provider = ${provider} and l.account = ${account} and p.id = l.person and p.status = 'active'
    returning l.person`.execute(door)
  return rows[0]?.person ?? null
}

/** Answers its id; null: that account, or this person, is linked already. */
export async function addLink(
  transaction: Db,
  link: { provider: string; account: string; person: string },
): Promise<string | null> {
  const { provider, account, person } = link
  const { rows } = await sql<{ id: string }>`
    insert into provider_links (provider, account, person) values (${provider}, ${account}, ${person})
    on conflict do nothing returning id`.execute(transaction)
  return rows[0]?.id ?? null
}

/** A link as its owner sees it. */
export interface OwnLink {
  id: string
  provider: string
  authority: string
  names: Localized
  vouches: boolean
  disabled: boolean
  createdAt: Date
  usedAt: Date | null
}

/** At the door, where the names of providers are seen. */
export async function listLinks(door: Db, person: string): Promise<OwnLink[]> {
  const { rows } = await sql<OwnLink>`
    select l.id, l.provider, p.authority, p.names, p.vouches, p.disabled_at is not null as disabled,
      l.created_at as "createdAt", l.used_at as "usedAt"
    from provider_links l join providers p on p.id = l.provider
    where l.person = ${person} order by l.created_at, l.id`.execute(door)
  return rows
}

/** Of the acting person. Whether there was such a one. */
export async function removeLink(transaction: Db, id: string): Promise<boolean> {
  const result = await sql`
    delete from provider_links where id = ${id} and person = acting_person()`.execute(transaction)
  return Number(result.numAffectedRows ?? 0) > 0
}

/** At the door: every role that somebody holds, or will. One that this program does not know counts as staff of the platform. */
export async function standingsOf(door: Db, person: string): Promise<Standing[]> {
  const { rows } = await sql<{ role: string; authority: string | null }>`
    select role, authority from memberships where person = ${person} and (valid_until is null or now() < valid_until)`.execute(
    door,
  )
  return rows.map(({ role, authority }) =>
    isRole(role) ? { role, authority } : { role: 'platform-administrator', authority: null },
  )
}

/** What an invitation says to who holds its link, if it can still be accepted. */
export async function findOpenInvitation(
  door: Db,
  token: Buffer,
): Promise<{ authority: string | null; name: string | null; address: string; lang: string } | null> {
  const { rows } = await sql<{ authority: string | null; name: string | null; address: string; lang: string }>`
    select authority, name, address, lang from find_invitation(${token})
    where state = 'open' and address is not null`.execute(door)
  return rows[0] ?? null
}
