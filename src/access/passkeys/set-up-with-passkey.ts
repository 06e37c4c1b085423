// SPDX-License-Identifier: Apache-2.0
import { Problem } from '../../kernel/index.ts'
import { type Entering, type Entrance, enter } from '../sessions/enter.ts'
import { beginAccount, nameFlaw, plainName, readSetUp, type SetUpResult } from '../sign-in/set-up-account.ts'
import { keepFirstPasskey, verifyNewPasskey } from './add-passkey.ts'
import type { PasskeyRefusal, RelyingParty } from './passkeys.model.ts'

/** What somebody fills in, and what their authenticator has made. */
export interface PasskeySetUpForm {
  token: string
  name: string
  response: string
  /** What the passkey is called in their list. */
  passkeyName: string
}

/** A person with their address, a passkey and the role of a holder, all at once or nothing; then they are in, as strong as it gets. */
export async function setUpWithPasskey(
  entrance: Entrance,
  party: RelyingParty,
  { token, name, response, passkeyName }: PasskeySetUpForm,
  connection: Pick<Entering, 'from' | 'before'>,
): Promise<SetUpResult | { done: 'refused'; refused: PasskeyRefusal }> {
  const { db } = entrance
  const called = plainName(name)
  const flaw = nameFlaw(called)
  if ((await readSetUp(db, token)) === null) return { done: 'gone' }
  if (flaw !== null) return { done: 'flawed', flaws: [{ field: 'name', flaw }] }
  const made = await verifyNewPasskey(db, party, { setUp: token }, { response, name: passkeyName })
  if (typeof made === 'string') return { done: 'refused', refused: made }
  try {
    const person = await beginAccount(db, token, called, async (door, id) => {
      // Thrown so that nothing remains.
      if ((await keepFirstPasskey(door, id, made)) !== null) throw knownAlready
    })
    if (person === null) return { done: 'gone' }
    const session = await enter(entrance, { person, proof: 'passkey', ...connection })
    return { done: 'in', session, person }
  } catch (error) {
    if (error === knownAlready) return { done: 'refused', refused: 'known' }
    throw error
  }
}

const knownAlready = new Problem('conflict', 'this passkey has been added already')
