// SPDX-License-Identifier: Apache-2.0
import { nameAuthorities, notify, recordAct, type SignedIn } from '../../../access/index.ts'
import { actingAs } from '../../../db/acting.ts'
import type { Db } from '../../../db/index.ts'
import type { Words } from '../../../ui/index.ts'
import { letterInBoth } from '../letter-in-both.ts'
import {
  answerObjection,
  mailObjector,
  type OfficeObjection,
  type OfficeRound,
  officeRounds,
  openObjections,
} from './office.store.ts'

export type { OfficeRound } from './office.store.ts'

export const readOffice = (
  db: Db,
  visitor: SignedIn,
  authority: string,
): Promise<{ rounds: OfficeRound[]; objections: OfficeObjection[] }> =>
  actingAs(db, visitor, async (acting) => ({
    rounds: await officeRounds(acting, authority),
    objections: await openObjections(acting, authority),
  }))

/** Answers an objection, records that, and tells whose it was; false: none of this id waits. */
export const answer = (
  db: Db,
  visitor: SignedIn,
  given: { authority: string; id: string; text: string },
): Promise<boolean> =>
  actingAs(db, visitor, async (acting) => {
    const answered = await answerObjection(acting, given)
    if (answered === null) return false
    const { person } = answered
    await recordAct(acting, {
      act: 'answer-objection',
      authority: given.authority,
      object: { kind: 'objection', id: given.id },
      actor: visitor.person,
      ...(person !== null && { person }),
    })
    if (person !== null) await notify(acting, { person, kind: 'objection-answered', link: '/entitlements' })
    else {
      const naming = await nameAuthorities(acting, [given.authority])
      const args = (words: Words) => ({ authority: naming(words, given.authority) })
      await mailObjector(acting, { id: given.id, ...letterInBoth('objection-answered', args) })
    }
    return true
  })
