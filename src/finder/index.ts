// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../db/index.ts'
import type { App, Clock, Command, Settings } from '../kernel/index.ts'
import { assessCommand } from './answers/assess-person.command.ts'
import { assessPersonPage } from './answers/assess-person.page.tsx'
import { assessPersonRoute } from './answers/assess-person.route.ts'
import { lawShelf } from './answers/load-law.ts'
import { schemaPersonCommand } from './answers/schema-person.command.ts'

export {
  type AssessedPerson,
  type AssessmentQuestion,
  assessPerson,
  explainAssessment,
} from './answers/assess-person.ts'
export { type LawShelf, type LoadedLaw, lawShelf } from './answers/load-law.ts'

export interface AnswersDependencies {
  db: Db
  clock: Clock
  settings: Pick<Settings, 'baseUrl'>
}

/** `POST /api/v1/assessments`. */
export const answersRoutes = [
  (app: App, { db, clock }: AnswersDependencies): void => assessPersonRoute(app, { shelf: lawShelf(db), clock }),
]

/** `/`: the question and its answer. */
export const answersPages = [
  (app: App, { db, clock, settings }: AnswersDependencies): void =>
    assessPersonPage(app, { shelf: lawShelf(db), clock, settings }),
]

export const answersCommands: readonly Command[] = [assessCommand, schemaPersonCommand]
