// SPDX-License-Identifier: Apache-2.0
import { type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server'
import { actingAs } from '../../db/acting.ts'
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { notify } from '../notifications/notify.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { tellPerson } from '../sign-in/tell-person.ts'
import { takeTicket } from '../tickets/ticket-desk.ts'
import { adding, type Owner, ownerKey } from './ask-for-passkey.ts'
import { mayAddWay } from './may-add-way.ts'
import { challengeOf, readRegistration } from './passkey-response.ts'
import type { PasskeyRefusal, RelyingParty } from './passkeys.model.ts'
import { addPasskeyRow, type NewPasskey } from './passkeys.store.ts'

/** What an authenticator has made, and how its owner calls it. */
export interface OfferedPasskey {
  response: unknown
  name: string
}

export const mayAddPasskey = (db: Db, visitor: SignedIn): Promise<boolean> =>
  atTheDoor(db, (door) => mayAddWay(door, visitor))

/** Adds a passkey to the account of who has signed in. Null: done. */
export async function addPasskey(
  db: Db,
  party: RelyingParty,
  visitor: SignedIn,
  offered: OfferedPasskey,
): Promise<PasskeyRefusal | null> {
  const { person } = visitor
  if (!(await mayAddPasskey(db, visitor))) return 'weak'
  const made = await verifyNewPasskey(db, party, { person }, offered)
  if (typeof made === 'string') return made
  return actingAs(db, visitor, (acting) => keepNewPasskey(acting, person, made))
}

/** Keeps a verified passkey of somebody who acts, and tells them. Null: done. */
async function keepNewPasskey(acting: Db, person: string, passkey: VerifiedPasskey): Promise<PasskeyRefusal | null> {
  const refused = await keepFirstPasskey(acting, person, passkey)
  if (refused !== null) return refused
  await notify(acting, { person, kind: 'second-factor-changed', link: '/account/security' })
  await tellPerson(acting, person, { key: 'passkey-added', args: { name: passkey.name } })
  return null
}

/** Keeps the passkey that an account begins with, in the transaction that makes the account: nobody has to be told. Null: done. */
export async function keepFirstPasskey(
  transaction: Db,
  person: string,
  passkey: VerifiedPasskey,
): Promise<PasskeyRefusal | null> {
  const id = await addPasskeyRow(transaction, { ...passkey, person })
  if (id === null) return 'known'
  const object = { kind: 'passkey', id }
  const { name } = passkey
  await recordAct(transaction, { act: 'add-own-passkey', object, actor: person, person, changed: { name } })
  return null
}

export type VerifiedPasskey = Omit<NewPasskey, 'person'>

/** A passkey that was just made for this account and this site; or why it is none. Its challenge is used, whatever it proves. */
export async function verifyNewPasskey(
  db: Db,
  party: RelyingParty,
  owner: Owner,
  { response: field, name }: OfferedPasskey,
): Promise<VerifiedPasskey | PasskeyRefusal> {
  const response = readRegistration(field)
  if (response === null) return 'not-verified'
  const challenge = challengeOf(response)
  const ticket = await atTheDoor(db, (door) => takeTicket(door, adding, challenge))
  if (ticket === null || challenge === null || ticket.content.owner !== ownerKey(owner)) return 'challenge'
  const made = await verified(response, party, challenge)
  if (made === null) return 'not-verified'
  const { credential, credentialDeviceType, credentialBackedUp } = made
  return {
    credential: Buffer.from(credential.id, 'base64url'),
    handle: Buffer.from(ticket.content.handle, 'base64url'),
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    deviceType: credentialDeviceType,
    backedUp: credentialBackedUp,
    name,
  }
}

/** WebAuthn, section 7.1. The library throws where a step does not hold. */
async function verified(response: RegistrationResponseJSON, { id, origin }: RelyingParty, challenge: string) {
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
    })
    return registrationInfo ?? null
  } catch {
    return null
  }
}
