// SPDX-License-Identifier: Apache-2.0
import type { SignedIn } from '../../access/index.ts'
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import {
  addFindings,
  declare,
  type ExpertRow,
  type FindingRow,
  type GivenFindings,
  listExperts,
  listFindings,
} from './comparisons.store.ts'
import { nominationOf, notYours } from './nominate.ts'
import { faultsOf } from './nomination.model.ts'
import type { NominationRow } from './nominations.store.ts'
import { record, tellHandlers } from './tell-nomination.ts'

export interface ComparisonInHand {
  row: NominationRow
  self: ExpertRow
  /** Their own and, once that is given, the others'. */
  findings: FindingRow[]
  gave: boolean
}

/** What an expert who was asked has before them; a problem for everybody else. */
export function readComparison(db: Db, visitor: SignedIn, id: string): Promise<ComparisonInHand> {
  return actingAs(db, visitor, async (acting) => {
    const row = await nominationOf(acting, id)
    const self = await selfAmong(acting, visitor, id)
    const findings = await listFindings(acting, id)
    return { row, self, findings, gave: findings.some(({ expert }) => expert === visitor.person) }
  })
}

async function selfAmong(acting: Db, visitor: SignedIn, id: string): Promise<ExpertRow> {
  const self = (await listExperts(acting, id)).find(({ expert }) => expert === visitor.person)
  if (self === undefined) throw notYours(visitor)
  return self
}

/** An expert says whether anything stands between them and an impartial look. With a conflict they are not asked. */
export function declareInterest(
  db: Db,
  visitor: SignedIn,
  id: string,
  declared: 'impartial' | 'conflict',
): Promise<boolean> {
  return actingAs(db, visitor, async (acting) => {
    const row = await nominationOf(acting, id)
    await selfAmong(acting, visitor, id)
    if (row.state !== 'in-comparison' || !(await declare(acting, visitor.person, id, declared))) return false
    await record(acting, visitor, { act: 'compare-nomination', row, changed: { done: declared } })
    if (declared === 'conflict') await tellHandlers(acting, visitor, row)
    return true
  })
}

/** Gives a comparison, once; faults by field where it cannot stand, `late` where it is not asked for any more. */
export function giveComparison(
  db: Db,
  visitor: SignedIn,
  id: string,
  given: GivenFindings,
): Promise<'done' | 'late' | { faults: string[] }> {
  return actingAs(db, visitor, async (acting) => {
    const row = await nominationOf(acting, id)
    const { declared, released } = await selfAmong(acting, visitor, id)
    if (row.state !== 'in-comparison' || declared !== 'impartial' || released) return 'late'
    const faults = faultsOf(given.elements, given.recommendation)
    if (faults.length > 0) return { faults }
    if (!(await addFindings(acting, visitor.person, id, given))) return 'late'
    await record(acting, visitor, { act: 'compare-nomination', row, changed: { done: 'compared' } })
    await tellHandlers(acting, visitor, row)
    return 'done'
  })
}
