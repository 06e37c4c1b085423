// SPDX-License-Identifier: Apache-2.0
import {
  type Assessment,
  assess,
  type Bundle,
  type Compiled,
  type Person,
  type PlainDate,
  type Rule,
} from '@passerelle/recognition'
import { type Clock, Problem, today } from '../../kernel/index.ts'
import type { FormQuestion } from '../interview/answer-form.model.ts'
import { type AnswerView, explainAnswer } from './answer.model.ts'
import type { LawTexts } from './law-texts.model.ts'
import { zoneOf } from './place-calendar.model.ts'
import type { Words } from './words.model.ts'

/** What an answer needs of the law: the same on the server and on a person's own device. */
export interface AnswerableLaw {
  texts: LawTexts
  compiledFor(asOf: PlainDate): Compiled
  rule(id: string): Rule | undefined
}

/** The same with all its rules, for looking beyond one question. */
export interface LawWithRules extends AnswerableLaw {
  bundle: Bundle
}

export interface Assessed<Law extends AnswerableLaw = AnswerableLaw> {
  assessment: Assessment
  /** How the as-of date came about: stated, today in the place, or today in UTC where the place has several time zones. */
  asOfBasis: 'stated' | 'place' | 'utc'
  knownOn: PlainDate | null
  person: Person
  law: Law
}

/** Says what a person's credentials count as in a place, with the law in hand. */
export function assessWith<Law extends AnswerableLaw>(law: Law, clock: Clock, question: FormQuestion): Assessed<Law> {
  const { person, place, purpose } = question
  const zone = zoneOf(place)
  const asOf = question.asOf ?? today(clock, zone ?? 'UTC')
  const asOfBasis = question.asOf !== undefined ? 'stated' : zone === null ? 'utc' : 'place'
  const compiled = law.compiledFor(asOf)
  if (!Object.hasOwn(compiled.within, place)) throw unknownPlace(place)
  if (person.birthDate !== undefined && person.birthDate > asOf) throw unborn(person.birthDate, asOf)
  const assessment = assess(compiled, person, purpose === undefined ? { place } : { place, purpose })
  return { assessment, asOfBasis, knownOn: question.knownOn ?? null, person, law }
}

function unknownPlace(place: string): Problem {
  const expected = 'the code of a jurisdiction of the register, for example CN-3205'
  const message = `in: found '${place}', expected ${expected}`
  return new Problem('invalid-input', message, { errors: [{ path: 'in', message: `found '${place}'`, expected }] })
}

function unborn(birthDate: PlainDate, asOf: PlainDate): Problem {
  const expected = `a day not after ${asOf}, the day on whose law the answer stands`
  const message = `person.birthDate: found '${birthDate}', expected ${expected}`
  return new Problem('invalid-input', message, {
    errors: [{ path: 'person.birthDate', message: `found '${birthDate}'`, expected }],
    told: { key: 'problem.unborn', args: { birthDate, asOf } },
  })
}

/** The answer in words. */
export function explainAssessment(assessed: Assessed, words: Words): AnswerView {
  const { assessment, person, asOfBasis, knownOn, law } = assessed
  const compiled = law.compiledFor(assessment.asOf)
  const around = (place: string): readonly string[] => compiled.within[place] ?? [place]
  const within = around(assessment.place)
  return explainAnswer(penFor(law, words), {
    assessment,
    person,
    rule: rulesOf(compiled),
    within,
    around,
    asOfBasis,
    knownOn,
  })
}

const ruleMaps = new WeakMap<Compiled, Map<string, Rule>>()

/** Rules as they speak on the day of the answer: one that may not be in force has a condition more. */
function rulesOf(compiled: Compiled): (id: string) => Rule | undefined {
  const rules = ruleMaps.get(compiled) ?? new Map(compiled.rules.map((rule) => [rule.id, rule]))
  ruleMaps.set(compiled, rules)
  return (id) => rules.get(id)
}

const pens = new WeakMap<AnswerableLaw, Map<string, { words: Words; texts: LawTexts }>>()

/** One pen for each law and language: what it has written once is remembered with it. */
export function penFor(law: AnswerableLaw, words: Words) {
  let own = pens.get(law)
  if (own === undefined) {
    own = new Map()
    pens.set(law, own)
  }
  let pen = own.get(words.lang)
  if (pen === undefined) {
    pen = { words, texts: law.texts }
    own.set(words.lang, pen)
  }
  return pen
}
