// SPDX-License-Identifier: Apache-2.0
import { recordAct, type SignedIn } from '../../../access/index.ts'
import { actingAs } from '../../../db/acting.ts'
import type { Db } from '../../../db/index.ts'
import {
  addObjection,
  type OwnEntitlement,
  type OwnObjection,
  ownEntitlements,
  ownHolders,
  ownObjections,
} from './own.store.ts'

export type { OwnEntitlement, OwnObjection } from './own.store.ts'

export interface Own {
  /** Authorities that know the visitor as a holder. */
  authorities: string[]
  entitlements: OwnEntitlement[]
  objections: OwnObjection[]
}

export const readOwn = (db: Db, visitor: SignedIn): Promise<Own> =>
  actingAs(db, visitor, async (acting) => ({
    authorities: (await ownHolders(acting)).map(({ authority }) => authority),
    entitlements: await ownEntitlements(acting),
    objections: await ownObjections(acting),
  }))

/** Records an objection, to an entitlement or to none, for the authority to answer; false: they are nobody's holder there. */
export const object = (
  db: Db,
  visitor: SignedIn,
  { entitlement, text }: { entitlement: number | null; text: string },
): Promise<boolean> =>
  actingAs(db, visitor, async (acting) => {
    const holders = await ownHolders(acting)
    const about = (await ownEntitlements(acting)).find(({ id }) => id === entitlement)
    const whose = holders.find(({ authority }) => about === undefined || authority === about.authority)
    if (whose === undefined || (entitlement !== null && about === undefined)) return false
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
