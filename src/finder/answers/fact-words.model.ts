// SPDX-License-Identifier: Apache-2.0
import type { Credential, ExperienceSelector, FactValue, Person, PlainDate } from '@passerelle/recognition'
import { classInWords, factLabel, optionLabel, workInWords } from './condition-words.model.ts'
import { monthsInWords, nameOf, type Pen } from './words.model.ts'

/** What the key of a fact is about (docs/engine-semantics.md, Facts). */
export type FactKey =
  | { about: 'birth-date' }
  | { about: 'fact'; fact: string; member: string | null }
  | { about: 'credential'; credential: string; attribute: string; argument: string | null }
  | { about: 'experience'; selector: ExperienceSelector }

/** A place outside all those that the rules name: it lies only within itself. */
export const elsewhere = 'elsewhere'

const credentialKey =
  /^credential:(.+?):(issued|country|awardingBody|field|level|qualification|held|listed|stated)(?::(.+))?$/

export function parseFactKey(key: string): FactKey {
  if (key === 'birthDate') return { about: 'birth-date' }
  const match = credentialKey.exec(key)
  if (match !== null) {
    return { about: 'credential', credential: match[1] ?? '', attribute: match[2] ?? '', argument: match[3] ?? null }
  }
  if (key.startsWith('experience:')) return { about: 'experience', selector: parseSelector(key.slice(11)) }
  const colon = key.indexOf(':')
  if (colon < 0) return { about: 'fact', fact: key, member: null }
  return { about: 'fact', fact: key.slice(0, colon), member: key.slice(colon + 1) }
}

function parseSelector(text: string): ExperienceSelector {
  const selector: ExperienceSelector = {}
  for (const part of text.split(';')) {
    const [name = '', value = ''] = part.split('=')
    if (name === 'relevant') selector.relevant = true
    else if (name === 'occupation' || name === 'place' || name === 'capacity') selector[name] = value.split(',')
    else if (name === 'award') selector.award = value.startsWith('before') ? 'before' : 'after'
    else if (name === 'within') selector.within = parsePeriod(value)
  }
  return selector
}

/** `P3Y`, `P18M`, or a bare number of months. */
function parsePeriod(text: string): { years: number; months: number } {
  const years = /(\d+)Y/.exec(text)?.[1]
  const months = /(\d+)M/.exec(text)?.[1] ?? (/^\d+$/.test(text) ? text : undefined)
  return { years: Number(years ?? 0), months: Number(months ?? 0) }
}

/** A credential as its holder would name it. */
export function credentialInWords(pen: Pen, credential: Credential): string {
  const { qualification, level } = credential
  if (qualification !== undefined && qualification !== 'unknown') return nameOf(pen, 'qualification', qualification)
  if (level !== undefined) return levelInWords(pen, level)
  return pen.words.t('ask.hold.other.name')
}

export function levelInWords(pen: Pen, level: string): string {
  if (!level.endsWith('/unknown')) return nameOf(pen, 'level', level)
  return pen.words.t('what.level-unknown', { framework: nameOf(pen, 'framework', level.slice(0, -'/unknown'.length)) })
}

/** The name of a person's credential by its id; of a hypothetical one (`?framework`), of a derived one (`rule > id`). */
export function credentialName(pen: Pen, id: string, person: Person): string {
  const own = person.credentials.find((one) => one.id === id)
  if (own !== undefined) return credentialInWords(pen, own)
  if (id.startsWith('?')) {
    const of = id.slice(1)
    if (pen.texts.name('framework', of) !== undefined) return nameOf(pen, 'framework', of)
    return nameOf(pen, 'qualification', of)
  }
  const [ruleId = ''] = id.split(' > ')
  const rule = pen.texts.rule(ruleId)
  const label = rule?.outcomes[0]?.label
  if (rule === undefined || label === undefined) return pen.words.t('question.hypothetical')
  return pen.words.t('answer.derived', { outcome: pen.words.pick(label), rule: pen.words.pick(rule.title) })
}

