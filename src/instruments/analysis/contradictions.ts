// SPDX-License-Identifier: Apache-2.0
/** Two rules in force of which one grants what the other excludes, or whose outcomes are exclusive, and none goes before. */

import { type Assessment, covers, type OutcomePattern, type Rule } from '@passerelle/recognition'
import { inBothLanguages } from '../source/both-languages.ts'
import { ruleCouldHold, ruleHolds, subjectScope } from './formula.ts'
import { calledRule, type LawFinding, placeOfRule } from './law-finding.ts'
import { commonDays, commonPlace, type LawInHand, mayShareAPlace, type RuleAt } from './law-in-hand.ts'
import { type Shown, showPerson } from './show-person.ts'
import { newSearch, waysOf } from './ways.ts'

/** `only`: pairs of which one is of this instrument. */
export function contradictions(law: LawInHand, only: string | null): LawFinding[] {
  const found: LawFinding[] = []
  for (const one of law.rules) {
    if (one.rule.excludes === undefined && one.rule.exclusive === undefined) continue
    for (const other of law.rules) {
      if (only !== null && one.folder.instrument.id !== only && other.folder.instrument.id !== only) continue
      const kind = opposes(one.rule, other.rule)
      if (kind === null || (kind === 'exclusive' && isTold(one, other))) continue
      const finding = judgePair(one, other, kind, law)
      if (finding !== null) found.push(finding)
    }
  }
  return found
}

type Kind = 'excludes' | 'exclusive'

/** A pair whose rules both call the other's outcomes exclusive is told once, from the first of them. */
const isTold = (one: RuleAt, other: RuleAt): boolean =>
  one.rule.id > other.rule.id && opposes(other.rule, one.rule) === 'exclusive'

function opposes(one: Rule, other: Rule): Kind | null {
  if (one.id === other.id || !one.purposes.some((purpose) => other.purposes.includes(purpose))) return null
  const means = (patterns: readonly OutcomePattern[] = []): boolean =>
    other.outcomes.some((outcome) => patterns.some((pattern) => covers(pattern, outcome)))
  if (means(one.excludes)) return 'excludes'
  return one.outcomes.length > 0 && means(one.exclusive) ? 'exclusive' : null
}

const goesBefore = (one: Rule, other: Rule): boolean =>
  one.overrides?.some((id) => id === other.id || id === other.instrument) ?? false

function judgePair(one: RuleAt, other: RuleAt, kind: Kind, law: LawInHand): LawFinding | null {
  const [first, second] = [goesBefore(one.rule, other.rule), goesBefore(other.rule, one.rule)]
  if (first !== second || !mayShareAPlace(one.rule, other.rule, law.vocabulary)) return null
  const subject = one.rule.subject === null && other.rule.subject === null ? null : subjectScope
  let meet = false
  for (const day of commonDays(one.rule, other.rule, law.day)) {
    const place = commonPlace(one.rule, other.rule, law.compiledOn(day))
    if (place === null) continue
    meet = true
    const person = whoGetsBoth(one.rule, other.rule, { subject, day, place }, law)
    if (person !== null) return finding(one, other, first ? 'each-other' : kind, person)
  }
  if (!meet) return null
  const open = newSearch()
  const could = [ruleCouldHold(one.rule, 'granted', law), ruleCouldHold(other.rule, 'granted', law)]
  const some = waysOf(could, subject, law.vocabulary, open).next().done === false
  return some || !open.complete ? finding(one, other, 'possible', null) : null
}

interface Meeting {
  subject: string | null
  day: string
  place: string
}

/** Somebody for whom both rules are met, so that the engine calls the outcome contested. */
function whoGetsBoth(one: Rule, other: Rule, { subject, day, place }: Meeting, law: LawInHand): Shown | null {
  const { vocabulary } = law
  const purpose = one.purposes.find((each) => other.purposes.includes(each))
  const together = [ruleHolds(one, 'met', law), ruleHolds(other, 'met', law)]
  const wanted = {
    compiled: law.compiledOn(day),
    request: { place, ...(purpose !== undefined && { purpose }) },
    rules: [one.id, other.id],
    shows: (assessment: Assessment) => isContested(assessment, one.id, other.id),
  }
  return showPerson(waysOf(together, subject, vocabulary, newSearch()), wanted, { day, vocabulary })
}

function isContested({ findings }: Assessment, by: string, of: string): boolean {
  return findings.some(
    ({ rule, verdict, opposed = [] }) =>
      rule === of &&
      verdict === 'met' &&
      opposed.some((each) => each.by === by && each.how === 'contested' && each.verdict === 'met'),
  )
}

function finding(one: RuleAt, other: RuleAt, kind: Kind | 'each-other' | 'possible', person: Shown | null): LawFinding {
  const args = { rule: calledRule(one), other: calledRule(other) }
  return {
    code:
      kind === 'possible' ? 'contradiction-possible' : kind === 'each-other' ? 'overrides-each-other' : 'contradiction',
    severity: kind === 'possible' ? 'warning' : 'error',
    instrument: one.folder.instrument.id,
    rule: one.written.id,
    place: placeOfRule(one),
    words: inBothLanguages(`finding.contradiction.${kind}`, args),
    ...(person !== null && { person }),
    other: { instrument: other.folder.instrument.id, rule: other.written.id, place: placeOfRule(other) },
  }
}
