// SPDX-License-Identifier: Apache-2.0
import { recordAct, type SignedIn } from '../../../access/index.ts'
import { actingAs } from '../../../db/acting.ts'
import type { Db } from '../../../db/index.ts'
import { type Clock, type PlainDate, today } from '../../../kernel/index.ts'
import { type HolderPurpose, purposesOn } from '../../holders/holder.model.ts'
import {
  addObjection,
  type OwnConsent,
  type OwnEntitlement,
  type OwnObjection,
  ownConsents,
  ownEntitlements,
  ownHolders,
  ownObjections,
  withdrawOwnPurpose,
} from './own.store.ts'

export type { OwnConsent, OwnEntitlement, OwnObjection } from './own.store.ts'

export interface Own {
  /** Authorities that know the visitor as a holder. */
  authorities: string[]
  entitlements: OwnEntitlement[]
  objections: OwnObjection[]
  consents: OwnConsent[]
}

export const readOwn = (db: Db, visitor: SignedIn): Promise<Own> =>
  actingAs(db, visitor, async (acting) => ({
    authorities: (await ownHolders(acting)).map(({ authority }) => authority),
    entitlements: await ownEntitlements(acting),
    objections: await ownObjections(acting),
    consents: await ownConsents(acting),
  }))

/**
 * Records an objection, to an entitlement or to what is missing in a register (`authority`; null: in the only one), for the authority to answer;
 * false: they are nobody's holder there.
 */
export const object = (
  db: Db,
  visitor: SignedIn,
  { entitlement, authority: asked, text }: { entitlement: number | null; authority: string | null; text: string },
): Promise<boolean> =>
  actingAs(db, visitor, async (acting) => {
    const holders = await ownHolders(acting)
    const about = (await ownEntitlements(acting)).find(({ id }) => id === entitlement)
    if (entitlement !== null && about === undefined) return false
    const of = about?.authority ?? asked ?? (holders.length === 1 ? holders[0]?.authority : undefined)
    const whose = holders.find(({ authority }) => authority === of)
    if (whose === undefined) return false
    const id = await addObjection(acting, { ...whose, entitlement, text })
    await recordAct(acting, {
      act: 'object-to-evaluation',
      authority: whose.authority,
      object: { kind: 'objection', id },
      actor: visitor.person,
      person: visitor.person,
    })
    return true
  })

/** Whether a consent holds on a day. */
export const holdsOn = (consent: OwnConsent, day: PlainDate): boolean => purposesOn([consent], day).length > 0

/** Ends a purpose for which a register may use their data, from today, and records that; false: it did not hold there. */
export const withdraw = (
  { db, clock }: { db: Db; clock: Clock },
  visitor: SignedIn,
  { authority, purpose }: { authority: string; purpose: HolderPurpose },
): Promise<boolean> =>
  actingAs(db, visitor, async (acting) => {
    const day = today(clock)
    const held = (await ownConsents(acting)).some(
      (one) => one.authority === authority && one.purpose === purpose && holdsOn(one, day),
    )
    const holders = held ? await withdrawOwnPurpose(acting, { authority, purpose, day }) : []
    for (const holder of holders) {
      await recordAct(acting, {
        ...{ act: 'withdraw-own-purpose', authority, object: { kind: 'holder', id: String(holder) } },
        ...{ actor: visitor.person, person: visitor.person, changed: { withdrawn: purpose } },
      })
    }
    return holders.length > 0
  })
