// SPDX-License-Identifier: Apache-2.0
import {
  type Condition,
  type CredentialSelector,
  doubtfulDay,
  type ExperienceSelector,
  type FactTest,
} from '@passerelle/recognition'
import { nameOf, namesOf, type Pen, periodInWords } from './words.model.ts'

const comma = (pen: Pen): string => (pen.words.lang.startsWith('zh') ? '，' : ', ')

/** Which credential a selector means: `technician or above, awarded in China`. */
export function selectorInWords(pen: Pen, selector: CredentialSelector): string {
  const identity = identityInWords(pen, selector)
  return [identity === '' ? pen.words.t('what.anything') : identity, ...attributesInWords(pen, selector)].join(
    comma(pen),
  )
}

function identityInWords(pen: Pen, selector: CredentialSelector): string {
  const { words } = pen
  const { qualification, levels, atLeast, atMost, framework, listed } = selector
  if (qualification !== undefined) return namesOf(pen, 'qualification', qualification)
  if (listed !== undefined) return listedInWords(pen, listed)
  if (levels !== undefined) return namesOf(pen, 'level', levels)
  const least = atLeast === undefined ? '' : nameOf(pen, 'level', atLeast)
  const most = atMost === undefined ? '' : nameOf(pen, 'level', atMost)
  if (atLeast !== undefined && atMost !== undefined) return words.t('what.range', { least, most })
  if (atLeast !== undefined) return words.t('what.at-least', { least })
  if (atMost !== undefined) return words.t('what.at-most', { most })
  return framework === undefined ? '' : words.t('what.framework', { framework: nameOf(pen, 'framework', framework) })
}

function listedInWords(pen: Pen, listed: NonNullable<CredentialSelector['listed']>): string {
  const text = pen.texts.catalogue(listed.catalogue)
  const catalogue = text === undefined ? listed.catalogue : pen.words.pick(text.title)
  if (listed.classes === undefined) return pen.words.t('what.listed', { catalogue })
  const classes = pen.words.or(listed.classes.map((id) => classInWords(pen, listed.catalogue, id)))
  return pen.words.t('what.listed.class', { catalogue, classes })
}

export function classInWords(pen: Pen, catalogue: string, id: string): string {
  const label = pen.texts.catalogue(catalogue)?.classes.find((one) => one.id === id)?.label
  return label === undefined ? id : pen.words.pick(label)
}

function attributesInWords(pen: Pen, selector: CredentialSelector): string[] {
  const { words } = pen
  const { listed, notFramework, field, country, notCountry, awardingBody, issuedFrom, issuedBefore } = selector
  const parts: string[] = []
  if (field !== undefined) parts.push(words.t('what.field', { field: namesOf(pen, 'field', field) }))
  if (country !== undefined) parts.push(words.t('what.country', { where: namesOf(pen, 'jurisdiction', country) }))
  if (notCountry !== undefined) {
    parts.push(words.t('what.not-country', { where: namesOf(pen, 'jurisdiction', notCountry) }))
  }
  if (notFramework !== undefined && (listed === undefined || pen.whole)) {
    parts.push(words.t('what.not-framework', { framework: namesOf(pen, 'framework', notFramework) }))
  }
  if (awardingBody !== undefined) parts.push(words.t('what.body', { who: namesOf(pen, 'awardingBody', awardingBody) }))
  if (issuedFrom !== undefined) parts.push(words.t('what.issued-from', { date: words.date(issuedFrom) }))
  if (issuedBefore !== undefined) parts.push(words.t('what.issued-before', { date: words.date(issuedBefore) }))
  return parts
}

/** What kind of work counts, to be put after `3 years of work`. */
export function workInWords(pen: Pen, selector: ExperienceSelector): string {
  const { words } = pen
  const { relevant, occupation, place, capacity, award, within } = selector
  let text = ''
  if (relevant === true) text += words.t('if.experience.relevant')
  if (occupation !== undefined) {
    text += words.t('if.experience.occupation', { what: namesOf(pen, 'occupation', occupation) })
  }
  if (place !== undefined) text += words.t('if.experience.place', { where: namesOf(pen, 'jurisdiction', place) })
  if (capacity !== undefined) {
    text += words.t('if.experience.capacity', { what: words.or(capacity.map((one) => capacityInWords(pen, one))) })
  }
  if (award !== undefined) text += words.t(`if.experience.${award}`)
  if (within !== undefined) text += words.t('if.experience.within', { period: periodInWords(words, within) })
  return text
}

function capacityInWords(pen: Pen, capacity: string): string {
  const option = pen.texts.fact('work-capacity')?.options.find((one) => one.id === capacity)
  return option === undefined ? capacity.replaceAll('-', ' ') : pen.words.pick(option.label)
}

export function factLabel(pen: Pen, id: string): string {
  const fact = pen.texts.fact(id)
  return fact === undefined ? id.replaceAll('-', ' ') : pen.words.pick(fact.label)
}

export function optionLabel(pen: Pen, fact: string, option: string): string {
  const label = pen.texts.fact(fact)?.options.find((one) => one.id === option)?.label
  return label === undefined ? option.replaceAll('-', ' ') : pen.words.pick(label)
}

