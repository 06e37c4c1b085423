// SPDX-License-Identifier: Apache-2.0
import type { Rule } from '@passerelle/recognition'
import type { Clock } from '../../kernel/index.ts'
import { type Assessed, assessWith, type LawWithRules } from '../answers/assessed.model.ts'
import type { Words } from '../answers/words.model.ts'
import { type FormQuestion, purposes } from '../interview/answer-form.model.ts'

/** What else the law of the place knows, where the answer is not yes. */
export interface OtherWays {
  /** Rules that speak of the person once the purpose is left open. */
  purposes: string[]
  /** Rules that lead to the same level or qualification from something else. */
  rules: string[]
}

const mostNamed = 5

/** What is named first. */
const verdicts = ['met', 'discretion', 'unknown'] as const

/** Null where something is already granted, or may be. */
export function otherWays(
  assessed: Assessed<LawWithRules>,
  question: FormQuestion,
  clock: Clock,
  words: Words,
): OtherWays | null {
  const { law, assessment } = assessed
  if (assessment.findings.some(({ verdict }) => verdict === 'met' || verdict === 'discretion')) return null
  const found = new Set(assessment.findings.map((finding) => finding.rule))
  const { purpose } = question
  const others = purpose === undefined ? [] : purposes.filter((one) => one !== purpose)
  const all = others.flatMap((one) => assessWith(law, clock, { ...question, purpose: one }).assessment.findings)
  const elsewhere = verdicts.flatMap((wanted) =>
    all.filter(({ rule, verdict }) => verdict === wanted && !found.has(rule)).map(({ rule }) => rule),
  )
  const within = law.compiledFor(assessment.asOf).within[assessment.place] ?? []
  const wanted = new Set([...found].flatMap((id) => targetsOf(law.rule(id))))
  const leading = leadingTo(law)
  const rules = [...new Set([...wanted].flatMap((target) => leading.get(target) ?? []))]
    .filter((rule) => !found.has(rule.id) && reaches(rule, within, assessment.asOf))
    .map((rule) => rule.id)
    .sort((a, b) => (a < b ? -1 : 1))
  const title = (id: string): string => titleOf(law, words, id)
  return { purposes: unique(elsewhere.map(title)), rules: unique(rules.map(title)) }
}

const unique = (titles: readonly string[]): string[] => [...new Set(titles)].slice(0, mostNamed)

function titleOf(law: LawWithRules, words: Words, id: string): string {
  const text = law.texts.rule(id)
  return text === undefined ? id : words.pick(text.title)
}

const targetsOf = (rule: Rule | undefined): string[] =>
  (rule?.outcomes ?? []).flatMap(({ target }) => [target.level ?? [], target.qualification ?? []].flat())

const indexes = new WeakMap<LawWithRules, ReadonlyMap<string, readonly Rule[]>>()

/** The rules of a law by the level or qualification that they lead to. */
function leadingTo(law: LawWithRules): ReadonlyMap<string, readonly Rule[]> {
  let index = indexes.get(law)
  if (index === undefined) {
    const pairs = law.bundle.rules.flatMap((rule) => targetsOf(rule).map((target) => ({ target, rule })))
    const groups = Map.groupBy(pairs, ({ target }) => target)
    index = new Map([...groups].map(([target, found]) => [target, found.map(({ rule }) => rule)]))
    indexes.set(law, index)
  }
  return index
}

function reaches(rule: Rule, within: readonly string[], asOf: string): boolean {
  if (!rule.places.some((place) => within.includes(place))) return false
  if ((rule.except ?? []).some((place) => within.includes(place))) return false
  return (rule.from === null || rule.from <= asOf) && (rule.until === null || asOf < rule.until)
}
