// SPDX-License-Identifier: Apache-2.0
import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from '@simplewebauthn/server'
import { atTheDoor } from '../../db/at-the-door.ts'
import { recordAct } from '../audit/record-act.ts'
import { type Entering, type Entrance, enter } from '../sessions/enter.ts'
import { tellPerson } from '../sign-in/tell-person.ts'
import { takeTicket } from '../tickets/ticket-desk.ts'
import { entering } from './ask-for-passkey.ts'
import { challengeOf, readAssertion } from './passkey-response.ts'
import type { PasskeyRefusal, RelyingParty } from './passkeys.model.ts'
import { findPasskey, notePasskeyUse, type StoredPasskey } from './passkeys.store.ts'

/** Where somebody comes from who shows a passkey, and what it has signed. */
export type ShownPasskey = Pick<Entering, 'from' | 'before'> & { response: unknown }

/** Lets somebody in by a passkey: it says who they are, and it has verified that it is they. */
export async function enterWithPasskey(
  entrance: Entrance,
  party: RelyingParty,
  { response: field, from, before }: ShownPasskey,
): Promise<{ token: string } | { refused: PasskeyRefusal }> {
  const { db } = entrance
  const response = readAssertion(field)
  if (response === null) return { refused: 'not-verified' }
  const challenge = challengeOf(response)
  const ticket = await atTheDoor(db, (door) => takeTicket(door, entering, challenge))
  if (ticket === null || challenge === null) return { refused: 'challenge' }
  const passkey = await atTheDoor(db, (door) => findPasskey(door, Buffer.from(response.id, 'base64url')))
  if (passkey === null) return { refused: 'unknown' }
  if (response.response.userHandle !== passkey.handle.toString('base64url')) return { refused: 'not-verified' }
  const shown = await verified(response, party, challenge, passkey)
  if (shown === null) return { refused: 'not-verified' }
  const counts = { counter: shown.newCounter, backedUp: shown.credentialBackedUp }
  const used = await atTheDoor(entrance.db, async (door) => {
    if (await notePasskeyUse(door, passkey.id, counts)) return true
    const { person, counter } = passkey
    const object = { kind: 'passkey', id: passkey.id }
    const changed = { counted: counts.counter, before: counter }
    await recordAct(door, { act: 'refuse-passkey', object, actor: null, person, from: from.network ?? '', changed })
    await tellPerson(door, person, { key: 'passkey-copied' })
    return false
  })
  if (!used) return { refused: 'copied' }
  return { token: await enter(entrance, { person: passkey.person, proof: 'passkey', from, before }) }
}

/**
 * WebAuthn, section 7.2. The library throws where a step does not hold. How far the passkey counts is compared afterwards, where it is kept:
 * only a true signature may accuse anybody of a copy.
 */
async function verified(
  response: AuthenticationResponseJSON,
  { id, origin }: RelyingParty,
  challenge: string,
  { publicKey }: StoredPasskey,
) {
  try {
    const { verified: holds, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      credential: { id: response.id, publicKey: new Uint8Array(publicKey), counter: 0 },
      requireUserVerification: true,
    })
    return holds ? authenticationInfo : null
  } catch {
    return null
  }
}
