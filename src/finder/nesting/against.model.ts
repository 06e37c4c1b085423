// SPDX-License-Identifier: Apache-2.0
// What two rules have against one another before anybody has been asked: docs/engine-semantics.md, "What stands against an outcome".
import {
  type Condition,
  covers,
  type Opposition,
  type Outcome,
  type OutcomePattern,
  type Rule,
} from '@passerelle/recognition'

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

/** What other rules that reach a place have against one of its rules. */
export interface Contested {
  /** What may be lost, or disputed, by whom. */
  against: Against[]
  /** Of these, what is always lost: whoever satisfies the rule satisfies the other one too. */
  always: Against[]
}

/** `others`: the rules in force that reach the place. */
export function whatStandsAgainst(rule: Rule, others: readonly Rule[]): Contested {
  const against = others.flatMap((by) => standsAgainst(by, rule))
  const always = against.filter(({ by, how }) => {
    if (how === 'contested' || !follows(rule, by)) return false
    // What is not had together stays where the other's own outcome is lost to a third.
    return (
      how === 'excluded' || !others.some((third) => standsAgainst(third, by).some((one) => one.how !== 'contested'))
    )
  })
  return { against, always }
}

/** Whether a rule must be met for every credential for which another is met. It may be so where this does not see it. */
function follows(rule: Rule, by: Rule): boolean {
  // Nobody knows whether it is in force then; and one that serves fewer purposes is not asked for the others.
  if (by.doubtful !== undefined || !rule.purposes.every((purpose) => by.purposes.includes(purpose))) return false
  if (by.subject !== null && !isSame(by.subject, rule.subject)) return false
  const asked = partsOf(rule.when)
  return partsOf(by.when).every((part) => asked.some((one) => isSame(one, part)))
}

const partsOf = (when: Condition | null): Condition[] =>
  when === null ? [] : 'all' in when ? when.all.flatMap(partsOf) : [when]

/** The same members with the same values, in whatever order. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other
  const [mine, theirs] = [Object.entries(one), new Map(Object.entries(other))]
  return (
    mine.length === theirs.size && mine.every(([name, value]) => theirs.has(name) && isSame(value, theirs.get(name)))
  )
}

/** The rules of a list that reach a place. `within`: all that contains it, itself first. */
export function reaching(rules: readonly Rule[], within: readonly string[]): Rule[] {
  const around = new Set(within)
  return rules.filter(
    ({ places, except }) =>
      places.some((place) => around.has(place)) && except?.some((place) => around.has(place)) !== true,
  )
}