function factInWords(pen: Pen, test: FactTest): string {
  const { words } = pen
  const label = factLabel(pen, test.fact)
  if (typeof test.is === 'boolean') return words.t(test.is ? 'if.fact.yes' : 'if.fact.no', { label })
  if (test.is !== undefined) return words.t('if.fact.is', { label, value: optionLabel(pen, test.fact, test.is) })
  if (test.in !== undefined) {
    const value = words.or(test.in.map((option) => optionLabel(pen, test.fact, option)))
    return words.t('if.fact.is', { label, value })
  }
  if (test.includes !== undefined) {
    return words.t('if.fact.includes', { label, value: optionLabel(pen, test.fact, test.includes) })
  }
  if (test.within !== undefined) {
    return words.t('if.fact.within', { label, where: namesOf(pen, 'jurisdiction', test.within) })
  }
  if (test.atLeast !== undefined) return words.t('if.fact.at-least', { label, n: test.atLeast })
  if (test.atMost !== undefined) return words.t('if.fact.at-most', { label, n: test.atMost })
  if (test.from !== undefined) return words.t('if.fact.from', { label, date: words.date(test.from) })
  if (test.before !== undefined) return words.t('if.fact.before', { label, date: words.date(test.before) })
  return label
}

function ageInWords(pen: Pen, age: { atLeast?: number; atMost?: number }): string {
  const { words } = pen
  if (age.atLeast !== undefined && age.atMost !== undefined) {
    return words.t('if.age.between', { least: age.atLeast, most: age.atMost })
  }
  if (age.atLeast !== undefined) return words.t('if.age.least', { least: age.atLeast })
  return words.t('if.age.most', { most: age.atMost ?? 0 })
}

/** One condition in a line; the children of groups stand below it, each in its own line. */
export function conditionInWords(pen: Pen, condition: Condition): string {
  const { words } = pen
  if ('all' in condition) return words.t('if.all')
  if ('any' in condition) return words.t(condition.any.length === 0 ? 'if.closed' : 'if.any')
  if ('of' in condition) return words.t('if.at-least', { k: condition.atLeast })
  if ('not' in condition) return notInWords(pen, condition.not)
  if ('normally' in condition) return words.t('if.normally', { text: conditionInWords(pen, condition.normally) })
  if ('credential' in condition) {
    const what = selectorInWords(pen, condition.credential)
    return words.t(condition.where === undefined ? 'if.credential' : 'if.credential.where', { what })
  }
  if ('held' in condition) return words.t('if.held', { period: periodInWords(words, condition.held) })
  if ('experience' in condition) {
    const period = periodInWords(words, condition.atLeast)
    return words.t('if.experience', { period, details: workInWords(pen, condition.experience) })
  }
  if ('age' in condition) return ageInWords(pen, condition.age)
  if ('fact' in condition) return factInWords(pen, condition)
  if ('stated' in condition) return statedInWords(pen, condition.stated, condition.is)
  if ('is' in condition) return isInWords(pen, condition.is)
  return words.t('if.undetermined', { text: undeterminedInWords(pen, condition.undetermined) })
}

/** Where nothing but the day of issue is asked for, that is said. */
function isInWords(pen: Pen, selector: CredentialSelector): string {
  const { words } = pen
  const { issuedFrom, issuedBefore, ...others } = selector
  if (Object.keys(others).length > 0 || (issuedFrom === undefined && issuedBefore === undefined))
    return words.t('if.is', { what: selectorInWords(pen, selector) })
  return words.t('if.issued', { when: words.and(attributesInWords(pen, selector)) })
}

/** A condition that only says which credentials a rule does not mean. */
export function isExclusion(condition: Condition): boolean {
  if (!('not' in condition)) return false
  const { not } = condition
  return 'any' in not ? not.any.every(isIdentity) : isIdentity(not)
}

const isIdentity = (condition: Condition): boolean =>
  'is' in condition && typeof condition.is === 'object' && !('stated' in condition)

/** What is excluded stands in the same line. */
function notInWords(pen: Pen, condition: Condition): string {
  const { words } = pen
  if (!('any' in condition)) return words.t('if.not', { text: conditionInWords(pen, condition) })
  const parts = condition.any.map((part) =>
    'is' in part && typeof part.is === 'object' ? selectorInWords(pen, part.is) : conditionInWords(pen, part),
  )
  return words.t('if.none', { text: words.or(parts) })
}

function statedInWords(pen: Pen, name: string, is: boolean | string): string {
  const label = factLabel(pen, name)
  if (typeof is === 'boolean') return pen.words.t(is ? 'if.fact.yes' : 'if.fact.no', { label })
  return pen.words.t('if.fact.is', { label, value: optionLabel(pen, name, is) })
}

/** What the source leaves open; a rule that says so in English only is said in general to those who may not read it. */
function undeterminedInWords(pen: Pen, name: string): string {
  if (name === doubtfulDay) return pen.words.t('if.doubtful-day')
  const known = pen.texts.leftOpen(name)
  if (known !== undefined) return capital(pen.words.pick(known))
  const readable = !pen.words.lang.startsWith('zh') || /\p{Script=Han}/u.test(name)
  return readable ? capital(name) : pen.words.t('if.undetermined.general')
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
