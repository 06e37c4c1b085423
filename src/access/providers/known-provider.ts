// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { KnownProvider } from './provider-desk.ts'
import { findProvider, type StoredProvider } from './providers.store.ts'

/** A provider as it is kept, and as it is spoken with. */
export interface FoundProvider {
  stored: StoredProvider
  known: KnownProvider
}

/** With its secret in the clear, for one conversation: it is never kept nor shown. */
export async function takeProvider(
  transaction: Db,
  secrets: Secrets,
  id: string,
  which: 'enabled' | 'any',
): Promise<FoundProvider | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null
  const stored = await findProvider(transaction, id, which)
  if (stored === null) return null
  const { issuer, clientId, clientSecret, changedAt } = stored
  const opened = clientSecret === null ? null : secrets.unlock(secretPurpose, id, clientSecret).toString()
  return { stored, known: { id, issuer, clientId, clientSecret: opened, changedAt } }
}

/** What its secret is locked for; with the id of the provider beside, so that one that is moved to another does not open. */
export const secretPurpose = 'provider'
