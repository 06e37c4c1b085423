// SPDX-License-Identifier: Apache-2.0
import { type Assessment, assess, type Person, type PlainDate, type Purpose } from '@passerelle/recognition'
import { type Clock, Problem, today } from '../../kernel/index.ts'
import { type AnswerView, explainAnswer } from './answer.model.ts'
import type { LawShelf, LoadedLaw } from './load-law.ts'
import { zoneOf } from './place-calendar.model.ts'
import type { Words } from './words.model.ts'

export interface AssessmentQuestion {
  person: Person
  place: string
  purpose?: Purpose
  /** The day on whose law the answer stands; default: today by the calendar of the place. */
  asOf?: PlainDate
  /** What was known on this day; default: what is known now. */
  knownOn?: PlainDate
}

export interface AssessedPerson {
  assessment: Assessment
  /** How the as-of date came about: stated, today in the place, or today in UTC where the place has several time zones. */
  asOfBasis: 'stated' | 'place' | 'utc'
  knownOn: PlainDate | null
  person: Person
  law: LoadedLaw
}

export interface AnswerDependencies {
  shelf: LawShelf
  clock: Clock
  /** Is told what every answer found, and nothing about who asked. */
  count?: (surface: 'api' | 'page', verdicts: readonly string[]) => void
}

/** Says what a person's credentials count as in a place. Pure but for reading the law and the clock. */
export async function assessPerson(deps: AnswerDependencies, question: AssessmentQuestion): Promise<AssessedPerson> {
  const knownOn = question.knownOn ?? null
  const law = await deps.shelf.take(knownOn)
  return assessWith(law, deps.clock, question)
}

/** The same, with the law in hand. */
export function assessWith(law: LoadedLaw, clock: Clock, question: AssessmentQuestion): AssessedPerson {
  const { person, place, purpose } = question
  const zone = zoneOf(place)
  const asOf = question.asOf ?? today(clock, zone ?? 'UTC')
  const asOfBasis = question.asOf !== undefined ? 'stated' : zone === null ? 'utc' : 'place'
  const compiled = law.compiledFor(asOf)
  if (compiled.within[place] === undefined) throw unknownPlace(place)
  const assessment = assess(compiled, person, purpose === undefined ? { place } : { place, purpose })
  return { assessment, asOfBasis, knownOn: question.knownOn ?? null, person, law }
}

function unknownPlace(place: string): Problem {
  const expected = 'the code of a jurisdiction of the register, for example CN-3205'
  const message = `in: found '${place}', expected ${expected}`
  return new Problem('invalid-input', message, { errors: [{ path: 'in', message: `found '${place}'`, expected }] })
}

export const verdictsOf = (assessment: Assessment): string[] => assessment.findings.map((finding) => finding.verdict)

/** The answer in words. */
export function explainAssessment(assessed: AssessedPerson, words: Words): AnswerView {
  const { assessment, person, asOfBasis, knownOn, law } = assessed
  const within = law.compiledFor(assessment.asOf).within[assessment.place] ?? [assessment.place]
  const pen = penFor(law, words)
  return explainAnswer(pen, { assessment, person, rule: law.rule, within, asOfBasis, knownOn })
}

const pens = new WeakMap<LoadedLaw, Map<string, { words: Words; texts: LoadedLaw['texts'] }>>()

/** One pen for each law and language: what it has written once is remembered with it. */
export function penFor(law: LoadedLaw, words: Words) {
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
