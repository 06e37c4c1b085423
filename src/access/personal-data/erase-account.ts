// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { notify } from '../notifications/notify.ts'
import { idOf, type SignedIn } from '../sessions/session-desk.ts'
import {
  addErasure,
  amHeld,
  type ErasureRequest,
  findErasure,
  onlyAdministratorOf,
  sinceProof,
  takeErasureBack,
} from './erasures.store.ts'
import { type HoldRow, listHolds } from './holds.store.ts'

/** What stands between somebody and the erasure of their account. */
export interface ErasureState {
  asked: ErasureRequest | null
  /** Where they are the last administrator; empty text: of the platform. */
  handOver: string[]
  held: boolean
  /** Holds that may be told; where there are none and `held` is true, the law forbids to say why. */
  holds: HoldRow[]
}

/** The authorities that a state names. */
export const concernedBy = ({ handOver, holds }: ErasureState): (string | null)[] => [
  ...handOver,
  ...holds.map(({ authority }) => authority),
]

export function readErasure(db: Db, visitor: SignedIn): Promise<ErasureState> {
  return actingAs(db, visitor, async (acting) => ({
    asked: await findErasure(acting),
    handOver: await onlyAdministratorOf(acting),
    held: await amHeld(acting),
    holds: (await listHolds(acting, visitor.person)).filter(({ stands, confidential }) => stands && !confidential),
  }))
}

/** A proof that is older than this is asked for again before something that has consequences. */
const fresh = 15 * 60_000

/** Whether the visitor has proved who they are a moment ago. */
export async function provedJustNow(db: Db, token: string | null): Promise<boolean> {
  if (token === null) return false
  const ago = await sinceProof(db, idOf(Buffer.from(token, 'base64url')))
  return ago !== null && ago < fresh
}

/** Asks for the erasure of the visitor's account after so many days. False: it cannot be asked for, or is already. */
export function askErasure(db: Db, visitor: SignedIn, days: number): Promise<boolean> {
  const { person } = visitor
  return actingAs(db, visitor, async (acting) => {
    if ((await onlyAdministratorOf(acting)).length > 0) return false
    const asked = await addErasure(acting, person, days)
    if (asked === null) return false
    const due = asked.dueAt.toISOString().slice(0, 10)
    await recordAct(acting, { act: 'ask-erasure', actor: person, person, changed: { until: due } })
    await notify(acting, { person, kind: 'erasure-asked', args: { date: due }, link: '/account/data/erase' })
    return true
  })
}

export function takeBackErasure(db: Db, visitor: SignedIn): Promise<boolean> {
  const { person } = visitor
  return actingAs(db, visitor, async (acting) => {
    const taken = await takeErasureBack(acting)
    if (taken === null) return false
    await recordAct(acting, { act: 'take-back-erasure', actor: person, person })
    return true
  })
}
