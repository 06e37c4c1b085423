// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { isStaff } from './keep-passkeys.ts'
import { strongWays } from './passkeys.model.ts'
import { waysInOf } from './ways-in.store.ts'

/**
 * Whether somebody may add a way in in this session: a passkey, a second factor, an account at a provider. Staff use the strong way that
 * they have, so that a stolen password makes no new one; and a session that is older than the second factor adds none beside it. At the
 * door; until the transaction ends nobody else asks for the same person.
 */
export async function mayAddWay(door: Db, visitor: SignedIn): Promise<boolean> {
  if (!visitor.weak) return true
  const ways = await waysInOf(door, visitor.person)
  return !ways.secondFactor && (!isStaff(visitor) || strongWays(ways) === 0)
}

export async function requireMayAddWay(door: Db, visitor: SignedIn): Promise<void> {
  if (await mayAddWay(door, visitor)) return
  const told = { key: 'passkey.refused.weak', args: {} }
  throw new Problem('forbidden', 'there is a stronger way in than a password: it is used first', { told })
}
