// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto'
import * as oidc from 'openid-client'
import { z } from 'zod'
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { type TicketKind, writeTicket } from '../tickets/ticket-desk.ts'
import { takeProvider } from './known-provider.ts'
import type { ProviderDesk } from './provider-desk.ts'
import { providerFaultOf } from './provider-fault.ts'
import type { ProviderFault } from './providers.model.ts'

export interface ProviderDeps {
  db: Db
  providers: ProviderDesk
  secrets: Secrets
}

/** A sign-in that is on its way: its token is the `state` (RFC 6749, section 10.12). */
const content = z.object({
  provider: z.string(),
  /** SHA-256 of what the browser keeps, so that nobody else's browser ends it (login CSRF). */
  browser: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
})
export type OnTheWay = z.infer<typeof content>

export const onTheWay: TicketKind<OnTheWay> = { purpose: 'sign-in-at-provider', lasting: 'PT10M', content }

/** The same, of somebody who has signed in and links their account. */
export const linkOnTheWay: TicketKind<OnTheWay> = { purpose: 'link-provider', lasting: 'PT10M', content }

export interface Beginning {
  provider: string
  /** What this browser keeps. */
  browser: string
  next: string
  /** Who links their account; null: who signs in. */
  linking: string | null
}

/** Where the browser goes to sign in at the provider; or why it cannot. */
export async function beginProvider(
  { db, providers, secrets }: ProviderDeps,
  { provider: id, browser, next, linking }: Beginning,
): Promise<{ to: URL; host: string } | { fault: ProviderFault; said: string }> {
  const found = await atTheDoor(db, (door) => takeProvider(door, secrets, id, 'enabled'))
  if (found === null) return { fault: 'gone', said: '' }
  const begun = { nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() }
  const kind = linking === null ? onTheWay : linkOnTheWay
  try {
    // The provider is asked first: one that does not answer leaves no ticket behind.
    await providers.begin(found.known, '', begun)
    const state = await atTheDoor(db, (door) =>
      writeTicket(door, kind, { person: linking, content: { provider: id, browser: hashOf(browser), ...begun, next } }),
    )
    const to = await providers.begin(found.known, state, begun)
    return { to, host: to.host }
  } catch (error) {
    return providerFaultOf(error, 'discovery')
  }
}

/** What a browser keeps while it is away, new for one that has none. */
export const browserKey = (kept: string | null): string =>
  kept !== null && /^[A-Za-z0-9_-]{43}$/.test(kept) ? kept : randomBytes(32).toString('base64url')

export const hashOf = (browser: string): string => createHash('sha256').update(browser).digest('base64url')
