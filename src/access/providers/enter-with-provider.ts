// SPDX-License-Identifier: Apache-2.0
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import { type Entering, type Entrance, enter } from '../sessions/enter.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { afterFirstProof } from '../sign-in/after-proof.ts'
import { takeTicket } from '../tickets/ticket-desk.ts'
import { hashOf, linkOnTheWay, type OnTheWay, onTheWay, type ProviderDeps } from './begin-provider.ts'
import { accountByInvitation } from './first-time.ts'
import { type FoundProvider, takeProvider } from './known-provider.ts'
import { linkAccount } from './link-provider.ts'
import type { Claims } from './provider-desk.ts'
import { providerFaultOf } from './provider-fault.ts'
import { standingsOf, useLink } from './provider-links.store.ts'
import { type ProviderFault, vouchesFor } from './providers.model.ts'

/** What a browser brings back. */
export interface Return {
  /** The provider at whose address it arrives. */
  provider: string
  answer: URLSearchParams
  /** What it has kept meanwhile; null: nothing. */
  browser: string | null
  connection: Pick<Entering, 'from' | 'before'>
  /** Who is signed in there. */
  visitor: SignedIn | null
}

export type Returned =
  | { step: 'in'; session: string; next: string }
  | { step: 'second'; ticket: string; next: string }
  | { step: 'linked' }
  /** `said`: what the programs said, for the log. `linking`: it was begun to link an account. */
  | { step: 'fault'; fault: ProviderFault; said: string; linking: boolean }

/** Ends a sign-in at a provider: each state is good once, in the browser and for the provider that it was written for. */
export async function returnFromProvider(deps: ProviderDeps & Entrance, back: Return): Promise<Returned> {
  const { db, secrets } = deps
  const state = back.answer.get('state')
  const taken = await takeState(db, state)
  if (taken === null) return fault('state', false)
  const { content, linking } = taken
  const isLinking = linking !== null
  if (content.provider !== back.provider || back.browser === null || hashOf(back.browser) !== content.browser) {
    return fault('elsewhere', isLinking)
  }
  const found = await atTheDoor(db, (door) => takeProvider(door, secrets, back.provider, 'enabled'))
  if (found === null) return fault('gone', isLinking)
  const claims = await redeemed(deps, found, back.answer, content)
  if ('fault' in claims) return { step: 'fault', ...claims, linking: isLinking }
  if (linking === null) return enterAs(deps, found, claims, back, content.next)
  // Somebody else has signed in here meanwhile, or nobody.
  if (back.visitor?.person !== linking) return fault('elsewhere', true)
  const linked = await linkAccount(db, back.visitor, found.stored, claims.subject)
  return linked ? { step: 'linked' } : fault('taken', true)
}

const fault = (which: ProviderFault, linking: boolean): Returned => ({ step: 'fault', fault: which, said: '', linking })

async function takeState(db: Db, state: string | null): Promise<{ content: OnTheWay; linking: string | null } | null> {
  return atTheDoor(db, async (door) => {
    const entering = await takeTicket(door, onTheWay, state)
    if (entering !== null) return { content: entering.content, linking: null }
    const linking = await takeTicket(door, linkOnTheWay, state)
    return linking === null ? null : { content: linking.content, linking: linking.person }
  })
}

async function redeemed(
  { providers }: ProviderDeps,
  { known }: FoundProvider,
  answer: URLSearchParams,
  { nonce, verifier }: OnTheWay,
): Promise<Claims | { fault: ProviderFault; said: string }> {
  try {
    return await providers.redeem(known, answer, { nonce, verifier, state: answer.get('state') ?? '' })
  } catch (error) {
    return providerFaultOf(error, 'untrue')
  }
}

/** Whoever is linked is let in, as far as the authority's word goes; else they show their second factor. */
async function enterAs(
  deps: ProviderDeps & Entrance,
  { stored }: FoundProvider,
  claims: Claims,
  { connection }: Return,
  next: string,
): Promise<Returned> {
  const linked = await atTheDoor(deps.db, (door) => useLink(door, stored.id, claims.subject))
  const person = linked ?? (await accountByInvitation(deps.db, stored, claims, next))
  if (person === null) return fault('unlinked', false)
  const standings = await atTheDoor(deps.db, (door) => standingsOf(door, person))
  if (vouchesFor(stored, standings)) {
    return { step: 'in', session: await enter(deps, { person, proof: 'provider', ...connection }), next }
  }
  return { ...(await afterFirstProof(deps, { person, ...connection })), next }
}
