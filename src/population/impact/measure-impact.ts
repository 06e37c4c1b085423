// SPDX-License-Identifier: Apache-2.0
import type { AssessmentRequest, Compiled, Outcome } from '@passerelle/recognition'
import { type Comparison, changesOf, compareEvaluated, LOSING, NEWLY, OPENED } from '../evaluation/compare.ts'
import type { EvaluationPool } from '../evaluation/evaluation-pool.ts'
import { MET, OPEN, OutcomeList } from '../evaluation/outcomes.ts'

/** How many persons a change of the law concerns. */
export interface Impact {
  persons: number
  /** Have an outcome that they did not have. */
  newly: number
  /** Do not have an outcome that they had. */
  losing: number
  /** Some outcome has become possible for them, and a fact that decides it is not known. */
  undecided: number
  unchanged: number
  /** Outcome by outcome, most gained first. */
  outcomes: OutcomeImpact[]
}

export interface OutcomeImpact {
  outcome: Outcome
  gained: number
  lost: number
  undecided: number
}

export interface Sides {
  before: Compiled
  after: Compiled
  request: AssessmentRequest
  /** From 0 to 1. */
  onProgress?: (done: number) => void
}

/** Evaluates a workforce under both laws. */
export async function compareLaws(
  pool: EvaluationPool,
  { before, after, request, onProgress = () => {} }: Sides,
): Promise<Comparison> {
  const outcomes = new OutcomeList(before, after)
  const was = await pool.evaluate({ compiled: before, request, outcomes, onProgress: (done) => onProgress(done / 2) })
  const is = await pool.evaluate({
    compiled: after,
    request,
    outcomes,
    onProgress: (done) => onProgress((1 + done) / 2),
  })
  return compareEvaluated(was, is)
}

export function measureImpact(comparison: Comparison): Impact {
  const { flags, after, concerned } = comparison
  const { list } = after.evaluation.outcomes
  const outcomes = list.map((outcome): OutcomeImpact => ({ outcome, gained: 0, lost: 0, undecided: 0 }))
  const found = { newly: 0, losing: 0, undecided: 0 }
  for (let person = 0; person < flags.length; person++) {
    const flag = flags[person] as number
    if (flag === 0) continue
    if (flag & NEWLY) found.newly++
    if (flag & LOSING) found.losing++
    if (flag & OPENED) found.undecided++
    for (const change of changesOf(comparison, person)) {
      const outcome = outcomes[change.outcome] as OutcomeImpact
      if (change.after === MET) outcome.gained++
      else if (change.before === MET) outcome.lost++
      if (change.after === OPEN) outcome.undecided++
    }
  }
  const changed = outcomes.filter(({ gained, lost, undecided }) => gained + lost + undecided > 0)
  changed.sort((a, b) => b.gained + b.lost - (a.gained + a.lost))
  return { persons: flags.length, ...found, unchanged: flags.length - concerned, outcomes: changed }
}
