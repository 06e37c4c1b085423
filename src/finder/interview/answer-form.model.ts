// SPDX-License-Identifier: Apache-2.0
import type { Credential, FactValue, Person, PlainDate, Purpose, Question } from '@passerelle/recognition'
import { isPlainDate } from '../../kernel/index.ts'
import { parseFactKey } from '../answers/fact-words.model.ts'
import type { LawTexts } from '../answers/law-texts.model.ts'

/** Fields as a query or a form sends them. */
export type Fields = Record<string, string | string[] | undefined>

/** What a person has filled in; the same in the address of a shared question and in the form that carries answers. */
export interface FormState {
  holds: { value: string; issued: string }[]
  place: string
  purpose: string
  asOf: string
  knownOn: string
  /** Relevant work without a break since this day, and where. */
  since: string
  workPlace: string
  /** By the key of a fact, as typed; several values for a set. */
  answers: Record<string, string[]>
}

/** A field that cannot be used, with the message that says why. */
export interface FormError {
  field: string
  message: string
  value: string
}

export interface FormQuestion {
  person: Person
  place: string
  purpose?: Purpose
  asOf?: PlainDate
  knownOn?: PlainDate
}

/** A certificate that the register does not hold: a list may still name it. */
export const otherCertificate = 'other'

export const purposes: readonly Purpose[] = ['title', 'employment', 'practice', 'study']

const prefix = 'q.'
/** More certificates than anyone has put into a form by hand. */
export const mostHeld = 40
const mostAnswers = 200

