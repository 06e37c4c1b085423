// SPDX-License-Identifier: Apache-2.0
// Commands, routes and pages are listed one by one in the composition roots, from their own files.
export {
  type AnswerDependencies,
  type AssessedPerson,
  type AssessmentQuestion,
  assessPerson,
  explainAssessment,
} from './answers/assess-person.ts'
export { type LawShelf, type LoadedLaw, lawShelf } from './answers/load-law.ts'
export { zoneOf } from './answers/place-calendar.model.ts'
export { type SearchShelf, searchShelf } from './search/search-shelf.ts'
