// SPDX-License-Identifier: Apache-2.0
/** What findings have against one another: exclusions, and outcomes that are not had together. Verdicts stay as they are. */
import type { Finding, Opposition } from './assessment.ts'
import type { Held } from './credentials/person-view.ts'
import type { Outcome, OutcomePattern, Rule } from './rule.ts'

export interface Spoken {
  finding: Finding
  rule: Rule
  subject: Held | null
}

/** Whether a pattern means the outcome. */
export function covers({ kinds, target = {} }: OutcomePattern, outcome: Outcome): boolean {
  if (kinds !== undefined && !kinds.includes(outcome.kind)) return false
  const own = outcome.target
  return (
    (target.qualification ?? own.qualification) === own.qualification &&
    (target.level ?? own.level) === own.level &&
    isPartOf(own.part, target.part) &&
    (target.benefit ?? own.benefit) === own.benefit &&
    lies(own.field, target.field) &&
    lies(own.occupation, target.occupation)
  )
}

/** `exam/theory` is a part of `exam`; the whole is no part of its parts. */
const isPartOf = (part: string | undefined, whole: string | undefined): boolean =>
  whole === undefined || part === whole || part?.startsWith(`${whole}/`) === true

const lies = (code: string | undefined, wider: string | undefined): boolean =>
  wider === undefined || (code?.startsWith(wider) ?? false)

/** Adds to each finding what stands against its outcomes, as `docs/engine-semantics.md` has it. */
export function oppose(spoken: readonly Spoken[]): void {
  const live = spoken.filter(({ finding }) => finding.verdict !== 'unmet')
  const found = new Map<Spoken, Opposition[]>(live.map((one) => [one, []]))
  for (const one of live) if (one.rule.excludes !== undefined) exclude(one, one.rule.excludes, live, found)
  const barred = new Set<string>()
  live.forEach((one, at) => {
    for (const each of found.get(one) ?? []) {
      if (each.how === 'excluded' && each.verdict === 'met') barred.add(`${at} ${each.outcome}`)
    }
  })
  const standing = (one: Spoken, outcome: number): boolean => !barred.has(`${live.indexOf(one)} ${outcome}`)
  for (const one of live) {
    if (one.rule.exclusive !== undefined) keepApart(one, one.rule.exclusive, live, found, standing)
  }
  const byLength = live.filter(({ subject }) => (subject?.derivation ?? null) !== null)
  byLength.sort((a, b) => a.finding.via.length - b.finding.via.length)
  for (const one of byLength) inherit(one, live, found)
  for (const [one, list] of found) if (list.length > 0) one.finding.opposed = inOrder(list)
}

/** Two findings of different rules that serve a purpose together and speak of one credential, or one of them of none. */
function meet(one: Spoken, other: Spoken): boolean {
  if (one.rule === other.rule) return false
  if (one.subject !== null && other.subject !== null && one.subject.root !== other.subject.root) return false
  return one.rule.purposes.some((purpose) => other.rule.purposes.includes(purpose))
}

function goesBefore(one: Rule, other: Rule): boolean {
  return one.overrides?.some((id) => id === other.id || id === other.instrument) ?? false
}

/** Which of two rules goes before the other: a rule that both claim to belongs to neither. */
function precedence(one: Rule, other: Rule): 'one' | 'other' | 'neither' {
  const [first, second] = [goesBefore(one, other), goesBefore(other, one)]
  return first === second ? 'neither' : first ? 'one' : 'other'
}

const against = ({ finding }: Spoken, outcome: number, how: Opposition['how']): Opposition => ({
  outcome,
  by: finding.rule,
  subject: finding.subject,
  how,
  verdict: finding.verdict as Opposition['verdict'],
})

type Found = Map<Spoken, Opposition[]>

function exclude(one: Spoken, patterns: readonly OutcomePattern[], live: readonly Spoken[], found: Found): void {
  for (const other of live) {
    if (!meet(one, other)) continue
    const first = precedence(one.rule, other.rule)
    if (first === 'other') continue
    other.rule.outcomes.forEach((outcome, index) => {
      if (!patterns.some((pattern) => covers(pattern, outcome))) return
      found.get(other)?.push(against(one, index, first === 'one' ? 'excluded' : 'contested'))
    })
  }
}

function keepApart(
  one: Spoken,
  patterns: readonly OutcomePattern[],
  live: readonly Spoken[],
  found: Found,
  standing: (one: Spoken, outcome: number) => boolean,
): void {
  const own = one.rule.outcomes.flatMap((_, index) => (standing(one, index) ? [index] : []))
  if (own.length === 0) return
  for (const other of live) {
    if (!meet(one, other)) continue
    const first = precedence(one.rule, other.rule)
    other.rule.outcomes.forEach((outcome, index) => {
      if (!standing(other, index) || !patterns.some((pattern) => covers(pattern, outcome))) return
      const how = first === 'neither' ? 'contested' : 'overridden'
      if (first !== 'other') found.get(other)?.push(against(one, index, how))
      if (first !== 'one') for (const mine of own) found.get(one)?.push(against(other, mine, how))
    })
  }
}

/** What stands against the outcome that a derived subject is stands against every outcome for it. */
function inherit(one: Spoken, live: readonly Spoken[], found: Found): void {
  const derivation = one.subject?.derivation ?? null
  if (derivation === null) return
  const source = live.find(
    ({ rule, subject }) => rule === derivation.rule.rule && (subject?.id ?? null) === (derivation.subject?.id ?? null),
  )
  const made = derivation.rule.rule.outcomes.indexOf(derivation.outcome)
  const inherited = (source === undefined ? undefined : found.get(source))?.filter(({ outcome }) => outcome === made)
  for (const opposition of inherited ?? []) {
    one.rule.outcomes.forEach((_, outcome) => {
      found.get(one)?.push({ ...opposition, outcome, through: opposition.through ?? derivation.rule.rule.id })
    })
  }
}

function inOrder(list: readonly Opposition[]): Opposition[] {
  const text = ({ outcome, by, subject, how, through }: Opposition): string =>
    [String(outcome).padStart(6, '0'), by, subject ?? '', how, through ?? ''].join('\u0000')
  const sorted = new Map(list.map((each) => [text(each), each]))
  return [...sorted.keys()].sort().map((key) => sorted.get(key) as Opposition)
}
