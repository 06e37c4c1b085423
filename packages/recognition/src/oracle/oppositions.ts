// SPDX-License-Identifier: Apache-2.0
/** What findings have against one another, asked of each pair anew. */
import type { Opposition } from '../assessment.ts'
import type { Outcome, OutcomePattern, Rule } from '../rule.ts'
import type { Holding } from './holding.ts'

interface Judged {
  rule: Rule
  subject: Holding | null
  finding: { verdict: string }
}

const NAMES = ['qualification', 'level', 'benefit'] as const

function means(patterns: readonly OutcomePattern[] | undefined, outcome: Outcome): boolean {
  return (patterns ?? []).some(({ kinds, target }) => {
    const ofKind = !kinds || kinds.some((kind) => kind === outcome.kind)
    const same = NAMES.every((name) => !target?.[name] || target[name] === outcome.target[name])
    const parts = (outcome.target.part ?? '').split('/')
    const within = (target?.part ?? '').split('/').every((name, depth) => !target?.part || name === parts[depth])
    const codes = [
      [target?.field, outcome.target.field],
      [target?.occupation, outcome.target.occupation],
    ]
    return ofKind && same && within && codes.every(([wider, code]) => !wider || (code ?? '').startsWith(wider))
  })
}

function overrides(one: Rule, other: Rule): boolean {
  const named = one.overrides ?? []
  const back = other.overrides ?? []
  const says = named.includes(other.id) || named.includes(other.instrument)
  return says && !back.includes(one.id) && !back.includes(one.instrument)
}

function concern(one: Judged, other: Judged): boolean {
  const shared = one.rule.purposes.filter((purpose) => other.rule.purposes.includes(purpose))
  const same = one.subject === null || other.subject === null || one.subject.root === other.subject.root
  return one.rule.id !== other.rule.id && shared.length > 0 && same && one.finding.verdict !== 'unmet'
}

/** Exclusions of this outcome. */
function exclusionsOf(all: readonly Judged[], one: Judged, outcome: Outcome): [Judged, Opposition['how']][] {
  return all
    .filter((other) => concern(other, one) && means(other.rule.excludes, outcome) && !overrides(one.rule, other.rule))
    .map((other) => [other, overrides(other.rule, one.rule) ? 'excluded' : 'contested'])
}

function stands(all: readonly Judged[], one: Judged, outcome: Outcome): boolean {
  return !exclusionsOf(all, one, outcome).some(([other, how]) => how === 'excluded' && other.finding.verdict === 'met')
}

/** Findings with which this outcome is not had together, and which do not give way. */
function rivalsOf(all: readonly Judged[], one: Judged, outcome: Outcome): [Judged, Opposition['how']][] {
  if (!stands(all, one, outcome)) return []
  const others = all.filter((other) => concern(other, one) && !overrides(one.rule, other.rule))
  const apart = others.filter((other) => {
    const left = other.rule.outcomes.filter((each) => stands(all, other, each))
    const theirs = left.length > 0 && means(other.rule.exclusive, outcome)
    return theirs || left.some((each) => means(one.rule.exclusive, each))
  })
  return apart.map((other) => [other, overrides(other.rule, one.rule) ? 'overridden' : 'contested'])
}

function ownOppositions(all: readonly Judged[], one: Judged, at: number): Opposition[] {
  const outcome = one.rule.outcomes[at]
  if (!outcome) return []
  return [...exclusionsOf(all, one, outcome), ...rivalsOf(all, one, outcome)].map(
    ([{ rule, subject, finding }, how]) => ({
      outcome: at,
      by: rule.id,
      subject: subject?.id ?? null,
      how,
      verdict: finding.verdict as Opposition['verdict'],
    }),
  )
}

function compare(left: Opposition, right: Opposition): number {
  if (left.outcome !== right.outcome) return left.outcome - right.outcome
  for (const name of ['by', 'subject', 'how', 'through'] as const) {
    const [first, second] = [left[name] ?? '', right[name] ?? '']
    if (first !== second) return first < second ? -1 : 1
  }
  return 0
}

/** Everything that stands against the outcomes of a finding, by outcome, then rule. */
export function oppositions(all: readonly Judged[], one: Judged): Opposition[] {
  if (one.finding.verdict === 'unmet') return []
  const places = one.rule.outcomes.map((_, at) => at)
  const own = places.flatMap((at) => ownOppositions(all, one, at))
  const maker = one.subject?.maker
  const source = all.find(({ rule, subject }) => rule.id === maker?.rule && (subject?.id ?? null) === maker.of)
  const made = maker && source ? source.rule.outcomes.indexOf(maker.outcome) : -1
  const inherited = (source ? oppositions(all, source) : []).filter(({ outcome }) => outcome === made)
  const taken = inherited.flatMap((each) =>
    places.map((outcome) => ({ ...each, outcome, through: each.through ?? maker?.rule ?? '' })),
  )
  const sorted = [...own, ...taken].sort(compare)
  return sorted.filter((each, at) => at === 0 || compare(each, sorted[at - 1] as Opposition) !== 0)
}
