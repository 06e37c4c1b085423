// SPDX-License-Identifier: Apache-2.0
/** Rules whose outcomes another rule gives anyway, to everybody to whom they do: shown by reasoning, so that none is named wrongly. */
import type { Assessment, Outcome, Rule } from '@passerelle/recognition'
import { alwaysAround, containersOf, type Vocabulary } from '../law/vocabulary.ts'
import { inBothLanguages } from '../source/both-languages.ts'
import { ruleHolds, ruleMayFail, subjectScope } from './formula.ts'
import { calledRule, type LawFinding, placeOfRule } from './law-finding.ts'
import { commonDays, commonPlace, type LawInHand, type RuleAt } from './law-in-hand.ts'
import { type Shown, showPerson } from './show-person.ts'
import { newSearch, waysOf } from './ways.ts'

export function shadows(law: LawInHand, only: string | null): LawFinding[] {
  const opposing = law.rules.some(({ rule }) => rule.excludes !== undefined || rule.exclusive !== undefined)
  const found: LawFinding[] = []
  const byOutcome = Map.groupBy(law.rules, ({ rule }) => keyOf(rule.outcomes[0]))
  law.rules.forEach((one, index) => {
    if (one.rule.outcomes.length === 0 || one.rule.excludes !== undefined || one.rule.exclusive !== undefined) return
    if (opposing && one.rule.overrides !== undefined) return
    const others = (byOutcome.get(keyOf(one.rule.outcomes[0])) ?? []).concat(
      law.rules.filter(({ rule }) => rule.outcomes.length > 1),
    )
    const shadow = [...new Set(others)].find((other) => {
      if (other === one || (only !== null && ![one, other].some(({ folder }) => folder.instrument.id === only)))
        return false
      if (!gives(other.rule, one.rule) || !reachesAll(other.rule, one.rule, law.vocabulary)) return false
      if (!isImplied(one.rule, other.rule, law)) return false
      // Of two that say the same, the later one is told.
      return index > law.rules.indexOf(other) || !gives(one.rule, other.rule) || !isMutual(one, other, law)
    })
    const person = shadow === undefined ? null : whoGetsBoth(one, shadow, law)
    // Without anybody who gets it the rule is not shadowed but empty.
    if (shadow !== undefined && person !== null) found.push(finding(one, shadow, person))
  })
  return found
}

const keyOf = (outcome: Outcome | undefined): string => {
  if (outcome === undefined) return ''
  return JSON.stringify([outcome.kind, outcome.by, Object.entries(outcome.target).toSorted()])
}

const isMutual = (one: RuleAt, other: RuleAt, law: LawInHand): boolean =>
  reachesAll(one.rule, other.rule, law.vocabulary) && isImplied(other.rule, one.rule, law)

/** Every outcome of the second, for all its purposes, on all its days. */
function gives(first: Rule, second: Rule): boolean {
  const own = new Set(first.outcomes.map(keyOf))
  return (
    second.outcomes.every((outcome) => own.has(keyOf(outcome))) &&
    second.purposes.every((purpose) => first.purposes.includes(purpose)) &&
    lasts(first, second) &&
    (second.subject?.derived ?? []).every(
      (kind) => first.subject === null || first.subject.derived?.includes(kind) === true,
    )
  )
}

function lasts(first: Rule, second: Rule): boolean {
  const same = first.from === second.from && first.until === second.until
  if (first.doubtful !== undefined) return same && JSON.stringify(first.doubtful) === JSON.stringify(second.doubtful)
  const begins = first.from === null || (second.from !== null && second.from >= first.from)
  const ends = first.until === null || (second.until !== null && second.until <= first.until)
  return begins && ends
}

/** Whether the first holds wherever the second does. */
export function reachesAll(first: Rule, second: Rule, { jurisdictions }: Vocabulary): boolean {
  if (jurisdictions === null) return false
  const excepted = second.except ?? []
  const somewhere = second.places.some((place) => {
    const around = containersOf(place, jurisdictions)
    return !excepted.some((one) => around.has(one))
  })
  return (
    somewhere &&
    second.places.every((place) => {
      const around = alwaysAround(place, jurisdictions)
      if (!first.places.some((wider) => around.has(wider))) return false
      return (first.except ?? []).every((one) => {
        const within = alwaysAround(one, jurisdictions)
        if (excepted.some((wider) => within.has(wider))) return true
        const touches = containersOf(one, jurisdictions).has(place) || containersOf(place, jurisdictions).has(one)
        return !touches && isNested(one, jurisdictions)
      })
    })
  )
}

/** A union may share members with a place that does not lie in it. */
function isNested(code: string, jurisdictions: NonNullable<Vocabulary['jurisdictions']>): boolean {
  return ![...jurisdictions.values()].some(
    ({ parents }) => parents.length > 1 && parents.some((parent) => parent.code === code),
  )
}

/** Whoever is granted something by the first is granted as much by the second. */
function isImplied(first: Rule, second: Rule, law: LawInHand): boolean {
  if (first.subject === null && second.subject !== null) return false
  const subject = first.subject === null ? null : subjectScope
  const holds = waysOf([ruleHolds(first, 'met', law)], subject, law.vocabulary, newSearch()).next()
  if (holds.done === true) return false
  return (['met', 'granted'] as const).every((want) => {
    const search = newSearch()
    const against = [ruleHolds(first, want, law), ruleMayFail(second, want, law)]
    const ways = waysOf(against, subject, law.vocabulary, search).next()
    return ways.done === true && search.complete
  })
}

/** Somebody for whom both are met, so that it can be seen. */
function whoGetsBoth(one: RuleAt, other: RuleAt, law: LawInHand): Shown | null {
  const { vocabulary } = law
  const met = ({ findings }: Assessment, { id }: Rule): boolean =>
    findings.some(({ rule, verdict }) => rule === id && verdict === 'met')
  const shows = (assessment: Assessment): boolean => met(assessment, one.rule) && met(assessment, other.rule)
  const subject = one.rule.subject === null ? null : subjectScope
  for (const day of commonDays(one.rule, other.rule, law.day)) {
    const compiled = law.compiledOn(day)
    const place = commonPlace(one.rule, other.rule, compiled)
    if (place === null) continue
    const ways = waysOf([ruleHolds(one.rule, 'met', law)], subject, vocabulary, newSearch())
    const [purpose] = one.rule.purposes
    const request = { place, ...(purpose !== undefined && { purpose }) }
    const shown = showPerson(
      ways,
      { compiled, request, rules: [one.rule.id, other.rule.id], shows },
      { day, vocabulary },
    )
    if (shown !== null) return shown
  }
  return null
}

function finding(one: RuleAt, other: RuleAt, person: Shown): LawFinding {
  return {
    code: 'shadowed',
    severity: 'warning',
    instrument: one.folder.instrument.id,
    rule: one.written.id,
    place: placeOfRule(one),
    words: inBothLanguages('finding.shadowed', { rule: calledRule(one), other: calledRule(other) }),
    person,
    other: { instrument: other.folder.instrument.id, rule: other.written.id, place: placeOfRule(other) },
  }
}
