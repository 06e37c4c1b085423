// SPDX-License-Identifier: Apache-2.0
import type { Credential, Experience, Person } from '@passerelle/recognition'
import type { LawExample } from '../../../instruments/index.ts'
import { optionLabel } from '../../answers/condition-words.model.ts'
import {
  catalogueName,
  credentialInWords,
  credentialName,
  factName,
  parseFactKey,
  valueInWords,
} from '../../answers/fact-words.model.ts'
import { nameOf, type Pen } from '../../answers/words.model.ts'
import { addressOf, answerFields, type FormState, questionFields } from '../../interview/answer-form.model.ts'
import type { ExampleWords } from '../library/law-views.model.ts'
import { exampleQuestion } from './example-question.ts'

/** An example as a reader sees it: who, asked what, answered how, and the way to ask the same. */
export function exampleInWords(
  pen: Pen,
  example: LawExample,
  asked: Parameters<typeof exampleQuestion>[1],
): ExampleWords {
  const { words } = pen
  const { title, person, in: place, purpose, asOf } = example.content
  const when = { date: words.date(asOf), place: nameOf(pen, 'jurisdiction', place) }
  return {
    anchor: `example-${example.folder}-${example.id.split('/')[2] ?? ''}`,
    kind: example.folder,
    title: words.pick(title),
    ...personInWords(pen, person),
    asked:
      purpose === undefined
        ? words.t('law.example.asked', when)
        : words.t('law.example.asked-for', { ...when, purpose: words.t(`purpose.${purpose}`) }),
    answer: answerInWords(pen, example.content),
    ask: askOf(exampleQuestion(example, asked)),
  }
}

/** What a person holds and states. */
export const personInWords = (pen: Pen, person: Person): Pick<ExampleWords, 'holds' | 'facts'> => ({
  holds: person.credentials.map((one) => heldInWords(pen, one, person)),
  facts: [...factsInWords(pen, person), ...workInWords(pen, person)],
})

/** Where an address can carry the question it is a link; answers travel in the body of a form. */
function askOf(question: FormState | null): ExampleWords['ask'] {
  if (question === null) return null
  const fields = answerFields(question)
  const href = `/?${addressOf(question)}`
  return fields.length === 0 ? { href } : { fields: [...questionFields(question), ...fields] }
}

function heldInWords(pen: Pen, credential: Credential, person: Person): string {
  const { words } = pen
  const { id, issued, expires, status, country, awardingBody, field, listed = {}, stated = {} } = credential
  const about = { country, awardingBody, field }
  const named = Object.entries(about).flatMap(([name, value]) => {
    if (value === undefined) return []
    const key = `credential:${id}:${name}`
    return [words.t('law.example.fact', { fact: factName(pen, key, person), value: valueInWords(pen, key, value) })]
  })
  const parts = [
    credentialInWords(pen, credential),
    ...(issued === undefined ? [] : [words.t('law.example.issued', { date: words.date(issued) })]),
    ...(expires === undefined ? [] : [words.t('law.example.expires', { date: words.date(expires) })]),
    ...(status === 'revoked' ? [words.t('law.example.revoked')] : []),
    ...named,
    ...Object.entries(listed).map(([catalogue, value]) => listedInWords(pen, catalogue, value)),
    ...Object.entries(stated).map(([fact, value]) => statedInWords(pen, id, fact, value)),
  ]
  return parts.join(' · ')
}

function listedInWords(pen: Pen, catalogue: string, value: string): string {
  const name = catalogueName(pen, catalogue)
  if (value === 'no') return pen.words.t('law.example.not-listed', { catalogue: name })
  const key = `credential:c1:listed:${catalogue}`
  return pen.words.t('law.example.listed', { catalogue: name, class: valueInWords(pen, key, value) })
}

function statedInWords(pen: Pen, id: string, fact: string, value: boolean | string): string {
  const label = factName(pen, fact, { credentials: [] })
  return pen.words.t('law.example.fact', {
    fact: label,
    value: valueInWords(pen, `credential:${id}:stated:${fact}`, value),
  })
}

function factsInWords(pen: Pen, person: Person): ExampleWords['facts'] {
  const { birthDate, facts = {} } = person
  const said = { ...(birthDate === undefined ? {} : { birthDate }), ...facts }
  return Object.entries(said).map(([key, value]) => ({
    fact: factName(pen, key, person),
    value: valueInWords(pen, key, value),
  }))
}

function workInWords(pen: Pen, person: Person): ExampleWords['facts'] {
  const { experience } = person
  if (experience === undefined) return []
  const fact = pen.words.t('law.example.work')
  if (experience.length === 0) return [{ fact, value: pen.words.t('have.none') }]
  return experience.map((job) => ({ fact, value: jobInWords(pen, job, person) }))
}

function jobInWords(
  pen: Pen,
  { from, to, place, occupation, capacity, relevantTo }: Experience,
  person: Person,
): string {
  const { words } = pen
  const parts = [
    ...(from === undefined ? [] : [words.t('law.example.work.from', { date: words.date(from) })]),
    to === undefined ? words.t('law.example.work.goes-on') : words.t('law.example.work.to', { date: words.date(to) }),
    ...(place === undefined ? [] : [words.t('law.example.work.place', { place: nameOf(pen, 'jurisdiction', place) })]),
    ...(occupation ?? []).map((one) => nameOf(pen, 'occupation', one)),
    ...(capacity === undefined ? [] : [optionLabel(pen, 'work-capacity', capacity)]),
    ...(relevantTo === undefined ? [] : [relevanceInWords(pen, relevantTo, person)]),
  ]
  return parts.join(' · ')
}

function relevanceInWords(pen: Pen, relevantTo: readonly string[], person: Person): string {
  const { words } = pen
  if (relevantTo.length === 0) return words.t('law.example.work.irrelevant')
  const what = words.and(relevantTo.map((id) => credentialName(pen, id, person)))
  return words.t('law.example.work.relevant', { what })
}

function answerInWords(pen: Pen, { expect, person }: LawExample['content']): string {
  const { words } = pen
  const { verdict, holdsFrom, questions = [] } = expect
  if (verdict === 'unmet' && holdsFrom !== undefined) {
    if (holdsFrom === null) return words.t('law.example.answer.never')
    return words.t('law.example.holds-from', { date: words.date(holdsFrom) })
  }
  if (verdict === 'unknown' && questions.length > 0) {
    return words.t('law.example.depends', { on: words.and(questions.map((key) => openFact(pen, key, person))) })
  }
  return words.t(`law.example.answer.${verdict}`)
}

/** What is not known yet; of a certificate with its name, unless the name of the fact says it. */
function openFact(pen: Pen, key: string, person: Person): string {
  const fact = factName(pen, key, person)
  const parsed = parseFactKey(key)
  if (parsed.about !== 'credential' || parsed.attribute === 'stated') return fact
  return pen.words.t('law.example.of', { fact, credential: credentialName(pen, parsed.credential, person) })
}
