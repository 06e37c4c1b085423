// SPDX-License-Identifier: Apache-2.0
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { notify } from '../notifications/notify.ts'
import { waysInOf } from '../passkeys/ways-in.store.ts'
import { needsSecondFactor } from '../permissions/roles.model.ts'
import { isProved, type Proving } from '../security/prove-again.ts'
import { type Entering, enter } from '../sessions/enter.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { endSessionsOf } from '../sessions/sessions.store.ts'
import type { Door } from '../sign-in/door.ts'
import { tellPerson } from '../sign-in/tell-person.ts'
import { removeFactor } from './second-factors.store.ts'

export type FactorRemoved = { done: 'removed'; session: string } | { done: 'refused' } | { done: 'needed' }

/** Whether somebody works for others here and would have no strong way in without this one. At the door. */
export async function needsFactor(door: Db, { person, standings, withheld }: SignedIn): Promise<boolean> {
  if (![...standings, ...withheld].some(({ role }) => needsSecondFactor(role))) return false
  const { passkeys, vouching } = await waysInOf(door, person)
  return passkeys + vouching === 0
}

export const keepsFactor = ({ db }: Door, visitor: SignedIn): Promise<boolean> =>
  atTheDoor(db, (door) => needsFactor(door, visitor))

/** Takes the second factor away, for who shows both. Other sessions end: they were begun with it. */
export async function takeFactorAway(
  door: Door,
  visitor: SignedIn,
  proving: Proving,
  connection: Pick<Entering, 'from' | 'before'>,
): Promise<FactorRemoved> {
  const { person } = visitor
  if (await keepsFactor(door, visitor)) return { done: 'needed' }
  if (!(await isProved(door, person, proving))) return { done: 'refused' }
  const removed = await atTheDoor(door.db, async (transaction) => {
    // Asked last: whoever takes the other way away at the same time waits for this.
    if (await needsFactor(transaction, visitor)) return false
    await removeFactor(transaction, person)
    await endSessionsOf(transaction, person)
    const changed = { what: 'second-factor', removed: true }
    await recordAct(transaction, { act: 'change-own-account', actor: person, person, changed })
    await notify(transaction, { person, kind: 'second-factor-changed', link: '/account/security' })
    await tellPerson(transaction, person, { key: 'factor-removed', args: { link: `${door.baseUrl}/reset` } })
    return true
  })
  if (!removed) return { done: 'needed' }
  door.desk.forget(person)
  return { done: 'removed', session: await enter(door, { person, proof: 'password', ...connection }) }
}
