// SPDX-License-Identifier: Apache-2.0
/** A smallest person who shows something: found by reasoning, believed only when the engine says so. */
import {
  type Assessment,
  type AssessmentRequest,
  assess,
  type Compiled,
  type FactValue,
  type Person,
  type Question,
} from '@passerelle/recognition'
import { personOf, type Shaping } from './shape-person.ts'
import type { Way } from './ways.ts'

/** A person and a question that show it. */
export interface Shown {
  person: Person
  in: string
  purpose?: string
  asOf: string
}

export interface Wanted {
  compiled: Compiled
  request: AssessmentRequest
  /** Whether the answer shows what is to be shown. */
  shows(assessment: Assessment): boolean
  /** Rules whose open questions are answered on the way. */
  rules: readonly string[]
}

const mostWays = 40

/** The smallest of the persons that the ways give, cut down to what is needed; null: none of them shows it. */
export function showPerson(ways: Iterable<Way>, wanted: Wanted, shaping: Shaping): Shown | null {
  let best: Person | null = null
  let tried = 0
  for (const way of ways) {
    if (tried++ >= mostWays) break
    const drawn = personOf(way, shaping)
    const settled = drawn === null ? null : settle(drawn, wanted)
    if (settled === null) continue
    const person = cutDown(settled, wanted)
    if (best === null || sizeOf(person) < sizeOf(best)) best = person
    if (tried >= 8) break
  }
  if (best === null) return null
  const { place, purpose } = wanted.request
  return { person: best, in: place, ...(purpose !== undefined && { purpose }), asOf: wanted.compiled.asOf }
}

const sizeOf = (person: Person): number => JSON.stringify(person).length

const shows = (person: Person, { compiled, request, shows: test }: Wanted): boolean =>
  test(assess(compiled, person, request))

/** Answers what keeps the rules open, mostly with no, until the person shows it or nothing is left to ask. */
function settle(start: Person, wanted: Wanted): Person | null {
  let person = start
  for (let round = 0; round < 8; round++) {
    const assessment = assess(wanted.compiled, person, wanted.request)
    if (wanted.shows(assessment)) return person
    const open = assessment.questions.filter(({ decides }) => decides.some((rule) => wanted.rules.includes(rule)))
    if (open.length === 0) return null
    const answers = Object.fromEntries(open.map((question) => [question.key, answerTo(question, wanted.compiled.asOf)]))
    person = { ...person, facts: { ...person.facts, ...answers } }
  }
  return null
}

function answerTo({ type, name, options, key }: Question, day: string): FactValue {
  if (key.startsWith('credential:?') && name === 'level') return 'none'
  switch (type) {
    case 'boolean':
      return false
    case 'number':
    case 'months':
      return 0
    case 'date':
      return key.startsWith('birth') ? '1990-01-01' : day
    case 'set':
      return []
    case 'place':
      return 'ZZ'
    case 'choice':
      return options?.includes('no') === true ? 'no' : (options?.[0] ?? 'another')
  }
}

/** Takes away whatever is not needed to show it. */
function cutDown(start: Person, wanted: Wanted): Person {
  let person = start
  for (let found = true; found; ) {
    found = false
    for (const smaller of smallerThan(person)) {
      if (!shows(smaller, wanted)) continue
      person = smaller
      found = true
      break
    }
  }
  return person
}

function* smallerThan(person: Person): Generator<Person> {
  const { birthDate, experience, facts, credentials } = person
  if (birthDate !== undefined) yield without(person, 'birthDate')
  if (experience !== undefined) yield without(person, 'experience')
  if (facts !== undefined) yield without(person, 'facts')
  for (const index of credentials.keys()) yield { ...person, credentials: credentials.toSpliced(index, 1) }
  for (const key of Object.keys(facts ?? {})) yield { ...person, facts: without(facts ?? {}, key) }
  for (const [index, credential] of credentials.entries()) {
    for (const key of Object.keys(credential)) {
      if (key !== 'id') yield { ...person, credentials: credentials.with(index, without(credential, key as 'level')) }
    }
  }
  for (const [index, job] of (experience ?? []).entries()) {
    yield { ...person, experience: experience?.toSpliced(index, 1) ?? [] }
    for (const key of Object.keys(job)) {
      yield { ...person, experience: experience?.with(index, without(job, key as 'place')) ?? [] }
    }
  }
}

function without<Value extends object, Key extends keyof Value>(value: Value, key: Key): Omit<Value, Key> & Value {
  const { [key]: _, ...rest } = value
  return rest as Omit<Value, Key> & Value
}
