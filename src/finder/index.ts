// SPDX-License-Identifier: Apache-2.0

export {
  type AnswerDependencies,
  type AssessedPerson,
  type AssessmentQuestion,
  assessPerson,
  explainAssessment,
} from './answers/assess-person.ts'
export { type LawShelf, type LoadedLaw, lawShelf } from './answers/load-law.ts'