/** What was stated under a key, if it was. */
export function statedValue(key: string, person: Person): FactValue | undefined {
  const answered = person.facts?.[key]
  if (answered !== undefined) return answered
  const parsed = parseFactKey(key)
  if (parsed.about === 'birth-date') return person.birthDate
  if (parsed.about === 'fact') return statedMember(parsed.fact, parsed.member, person)
  if (parsed.about !== 'credential') return undefined
  const credential = person.credentials.find((one) => one.id === parsed.credential)
  if (credential === undefined) return undefined
  const argument = parsed.argument ?? ''
  if (parsed.attribute === 'listed') return credential.listed?.[argument]
  if (parsed.attribute === 'stated') return credential.stated?.[argument]
  const { issued, country, awardingBody, field } = credential
  const attributes: Record<string, FactValue | undefined> = { issued, country, awardingBody, field }
  return attributes[parsed.attribute]
}

function statedMember(fact: string, member: string | null, person: Person): FactValue | undefined {
  const value = person.facts?.[fact]
  return member === null || !Array.isArray(value) ? value : value.includes(member)
}

/** The name of a fact: `Day of issue (technician)`. */
export function factName(pen: Pen, key: string, person: Person): string {
  const parsed = parseFactKey(key)
  if (parsed.about === 'birth-date') return pen.words.t('question.birth-date.name')
  if (parsed.about === 'experience') {
    return pen.words.t('question.experience.name', { details: workInWords(pen, parsed.selector) })
  }
  if (parsed.about === 'fact') {
    return parsed.member === null ? factLabel(pen, parsed.fact) : optionLabel(pen, parsed.fact, parsed.member)
  }
  const credential = credentialName(pen, parsed.credential, person)
  if (parsed.attribute === 'stated') {
    return pen.words.t('question.credential.stated', { label: factLabel(pen, parsed.argument ?? ''), credential })
  }
  const catalogue = catalogueName(pen, parsed.argument ?? '')
  return pen.words.t(`fact.credential.${parsed.attribute}`, { credential, catalogue })
}

export function catalogueName(pen: Pen, id: string): string {
  const text = pen.texts.catalogue(id)
  return text === undefined ? id : pen.words.pick(text.title)
}

/** A stated value as the reader would say it. */
export function valueInWords(pen: Pen, key: string, value: FactValue): string {
  const { words } = pen
  const parsed = parseFactKey(key)
  if (Array.isArray(value)) return listInWords(pen, parsed, value)
  if (typeof value === 'boolean') return words.t(value ? 'question.yes' : 'question.no')
  if (typeof value === 'number') {
    return parsed.about === 'experience' ? monthsInWords(words, value) : words.number(value)
  }
  if (parsed.about === 'birth-date') return words.date(value)
  if (parsed.about === 'credential') return attributeInWords(pen, parsed.attribute, parsed.argument, value)
  return parsed.about === 'fact' ? factValueInWords(pen, parsed.fact, value) : value
}

function listInWords(pen: Pen, parsed: FactKey, values: string[]): string {
  if (values.length === 0) return pen.words.t('have.none')
  if (parsed.about === 'fact') return pen.words.and(values.map((one) => optionLabel(pen, parsed.fact, one)))
  return pen.words.and(values.map((one) => nameOf(pen, 'field', one)))
}

function factValueInWords(pen: Pen, fact: string, value: string): string {
  const type = pen.texts.fact(fact)?.type
  if (type === 'date') return pen.words.date(value)
  if (type !== 'place') return optionLabel(pen, fact, value)
  return value === elsewhere ? pen.words.t('question.other-country') : nameOf(pen, 'jurisdiction', value)
}

function attributeInWords(pen: Pen, attribute: string, argument: string | null, value: string): string {
  if (value === elsewhere) return pen.words.t(attribute === 'country' ? 'question.other-country' : 'question.other')
  if (attribute === 'issued') return pen.words.date(value as PlainDate)
  if (attribute === 'country') return nameOf(pen, 'jurisdiction', value)
  if (attribute === 'awardingBody') return nameOf(pen, 'awardingBody', value)
  if (attribute === 'field') return nameOf(pen, 'field', value)
  if (attribute === 'qualification') return nameOf(pen, 'qualification', value)
  if (attribute === 'level') return value === 'none' ? pen.words.t('have.none') : levelInWords(pen, value)
  if (attribute !== 'listed') return optionLabel(pen, argument ?? '', value)
  return value === 'no' ? pen.words.t('question.no') : classInWords(pen, argument ?? '', value)
}
