// SPDX-License-Identifier: Apache-2.0
import type { AssessmentRequest, Compiled } from '@passerelle/recognition'
import type { Workforce } from '../columns/workforce.ts'
import { changedKinds } from './changed-kinds.ts'
import { type Comparison, compareEvaluated } from './compare.ts'
import { evaluateChange } from './evaluate-change.ts'
import type { EvaluationPool } from './evaluation-pool.ts'

/** A law and another that takes its place, for a place and a purpose. */
export interface Laws {
  before: Compiled
  after: Compiled
  request: AssessmentRequest
}

/** Above this part of all credentials it is as quick to evaluate everybody. */
const MOST_CHANGED = 0.5

/** What a law changes: both over everybody, or, where rules of few kinds of credentials have changed, the new one over those. */
export async function compareLaws(
  pool: EvaluationPool,
  { before, after, request }: Laws,
  onProgress: (done: number) => void = () => {},
): Promise<Comparison> {
  const was = await pool.evaluate({ compiled: before, request, onProgress: (done) => onProgress(done / 2) })
  const { outcomes, around } = was
  outcomes.include(after)
  const kinds = changedKinds(before, after, request, around.workforce.kinds)
  if (kinds !== null && rowsOf(around.workforce, kinds) <= MOST_CHANGED * around.workforce.records)
    return evaluateChange(was, { compiled: after, kinds })
  const asked = { compiled: after, request, outcomes, onProgress: (done: number) => onProgress((1 + done) / 2) }
  return compareEvaluated(was, await pool.evaluate(asked))
}

/** Records of the kinds that are marked. */
const rowsOf = ({ kindStart, kinds, persons }: Workforce, marked: Uint8Array): number =>
  marked.reduce((rows, mark, kind) => {
    if (mark === 0) return rows
    return rows + (kind === kinds.length ? persons : (kindStart[kind + 1] as number) - (kindStart[kind] as number))
  }, 0)
