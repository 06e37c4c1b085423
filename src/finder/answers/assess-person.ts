// SPDX-License-Identifier: Apache-2.0
import type { Assessment, Person, PlainDate, Purpose } from '@passerelle/recognition'
import type { Clock } from '../../kernel/index.ts'
import { type Assessed, assessWith } from './assessed.model.ts'
import type { LawShelf, LoadedLaw } from './load-law.ts'

export { assessWith, explainAssessment, penFor } from './assessed.model.ts'

export interface AssessmentQuestion {
  person: Person
  place: string
  purpose?: Purpose
  /** The day on whose law the answer stands; default: today by the calendar of the place. */
  asOf?: PlainDate
  /** What was known on this day; default: what is known now. */
  knownOn?: PlainDate
}

export type AssessedPerson = Assessed<LoadedLaw>

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

export const verdictsOf = (assessment: Assessment): string[] => assessment.findings.map((finding) => finding.verdict)
