// SPDX-License-Identifier: Apache-2.0
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import { recordAct } from '../audit/record-act.ts'
import type { GuessDesk, GuessedAt } from '../guesses/guess-desk.ts'
import { checkPassword, hashPassword } from '../passwords/hash-password.ts'
import { findPassword, renewHash } from '../passwords/passwords.store.ts'
import type { Entering } from '../sessions/enter.ts'
import { type AfterProof, afterFirstProof } from './after-proof.ts'
import type { Door } from './door.ts'
import { type Identifier, parseIdentifier } from './identifier.model.ts'
import { findKnown, type Known } from './identifiers.store.ts'
import { tellPerson } from './tell-person.ts'

export interface SignInForm {
  address: string
  password: string
}

interface Looked {
  known: Known | null
  stored: string | null
  /** Neither the address nor the network waits. */
  allowed: boolean
  /** If this is wrong, the address waits. */
  last: boolean
}

/**
 * Address and password. Null: refused, for whatever reason. That an address is not known, that a password is wrong and that a wait is on
 * look alike, and the same is computed.
 */
export async function signIn(
  door: Door,
  { address, password }: SignInForm,
  connection: Pick<Entering, 'from' | 'before'>,
): Promise<AfterProof | null> {
  const identifier = parseIdentifier(address)
  const network: GuessedAt = { kind: 'network', value: connection.from.network ?? '' }
  const looked = await atTheDoor(door.db, (transaction) => lookAt(transaction, door.guesses, identifier, network))
  const { right, outdated } = await checkPassword(password.slice(0, longestTyped), looked.stored)
  const { known } = looked
  if (known === null || identifier === null || !right || !looked.allowed) {
    if (looked.last) await atTheDoor(door.db, (transaction) => tellOfWait(transaction, known, identifier, door.baseUrl))
    return null
  }
  const renewed = outdated && looked.stored !== null ? await hashPassword(password) : null
  await atTheDoor(door.db, async (transaction) => {
    await door.guesses.forgive(transaction, [addressOf(identifier)])
    await door.guesses.takeBack(transaction, network)
    if (renewed !== null && looked.stored !== null) await renewHash(transaction, known.person, looked.stored, renewed)
  })
  return afterFirstProof(door, { person: known.person, ...connection })
}

/** More than any password has; what is longer is wrong without much work. */
const longestTyped = 1000

export const addressOf = ({ kind, folded }: Pick<Identifier, 'kind' | 'folded'>): GuessedAt => ({
  kind: 'address',
  value: `${kind} ${folded}`,
})

async function lookAt(
  door: Db,
  guesses: GuessDesk,
  identifier: Identifier | null,
  network: GuessedAt,
): Promise<Looked> {
  const fromHere = await guesses.count(door, network)
  if (identifier === null) return { known: null, stored: null, allowed: false, last: false }
  const atAddress = fromHere.allowed
    ? await guesses.count(door, addressOf(identifier))
    : { allowed: false, last: false }
  const known = await findKnown(door, identifier)
  const stored = known === null ? null : await findPassword(door, known.person)
  return { known, stored, ...atAddress }
}

/** A wait begins: its owner is told, and it is recorded; of an address that nobody has, only that it was so. */
async function tellOfWait(
  door: Db,
  known: Known | null,
  identifier: Identifier | null,
  baseUrl: string,
): Promise<void> {
  const person = known?.person
  await recordAct(door, { act: 'begin-wait', actor: null, ...(person !== undefined && { person }) })
  if (known === null || identifier === null) return
  const to = { kind: identifier.kind, value: known.value }
  await tellPerson(door, known.person, { key: 'wait', args: { link: `${baseUrl}/reset` }, to })
}
