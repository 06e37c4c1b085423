// SPDX-License-Identifier: Apache-2.0
import type { AssessmentRequest, Compiled, Purpose } from '@passerelle/recognition'
import type { PlainDate } from '../../kernel/index.ts'
import type { Workforce } from '../columns/workforce.ts'
import { changedKinds } from '../entitlements/touched-kinds.model.ts'
import { type Comparison, compareEvaluated } from '../evaluation/compare.ts'
import { evaluateChange } from '../evaluation/evaluate-change.ts'
import type { EvaluationPool } from '../evaluation/evaluation-pool.ts'
import { OutcomeList } from '../evaluation/outcomes.ts'

import type { ToldImpact } from './disclosure/tell-impact.ts'
import { type Assumed, type Assumption, assumedTotals } from './figures/assumptions.ts'
import { countImpact, type ImpactCounts } from './figures/count-impact.ts'
import { compareGroups, type Fairness } from './figures/fairness.ts'
import { findOpenFacts, type OpenFacts } from './figures/open-facts.ts'

/** What is told of a change of the law for a workforce: on the page, by the command and in the files. */
export interface Impact extends ToldImpact {
  place: string
  purpose: Purpose | null
  asOf: PlainDate
  fairness: Fairness[]
  /** Benefits and fees, as they were assumed. */
  assumed: Assumed[]
}

export interface Sides {
  before: Compiled
  after: Compiled
  request: AssessmentRequest
  /** From 0 to 1. */
  onProgress?: (done: number) => void
}

/** The fewest persons of whom a count is told, where nobody has said otherwise. */
export const usualThreshold = 10

/** Parts of the work, as the progress tells them. */
const EVALUATED = 0.8
const COUNTED = 0.9

/** What was counted, before anything of it is told. */
export type Counted = Omit<ImpactCounts, 'open'> & { facts: OpenFacts }

/** Evaluates a workforce under both laws, and counts. */
export async function countBoth(pool: EvaluationPool, { onProgress = () => {}, ...sides }: Sides): Promise<Counted> {
  const comparison = await compareLaws(pool, { ...sides, onProgress: (done) => onProgress(done * EVALUATED) })
  const { open, ...counts } = await countImpact(comparison)
  onProgress(COUNTED)
  const facts = await findOpenFacts(comparison, open, (done) => onProgress(COUNTED + done * (1 - COUNTED)))
  return { ...counts, facts }
}

/** What is told, with what is worked out of it and nothing else. */
export function impactOf(
  told: ToldImpact,
  { place, purpose, asOf }: Pick<Impact, 'place' | 'purpose' | 'asOf'>,
  assumptions: readonly Assumption[] = [],
): Impact {
  return { place, purpose, asOf, ...told, fairness: compareGroups(told), assumed: assumedTotals(told, assumptions) }
}

/** Above this part of all credentials it is as quick to evaluate everybody. */
const MOST_CHANGED = 0.5

/** Both laws over everybody; where rules of few kinds of credentials have changed, the new one over those. */
async function compareLaws(
  pool: EvaluationPool,
  { before, after, request, onProgress }: Sides & { onProgress: (done: number) => void },
): Promise<Comparison> {
  const outcomes = new OutcomeList(before, after)
  const was = await pool.evaluate({ compiled: before, request, outcomes, onProgress: (done) => onProgress(done / 2) })
  const { workforce } = was.around
  const kinds = changedKinds(before, after, request, workforce.kinds)
  if (kinds !== null && rowsOf(workforce, kinds) <= MOST_CHANGED * workforce.records)
    return evaluateChange(was, { compiled: after, kinds })
  const is = await pool.evaluate({
    compiled: after,
    request,
    outcomes,
    onProgress: (done) => onProgress((1 + done) / 2),
  })
  return compareEvaluated(was, is)
}

/** Records of the kinds that are marked. */
const rowsOf = ({ kindStart, kinds, persons }: Workforce, marked: Uint8Array): number =>
  marked.reduce((rows, mark, kind) => {
    if (mark === 0) return rows
    return rows + (kind === kinds.length ? persons : (kindStart[kind + 1] as number) - (kindStart[kind] as number))
  }, 0)
