// SPDX-License-Identifier: Apache-2.0
import type { Purpose } from '@passerelle/recognition'
import type { PlainDate } from '../../kernel/index.ts'
import { compareLaws, type Laws } from '../evaluation/compare-laws.ts'
import type { EvaluationPool } from '../evaluation/evaluation-pool.ts'

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

export interface Sides extends Laws {
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
  const comparison = await compareLaws(pool, sides, (done) => onProgress(done * EVALUATED))
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
