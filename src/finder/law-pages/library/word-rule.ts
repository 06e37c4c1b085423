// SPDX-License-Identifier: Apache-2.0

import type { Condition, Rule } from '@passerelle/recognition'
import { conditionInWords, selectorInWords } from '../../answers/condition-words.model.ts'
import type { RuleText } from '../../answers/law-texts.model.ts'
import { nameOf, type Pen } from '../../answers/words.model.ts'
import type { ConditionWords, OutcomeWords, RuleWords } from './law-views.model.ts'
import type { Library } from './open-library.ts'
import { ruleAddress, ruleAnchor } from './rule-address.model.ts'

export function ruleInWords({ pen, rule: find, written }: Library, id: string): RuleWords | null {
  const rule = find(id)
  const text = pen.texts.rule(id)
  const own = written.get(id.split('#')[0] ?? '')?.rules.find((one) => `${text?.instrument}#${one.id}` === id)
  if (rule === undefined || text === undefined) return null
  const { words } = pen
  return {
    id,
    anchor: ruleAnchor(id),
    href: ruleAddress(id),
    title: words.pick(text.title),
    purposes: words.and(rule.purposes.map((purpose) => words.t(`purpose.${purpose}`))),
    subject: rule.subject === null ? null : capital(selectorInWords(pen, rule.subject)),
    conditions: listed(pen, rule.when),
    outcomes: outcomesInWords(pen, rule, text),
    against: [
      ...(text.excludes ?? []).map((label) => words.t('law.rule.excludes', { what: words.pick(label) })),
      ...(text.exclusive ?? []).map((label) => words.t('law.rule.exclusive', { what: words.pick(label) })),
    ],
    where: own?.places === undefined && own?.except === undefined ? null : whereInWords(pen, rule),
    ask: `/?in=${rule.places[0] ?? ''}`,
    dates: datesInWords(pen, own?.from, own?.until),
    apply: applyInWords(pen, text),
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The outer 'all of' is the list itself. */
function listed(pen: Pen, condition: Condition | null): ConditionWords[] {
  if (condition === null) return []
  return 'all' in condition ? condition.all.map((one) => inWords(pen, one)) : [inWords(pen, condition)]
}

function inWords(pen: Pen, condition: Condition): ConditionWords {
  return { text: conditionInWords(pen, condition), parts: partsOf(condition).map((part) => inWords(pen, part)) }
}

/** What stands below the line of a condition; what is in the line itself is not said twice. */
function partsOf(condition: Condition): Condition[] {
  if ('all' in condition) return condition.all
  if ('any' in condition) return condition.any
  if ('of' in condition) return condition.of
  if ('not' in condition) return 'any' in condition.not ? [] : partsOf(condition.not)
  if ('normally' in condition) return partsOf(condition.normally)
  if (!('credential' in condition) || condition.where === undefined) return []
  return 'all' in condition.where ? condition.where.all : [condition.where]
}

function outcomesInWords({ words }: Pen, rule: Rule, text: RuleText): OutcomeWords[] {
  return rule.outcomes.map(({ kind, by }, index) => {
    const written = text.outcomes[index]
    return {
      anchor: `${ruleAnchor(rule.id)}-${index + 1}`,
      kind,
      phrase: words.t(`law.kind.${kind}`),
      label: written === undefined ? '' : words.pick(written.label),
      manner: words.t(`by.${by}`),
      benefits: (written?.benefits ?? []).map((benefit) => words.pick(benefit)),
    }
  })
}

function whereInWords(pen: Pen, { places, except = [] }: Rule): string {
  const names = (codes: readonly string[]) => pen.words.and(codes.map((code) => nameOf(pen, 'jurisdiction', code)))
  if (except.length === 0) return names(places)
  return pen.words.t('law.rule.where.except', { places: names(places), except: names(except) })
}

function datesInWords({ words }: Pen, from: string | undefined, until: string | undefined): string | null {
  const parts = [
    from === undefined ? [] : [words.t('basis.effective', { date: words.date(from) })],
    until === undefined ? [] : [words.t('basis.until', { date: words.date(until) })],
  ].flat()
  return parts.length === 0 ? null : parts.join(' · ')
}

function applyInWords({ words }: Pen, { apply }: RuleText): RuleWords['apply'] {
  if (apply === null) return []
  const { where, url, documents, fee, time } = apply
  const line = (name: string, text: string, to: string | null = null) => ({
    label: words.t(`answer.apply.${name}`),
    text,
    url: to,
  })
  return [
    ...(where === null && url === null ? [] : [line('where', where === null ? (url ?? '') : words.pick(where), url)]),
    ...(documents.length === 0 ? [] : [line('documents', words.and(documents.map((one) => words.pick(one))))]),
    ...(fee === null ? [] : [line('fee', words.pick(fee))]),
    ...(time === null ? [] : [line('time', words.pick(time))]),
  ]
}
