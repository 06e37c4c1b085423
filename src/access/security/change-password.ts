// SPDX-License-Identifier: Apache-2.0
import { atTheDoor } from '../../db/at-the-door.ts'
import { recordAct } from '../audit/record-act.ts'
import { hashPassword } from '../passwords/hash-password.ts'
import { type PasswordFlaw, passwordFlaw } from '../passwords/password-rules.model.ts'
import { findPassword, putPassword } from '../passwords/passwords.store.ts'
import { type Entering, enter } from '../sessions/enter.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { endSessionsOf } from '../sessions/sessions.store.ts'
import type { Door } from '../sign-in/door.ts'
import { listIdentifiers } from '../sign-in/identifiers.store.ts'
import { tellPerson } from '../sign-in/tell-person.ts'
import { useAllOf } from '../tickets/tickets.store.ts'
import { isPassword } from './prove-again.ts'

export interface PasswordChange {
  /** The old one; not asked for where there is none. */
  old: string
  fresh: string
}

export type PasswordChanged =
  | { done: 'changed'; session: string }
  | { done: 'refused' }
  | { done: 'flawed'; flaw: PasswordFlaw }

export function hasPassword(door: Door, person: string): Promise<boolean> {
  return atTheDoor(door.db, async (transaction) => (await findPassword(transaction, person)) !== null)
}

/** A new password for the old one. Every other session ends, and this one is renewed. */
export async function changePassword(
  door: Door,
  visitor: SignedIn,
  { old, fresh }: PasswordChange,
  connection: Pick<Entering, 'from' | 'before'>,
): Promise<PasswordChanged> {
  const { person, name, proof } = visitor
  if ((await hasPassword(door, person)) && !(await isPassword(door, person, old))) return { done: 'refused' }
  const own = await atTheDoor(door.db, (transaction) => listIdentifiers(transaction, person))
  const flaw = passwordFlaw(fresh, [name, ...own.map(({ value }) => value)])
  if (flaw !== null) return { done: 'flawed', flaw }
  const hash = await hashPassword(fresh)
  await atTheDoor(door.db, async (transaction) => {
    await putPassword(transaction, person, hash)
    await endSessionsOf(transaction, person)
    await useAllOf(transaction, person)
    await recordAct(transaction, {
      act: 'change-own-account',
      actor: person,
      person,
      changed: { what: 'password' },
    })
    await tellPerson(transaction, person, { key: 'password-changed', args: { link: `${door.baseUrl}/reset` } })
  })
  door.desk.forget(person)
  return { done: 'changed', session: await enter(door, { person, proof, ...connection }) }
}
