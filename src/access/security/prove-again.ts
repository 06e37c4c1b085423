// SPDX-License-Identifier: Apache-2.0
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import type { GuessedAt } from '../guesses/guess-desk.ts'
import { checkPassword } from '../passwords/hash-password.ts'
import { findPassword } from '../passwords/passwords.store.ts'
import { hasSecondFactor } from '../second-factor/second-factors.store.ts'
import { type Entering, enter } from '../sessions/enter.ts'
import { idOf, type SignedIn } from '../sessions/session-desk.ts'
import type { Door } from '../sign-in/door.ts'
import { hasRecentProof } from './security.store.ts'

/** By what somebody can show once more that it is they. */
export interface Ways {
  password: boolean
  code: boolean
}

/** Null: the last proof is recent enough for what has consequences. Otherwise the page that asks for another one and then leads on. */
export async function wayToProve(db: Db, token: string | null, next: string): Promise<string | null> {
  const recent = token !== null && (await hasRecentProof(db, idOf(Buffer.from(token, 'base64url'))))
  return recent ? null : `/account/prove?next=${encodeURIComponent(next)}`
}

export function waysOf(db: Db, person: string): Promise<Ways> {
  return atTheDoor(db, async (door) => ({
    password: (await findPassword(door, person)) !== null,
    code: await hasSecondFactor(door, person),
  }))
}

export interface Proving {
  password: string
  code: string
}

const guessedAt = (person: string): GuessedAt => ({ kind: 'proof', value: person })

/** Asks for everything that the person has. False: something was wrong, or a wait is on. */
export async function isProved(door: Door, person: string, { password, code }: Proving): Promise<boolean> {
  const asked = await atTheDoor(door.db, async (transaction) => ({
    ...(await door.guesses.count(transaction, guessedAt(person))),
    stored: await findPassword(transaction, person),
    factor: await hasSecondFactor(transaction, person),
  }))
  const { right } = await checkPassword(password.slice(0, 1000), asked.stored)
  if (!asked.allowed || (asked.stored !== null && !right)) return false
  if (asked.stored === null && !asked.factor) return false
  return atTheDoor(door.db, async (transaction) => {
    if (asked.factor && (await door.factors.use(transaction, person, code)) === null) return false
    await door.guesses.forgive(transaction, [guessedAt(person)])
    return true
  })
}

/** Whether this is somebody's password; guesses are counted. */
export async function isPassword(door: Door, person: string, password: string): Promise<boolean> {
  const { allowed, stored } = await atTheDoor(door.db, async (transaction) => ({
    ...(await door.guesses.count(transaction, guessedAt(person))),
    stored: await findPassword(transaction, person),
  }))
  const { right } = await checkPassword(password.slice(0, 1000), stored)
  if (!allowed || !right) return false
  await atTheDoor(door.db, (transaction) => door.guesses.forgive(transaction, [guessedAt(person)]))
  return true
}

/** Proves once more who is there: a new session takes the place of this one. Null: refused. */
export async function proveAgain(
  door: Door,
  visitor: SignedIn,
  proving: Proving,
  connection: Pick<Entering, 'from' | 'before'>,
): Promise<string | null> {
  const { person, proof } = visitor
  if (!(await isProved(door, person, proving))) return null
  const { code } = await waysOf(door.db, person)
  return enter(door, { person, proof: code ? 'second-factor' : proof, ...connection })
}
