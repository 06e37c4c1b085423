// SPDX-License-Identifier: Apache-2.0
// What two rules have against one another before anybody has been asked: docs/engine-semantics.md, "What stands against an outcome".
import { covers, type Opposition, type Outcome, type OutcomePattern, type Rule } from '@passerelle/recognition'

/** An outcome of one rule that is not had, or in dispute, where another rule is met for the same credential. */
export interface Against {
  by: Rule
  outcome: Outcome
  how: Opposition['how']
}

/** What `by` would take from `of`, or dispute, if both were met and none of their outcomes were lost to a third. */
export function standsAgainst(by: Rule, of: Rule): Against[] {
  if (by.id === of.id || !by.purposes.some((purpose) => of.purposes.includes(purpose))) return []
  const [first, second] = [goesBefore(by, of), goesBefore(of, by)]
  if (second && !first) return []
  const wins = first && !second
  const excluded = matching(by.excludes, of.outcomes)
  const apart = by.outcomes.length === 0 ? [] : matching(by.exclusive, of.outcomes)
  // `exclusive` binds both sides: what B will not have together with A is lost as a whole where A goes before.
  const mutual = matching(of.exclusive, by.outcomes).length > 0 ? of.outcomes : []
  const kept = [...new Set([...apart, ...mutual])].filter((outcome) => !excluded.includes(outcome))
  return [
    ...excluded.map((outcome): Against => ({ by, outcome, how: wins ? 'excluded' : 'contested' })),
    ...kept.map((outcome): Against => ({ by, outcome, how: wins ? 'overridden' : 'contested' })),
  ]
}

const goesBefore = (one: Rule, other: Rule): boolean =>
  one.overrides?.some((id) => id === other.id || id === other.instrument) ?? false

const matching = (patterns: readonly OutcomePattern[] = [], outcomes: readonly Outcome[]): Outcome[] =>
  outcomes.filter((outcome) => patterns.some((pattern) => covers(pattern, outcome)))
