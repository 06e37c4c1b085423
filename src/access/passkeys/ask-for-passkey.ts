// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { z } from 'zod'
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { setUpTicket } from '../sign-in/set-up-account.ts'
import { lookAtTicket, type TicketKind, writeTicket } from '../tickets/ticket-desk.ts'
import type { RelyingParty } from './passkeys.model.ts'
import { findRegistrant, type Registrant } from './passkeys.store.ts'

const lasting = 'PT5M'
const timeout = 5 * 60_000

/** A challenge is the token of a ticket: good once, for one purpose, and for a new passkey good for one account. */
export const adding: TicketKind<{ handle: string; owner: string }> = {
  purpose: 'add-passkey',
  lasting,
  content: z.object({ handle: z.string(), owner: z.string() }),
}
export const entering: TicketKind<Record<string, never>> = {
  purpose: 'enter-with-passkey',
  lasting,
  content: z.object({}) as z.ZodType<Record<string, never>>,
}

/** Who will have a new passkey: somebody who has signed in, or who holds the link to set up an account. */
export type Owner = { person: string } | { setUp: string }

/** Stands in a ticket, so that no other account takes it. */
export const ownerKey = (owner: Owner): string =>
  'person' in owner
    ? `person ${owner.person}`
    : `set-up ${createHash('sha256').update(owner.setUp).digest('base64url')}`

/** What an authenticator is asked for a new passkey: one that can be found without a name, and that verifies its user. */
export async function askForNewPasskey(
  db: Db,
  party: RelyingParty,
  owner: Owner,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { registrant, handle, token } = await atTheDoor(db, async (door) => {
    const found = 'person' in owner ? await findRegistrant(door, owner.person) : await newRegistrant(door, owner.setUp)
    if (found === null) throw new Problem('not-found', 'nobody adds a passkey here')
    const chosen = found.handle ?? randomBytes(32)
    const content = { handle: chosen.toString('base64url'), owner: ownerKey(owner) }
    const person = 'person' in owner ? owner.person : null
    return { registrant: found, handle: chosen, token: await writeTicket(door, adding, { person, content }) }
  })
  return generateRegistrationOptions({
    rpName: 'Passerelle',
    rpID: party.id,
    userID: new Uint8Array(handle),
    userName: registrant.address ?? registrant.name,
    userDisplayName: registrant.name,
    challenge: new Uint8Array(Buffer.from(token, 'base64url')),
    excludeCredentials: registrant.known.map(({ credential, transports }) => ({
      id: credential.toString('base64url'),
      transports,
    })),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    timeout,
  })
}

async function newRegistrant(door: Db, token: string): Promise<Registrant | null> {
  const ticket = await lookAtTicket(door, setUpTicket, token)
  if (ticket === null) return null
  const { name, identifier } = ticket.content
  return { name: name ?? identifier.value, address: identifier.value, handle: null, known: [] }
}

/** What an authenticator is asked to let somebody in: any passkey of this site, so that nobody has to say who they are. */
export async function askForPasskey(db: Db, party: RelyingParty): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const token = await atTheDoor(db, (door) => writeTicket(door, entering, { person: null, content: {} }))
  return generateAuthenticationOptions({
    rpID: party.id,
    challenge: new Uint8Array(Buffer.from(token, 'base64url')),
    userVerification: 'required',
    timeout,
  })
}
