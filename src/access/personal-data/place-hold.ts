// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { addReads, findPeople, type NamedPerson } from '../audit/audit-search.store.ts'
import { recordAct } from '../audit/record-act.ts'
import { notify } from '../notifications/notify.ts'
import { may } from '../permissions/decide-permission.model.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { authoritiesFor } from '../visits/may-enter.model.ts'
import { addHold, type HoldRow, liftHold, listHolds, type NewHold } from './holds.store.ts'

export type { HoldRow, NamedPerson }

export const readHolds = (db: Db, visitor: SignedIn): Promise<HoldRow[]> =>
  actingAs(db, visitor, (acting) => listHolds(acting))

/** For whom a visitor may place a hold: authorities, and null for the platform. */
export function holdersFor({ standings }: SignedIn): (string | null)[] {
  const platform = may(standings, 'place-hold', { platform: true }) ? [null] : []
  return [...platform, ...authoritiesFor(standings, 'place-hold')]
}

/** Who is meant by a name or an address; that they were looked up is noted. */
export function findToHold(db: Db, visitor: SignedIn, named: string): Promise<NamedPerson[]> {
  return actingAs(db, visitor, async (acting) => {
    const people = await findPeople(acting, named, 'place-hold')
    const authority = holdersFor(visitor)[0] ?? null
    const read = { reader: visitor.person, people: people.map(({ id }) => id), authority }
    // The same for every hold, told or not: the reason must not show through.
    await addReads(acting, { ...read, act: 'read-members', what: 'audit-lookup' })
    return people
  })
}

/** Places a hold in the name of the visitor. The person is told at once, unless that is forbidden. */
export function placeHold(db: Db, visitor: SignedIn, hold: Omit<NewHold, 'placedBy'>): Promise<string> {
  return actingAs(db, visitor, (acting) => place(acting, { ...hold, placedBy: visitor.person }))
}

/** As an operator does, as the owner. */
export const placeHoldAsOperator = (owner: Db, hold: Omit<NewHold, 'placedBy'>): Promise<string> =>
  owner.transaction().execute((transaction) => place(transaction, { ...hold, placedBy: null }))

async function place(transaction: Db, hold: NewHold): Promise<string> {
  const { person, authority, reason, until, confidential, placedBy } = hold
  const id = await addHold(transaction, hold)
  // A confidential hold is not told by the log of the person either: its entry is about nobody.
  const about = confidential ? {} : { person, changed: { reason, until } }
  await recordAct(transaction, {
    act: 'place-hold',
    actor: placedBy,
    object: { kind: 'hold', id },
    ...(authority !== null && { authority }),
    ...about,
  })
  if (!confidential) await notify(transaction, { person, kind: 'hold-placed', link: '/account/data' })
  return id
}

/** Lifts a hold. False: there is none that the visitor may lift. */
export function liftHoldOf(db: Db, visitor: SignedIn, id: string): Promise<boolean> {
  return actingAs(db, visitor, (acting) => lift(acting, id, visitor.person))
}

export const liftHoldAsOperator = (owner: Db, id: string): Promise<boolean> =>
  owner.transaction().execute((transaction) => lift(transaction, id, null))

async function lift(transaction: Db, id: string, by: string | null): Promise<boolean> {
  const lifted = await liftHold(transaction, id, by)
  if (lifted === null) return false
  const { person, authority, confidential } = lifted
  await recordAct(transaction, {
    act: 'lift-hold',
    actor: by,
    object: { kind: 'hold', id },
    ...(authority !== null && { authority }),
    ...(!confidential && { person }),
  })
  if (!confidential) await notify(transaction, { person, kind: 'hold-lifted', link: '/account/data' })
  return true
}