function all(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

const one = (value: string | string[] | undefined): string => (all(value)[0] ?? '').trim().slice(0, 200)

export function readForm(fields: Fields): FormState {
  const issued = all(fields['issued'])
  const holds = all(fields['hold'])
    .slice(0, mostHeld)
    .map((value, index) => ({ value: value.trim().slice(0, 200), issued: (issued[index] ?? '').trim() }))
  return {
    holds,
    place: one(fields['in']),
    purpose: one(fields['purpose']),
    asOf: one(fields['asOf']),
    knownOn: one(fields['knownOn']),
    since: one(fields['since']),
    workPlace: one(fields['workPlace']),
    answers: readAnswers(fields),
  }
}

function readAnswers(fields: Fields): Record<string, string[]> {
  const answers: Record<string, string[]> = {}
  const names = Object.keys(fields)
    .filter((name) => name.startsWith(prefix))
    .slice(0, mostAnswers)
  for (const name of names) {
    const values = all(fields[name])
      .map((value) => value.trim())
      .filter((value) => value !== '')
    if (values.length > 0) answers[name.slice(prefix.length)] = values
  }
  return answers
}

/** The form without what was answered about certificates that have been replaced since: `was` holds those of before. */
export function withoutReplaced(state: FormState, was: string | string[] | undefined): FormState {
  if (was === undefined) return state
  const before = all(was)
  const kept = Object.entries(state.answers).filter(([key]) => {
    const index = /\bc(\d+)\b/.exec(key.startsWith('credential:') || key.startsWith('experience:') ? key : '')?.[1]
    return index === undefined || before[Number(index) - 1] === state.holds[Number(index) - 1]?.value
  })
  return { ...state, answers: Object.fromEntries(kept) }
}

/** The answers as fields of a form. */
export function answerFields(state: FormState): { name: string; value: string }[] {
  return Object.entries(state.answers).flatMap(([key, values]) =>
    values.map((value) => ({ name: `${prefix}${key}`, value })),
  )
}

/** The question as everything in it but the answers, as fields of a form. */
export function questionFields(state: FormState): { name: string; value: string }[] {
  const holds = state.holds.flatMap(({ value, issued }) => [
    { name: 'hold', value },
    { name: 'issued', value: issued },
  ])
  const { place, purpose, asOf, knownOn, since, workPlace } = state
  const rest = { in: place, purpose, asOf, knownOn, since, workPlace }
  return [...holds, ...Object.entries(rest).flatMap(([name, value]) => (value === '' ? [] : [{ name, value }]))]
}

/** The address to give to others: what is held and asked by its ids, and no day or place of the person's own life. */
export function sharedAddressOf(state: FormState): string {
  const holds = state.holds.map(({ value }) => ({ value, issued: '' }))
  return addressOf({ ...state, holds, since: '', workPlace: '' })
}

/** The same of a question that came in another way than by the form. */
export function sharedAddressOfQuestion({ person, place, purpose, asOf = '', knownOn = '' }: FormQuestion): string {
  const holds = person.credentials.map(({ level, qualification }) => ({
    value: level ?? qualification ?? otherCertificate,
    issued: '',
  }))
  return addressOf({ holds, place, purpose: purpose ?? '', asOf, knownOn, since: '', workPlace: '', answers: {} })
}

/** Whether the person has asked: a place is named. Without one the page asks. */
export const isAsked = (state: FormState): boolean => state.place !== ''

/** The address of a question, without the answers given since: they are the person's own. */
export function addressOf(state: FormState): string {
  const query = new URLSearchParams()
  const holds = state.holds.filter((hold) => hold.value !== '')
  const dated = holds.some((hold) => hold.issued !== '')
  for (const hold of holds) query.append('hold', hold.value)
  if (dated) for (const hold of holds) query.append('issued', hold.issued)
  const rest = { in: state.place, purpose: state.purpose, asOf: state.asOf, knownOn: state.knownOn }
  const work = { since: state.since, workPlace: state.workPlace }
  for (const [name, value] of Object.entries({ ...rest, ...work })) if (value !== '') query.append(name, value)
  // Readable as it is typed: `/` and `:` need no escape in a query (RFC 3986 section 3.4).
  return query.toString().replaceAll('%2F', '/').replaceAll('%3A', ':')
}

/** What the form says, as a question to the engine; or everything that is wrong with it. */
export function readQuestion(
  state: FormState,
  known: { hold(value: string): boolean; place(code: string): boolean; texts: LawTexts },
): { question: FormQuestion; errors: FormError[] } {
  const errors: FormError[] = []
  const refuse = (field: string, message: string, value: string): void => {
    errors.push({ field, message, value })
  }
  const date = (field: string, value: string): boolean => {
    if (value === '') return false
    if (!isPlainDate(value)) refuse(field, 'ask.error.date', value)
    return isPlainDate(value)
  }
  const credentials = state.holds.flatMap((hold, index): Credential[] => {
    if (hold.value === '') return []
    if (!known.hold(hold.value)) refuse(`hold-${index}`, 'ask.error.hold', hold.value)
    const issued = date(`issued-${index}`, hold.issued) ? { issued: hold.issued } : {}
    return [{ id: `c${index + 1}`, ...identityOf(hold.value), ...issued }]
  })
  if (!known.place(state.place)) refuse('in', 'ask.error.place', state.place)
  const purpose = purposes.find((candidate) => candidate === state.purpose)
  if (state.purpose !== '' && purpose === undefined) refuse('purpose', 'ask.error.purpose', state.purpose)
  const person: Person = { credentials }
  if (date('since', state.since)) person.experience = [jobOf(state, credentials)]
  const facts = readFacts(state.answers, known.texts, refuse)
  if (Object.keys(facts).length > 0) person.facts = facts
  const question: FormQuestion = { person, place: state.place }
  if (purpose !== undefined) question.purpose = purpose
  if (date('asOf', state.asOf)) question.asOf = state.asOf
  if (date('knownOn', state.knownOn)) question.knownOn = state.knownOn
  return { question, errors }
}

function identityOf(value: string): Pick<Credential, 'level' | 'qualification'> {
  if (value === otherCertificate) return {}
  return value.includes('/') ? { level: value } : { qualification: value }
}

function jobOf(state: FormState, credentials: readonly Credential[]) {
  const relevantTo = credentials.map((credential) => credential.id)
  return { from: state.since, relevantTo, ...(state.workPlace === '' ? {} : { place: state.workPlace }) }
}

type Refuse = (field: string, message: string, value: string) => void

function readFacts(answers: FormState['answers'], texts: LawTexts, refuse: Refuse): Record<string, FactValue> {
  const facts: Record<string, FactValue> = {}
  for (const [name, values] of Object.entries(answers)) {
    const key = name.replace(/\.(years|months)$/, '')
    if (key !== name) {
      const months = Number(values[0]) * (name.endsWith('.years') ? 12 : 1)
      const before = facts[key]
      if (Number.isInteger(months) && months >= 0 && months <= 1200) {
        facts[key] = months + (typeof before === 'number' ? before : 0)
      } else refuse(key, 'ask.error.value', values[0] ?? '')
      continue
    }
    const value = factValue(key, values, texts)
    if (value === null) refuse(key, 'ask.error.value', values.join(', '))
    else facts[key] = value
  }
  return facts
}

/** An answer as typed, as the value of its fact; null where it does not fit. */
function factValue(key: string, values: readonly string[], texts: LawTexts): FactValue | null {
  const type = typeOfAnswer(key, texts)
  const value = values[0] ?? ''
  if (type === 'set') return values.filter((member) => member !== '-')
  if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : null
  if (type === 'date') return isPlainDate(value) ? value : null
  if (type !== 'number' && type !== 'months') return value
  const number = Number(value)
  return Number.isFinite(number) && number >= 0 ? number : null
}

/** The type of an answer by its key alone. */
export function typeOfAnswer(key: string, texts: LawTexts): Question['type'] {
  const parsed = parseFactKey(key)
  if (parsed.about === 'birth-date') return 'date'
  if (parsed.about === 'experience') return 'months'
  if (parsed.about === 'fact') return parsed.member === null ? (texts.fact(parsed.fact)?.type ?? 'choice') : 'boolean'
  if (parsed.attribute === 'issued') return 'date'
  if (parsed.attribute === 'held') return 'boolean'
  if (parsed.attribute === 'country') return 'place'
  return parsed.attribute === 'stated' ? (texts.fact(parsed.argument ?? '')?.type ?? 'boolean') : 'choice'
}
