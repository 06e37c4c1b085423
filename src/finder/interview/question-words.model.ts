// SPDX-License-Identifier: Apache-2.0
import type { FactValue, Person, Question, Rule } from '@passerelle/recognition'
import { classInWords, factLabel, optionLabel, workInWords } from '../answers/condition-words.model.ts'
import { catalogueName, credentialName, elsewhere, type FactKey, parseFactKey } from '../answers/fact-words.model.ts'
import type { NamedThing } from '../answers/law-texts.model.ts'
import { nameOf, type Pen } from '../answers/words.model.ts'
import { placesAsked, valuesAsked } from './places-asked.model.ts'

export interface ChoiceView {
  value: string
  label: string
}

/** A question as a form field. */
export interface QuestionView {
  key: string
  text: string
  why: string | null
  input: 'boolean' | 'number' | 'date' | 'choice' | 'place' | 'set' | 'months'
  options: ChoiceView[]
  /** What the person has already said. */
  answer: FactValue | null
}

/** What a question is made from beside the question itself. */
export interface Asking {
  person: Person
  rule(id: string): Rule | undefined
}

type CredentialKey = Extract<FactKey, { about: 'credential' }>

const written = new WeakMap<Pen, Map<string, QuestionView>>()
const kept = 2000

/** An unknown fact as something to ask a person, in words. What does not depend on the person is written once. */
export function questionInWords(pen: Pen, question: Question, asking: Asking): QuestionView {
  const personal = question.about === 'credential' || question.about === 'experience'
  if (personal || asking.person.facts?.[question.key] !== undefined) return writeQuestion(pen, question, asking)
  let views = written.get(pen)
  if (views === undefined || views.size > kept) {
    views = new Map()
    written.set(pen, views)
  }
  const key = [question.key, question.options?.join(), question.decides.join()].join('\n')
  let view = views.get(key)
  if (view === undefined) {
    view = writeQuestion(pen, question, asking)
    views.set(key, view)
  }
  return view
}

function writeQuestion(pen: Pen, question: Question, asking: Asking): QuestionView {
  const parsed = parseFactKey(question.key)
  const base = {
    key: question.key,
    answer: asking.person.facts?.[question.key] ?? null,
    why: whyInWords(pen, question),
  }
  if (parsed.about === 'birth-date') {
    return { ...base, text: pen.words.t('question.birth-date'), input: 'date', options: [] }
  }
  if (parsed.about === 'experience') {
    const text = pen.words.t('question.experience', { details: workInWords(pen, parsed.selector) })
    return { ...base, text, input: 'months', options: [] }
  }
  const options = optionsInWords(pen, question, parsed, asking)
  const statement = parsed.about === 'credential' ? pen.texts.fact(parsed.argument ?? '') : undefined
  const why = statement?.why ? pen.words.pick(statement.why) : base.why
  const input = question.type === 'place' && options.length > 0 ? 'choice' : question.type
  if (parsed.about === 'credential') {
    return { ...base, why, text: credentialQuestion(pen, parsed, asking.person), input, options }
  }
  const fact = pen.texts.fact(parsed.fact)
  return {
    ...base,
    text: fact === undefined ? factLabel(pen, parsed.fact) : pen.words.pick(fact.question),
    why: fact?.why ? pen.words.pick(fact.why) : base.why,
    input,
    options,
  }
}

function credentialQuestion(pen: Pen, { credential: id, attribute, argument }: CredentialKey, person: Person): string {
  const { words } = pen
  const credential = credentialName(pen, id, person)
  if (attribute === 'stated') {
    const fact = pen.texts.fact(argument ?? '')
    const label = fact === undefined ? (argument ?? '') : words.pick(fact.question)
    if (person.credentials.length === 1) return label
    return words.t('question.credential.stated', { label, credential })
  }
  if (attribute === 'listed') {
    return words.t('question.credential.listed', { catalogue: catalogueName(pen, argument ?? ''), credential })
  }
  if (attribute === 'level' && id.startsWith('?')) return words.t('question.credential.level.none', { credential })
  return words.t(`question.credential.${attribute}`, { credential })
}

function optionsInWords(pen: Pen, question: Question, parsed: FactKey, asking: Asking): ChoiceView[] {
  if (question.type === 'place') return placeOptions(pen, question, parsed, asking)
  if (question.type !== 'choice' && question.type !== 'set') return []
  const values = (question.options ?? []).flatMap((value) => (typeof value === 'string' ? [value] : []))
  if (parsed.about === 'credential') return attributeOptions(pen, question, parsed, values, asking)
  if (parsed.about !== 'fact') return []
  const fact = pen.texts.fact(parsed.fact)
  const known = values.length > 0 ? values : (fact?.options.map((option) => option.id) ?? [])
  const order = new Map(fact?.options.map((option, index) => [option.id, index]))
  const sorted = [...known].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
  return sorted.map((value) => ({ value, label: optionLabel(pen, parsed.fact, value) }))
}

/** Only the places that the rules at stake name, and anywhere else. */
function placeOptions(pen: Pen, question: Question, parsed: FactKey, asking: Asking): ChoiceView[] {
  const rules = question.decides.flatMap((id) => asking.rule(id) ?? [])
  const places = placesAsked(rules, parsed.about === 'fact' ? { fact: parsed.fact } : { attribute: 'country' })
  if (places.length === 0) return []
  const named = places.map((place) => ({ value: place, label: nameOf(pen, 'jurisdiction', place) }))
  return [...named, { value: elsewhere, label: pen.words.t('question.other-country') }]
}

/** Attributes whose values cannot be listed in full: those that the rules at stake name, and any other. */
function attributeOptions(
  pen: Pen,
  question: Question,
  parsed: CredentialKey,
  values: readonly string[],
  asking: Asking,
): ChoiceView[] {
  const { attribute } = parsed
  const open = attribute === 'field' || attribute === 'awardingBody' || attribute === 'qualification'
  const rules = question.decides.flatMap((id) => asking.rule(id) ?? [])
  const named = values.length > 0 || !open ? values : valuesAsked(rules, attribute)
  const choices = named.map((value) => ({ value, label: optionInWords(pen, parsed, value) }))
  return open ? [...choices, { value: elsewhere, label: pen.words.t('question.other') }] : choices
}

const things: Record<string, NamedThing> = {
  awardingBody: 'awardingBody',
  field: 'field',
  level: 'level',
  qualification: 'qualification',
}

function optionInWords(pen: Pen, { attribute, argument }: CredentialKey, value: string): string {
  const { words } = pen
  if (attribute === 'listed') {
    if (value === 'no') return words.t('question.none.listed')
    const several = (pen.texts.catalogue(argument ?? '')?.classes.length ?? 0) > 1
    return several
      ? words.t('question.class', { class: classInWords(pen, argument ?? '', value) })
      : words.t('question.any-class')
  }
  if (value === 'none') return words.t('question.none')
  const thing = things[attribute]
  return thing === undefined ? optionLabel(pen, argument ?? '', value) : nameOf(pen, thing, value)
}

/** Why a question without words of its own is asked: by the rules that it decides, the first three of them. */
function whyInWords(pen: Pen, question: Question): string | null {
  const titles = question.decides.slice(0, 3).flatMap((id) => {
    const rule = pen.texts.rule(id)
    return rule === undefined ? [] : [pen.words.pick(rule.title)]
  })
  if (titles.length === 0) return null
  return pen.words.t('question.why.decides', { rules: pen.words.and([...new Set(titles)]) })
}
