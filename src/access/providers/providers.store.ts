// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Localized } from '../../kernel/index.ts'
import type { OfferedProvider, Provider } from './providers.model.ts'

const shown = sql`
  id, authority, issuer, client_id as "clientId", client_secret is not null as "hasSecret", names, vouches, disabled_at as "disabledAt"`

/** Those that the acting person keeps, by authority and age. */
export async function listKeptProviders(transaction: Db): Promise<Provider[]> {
  const { rows } = await sql<Provider>`select ${shown} from providers order by authority, created_at, id`.execute(
    transaction,
  )
  return rows
}

export async function findKeptProvider(transaction: Db, id: string): Promise<Provider | null> {
  const { rows } = await sql<Provider>`select ${shown} from providers where id = ${id}`.execute(transaction)
  return rows[0] ?? null
}

export interface NewProvider {
  id: string
  authority: string
  issuer: string
  clientId: string
  /** Locked. */
  clientSecret: Buffer | null
  names: Localized
  vouches: boolean
}

export async function addProviderRow(transaction: Db, provider: NewProvider): Promise<void> {
  const { id, authority, issuer, clientId, clientSecret, names, vouches } = provider
  await sql`
    insert into providers (id, authority, issuer, client_id, client_secret, names, vouches)
    values (${id}, ${authority}, ${issuer}, ${clientId}, ${clientSecret}, ${JSON.stringify(names)}::jsonb, ${vouches})`.execute(
    transaction,
  )
}

/** `clientSecret`: undefined leaves the one that is there. */
export async function changeProviderRow(
  transaction: Db,
  id: string,
  { names, vouches, clientSecret }: { names: Localized; vouches: boolean; clientSecret: Buffer | undefined },
): Promise<void> {
  const secret = clientSecret === undefined ? sql`client_secret` : sql`${clientSecret}`
  await sql`
    update providers set names = ${JSON.stringify(names)}::jsonb, vouches = ${vouches}, client_secret = ${secret}, changed_at = now()
    where id = ${id}`.execute(transaction)
}

export async function disableProviderRow(transaction: Db, id: string, disabled: boolean): Promise<void> {
  await sql`
    update providers set disabled_at = ${disabled ? sql`now()` : sql`null`}, changed_at = now()
    where id = ${id}`.execute(transaction)
}

/** Who else keeps the providers of an authority: its administrators for the whole reach. */
export async function otherKeepers(acting: Db, authority: string, but: string): Promise<string[]> {
  const { rows } = await sql<{ person: string }>`
    select distinct m.person from memberships m join people p on p.id = m.person
    where m.authority = ${authority} and m.role = 'authority-administrator' and m.jurisdiction is null and m.person <> ${but}
      and p.status = 'active' and m.valid_from <= now() and (m.valid_until is null or now() < m.valid_until)`.execute(
    acting,
  )
  return rows.map(({ person }) => person)
}

/** One with all that a conversation needs. */
export type StoredProvider = OfferedProvider & {
  issuer: string
  clientId: string
  clientSecret: Buffer | null
  vouches: boolean
  changedAt: Date
}

/** At the door, or as who keeps it: one that is not disabled, or any. */
export async function findProvider(door: Db, id: string, which: 'enabled' | 'any'): Promise<StoredProvider | null> {
  const { rows } = await sql<StoredProvider>`
    select id, authority, issuer, client_id as "clientId", client_secret as "clientSecret", names, vouches, changed_at as "changedAt"
    from providers where id = ${id} and (${which === 'any'} or disabled_at is null)`.execute(door)
  return rows[0] ?? null
}

/** At the door: what anybody may sign in with. */
export async function listOfferedProviders(door: Db): Promise<OfferedProvider[]> {
  const { rows } = await sql<OfferedProvider>`
    select id, authority, names from providers where disabled_at is null order by created_at, id`.execute(door)
  return rows
}
