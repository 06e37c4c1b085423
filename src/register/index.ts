// SPDX-License-Identifier: Apache-2.0
export { type RegisterForBundle, registerForBundle } from './bundle/register-for-bundle.ts'
export {
  allLevelNames,
  type Framework,
  type LevelReference,
  levelsOf,
  listFrameworks,
  referencesOf,
} from './frameworks/frameworks.store.ts'
export { newestScheme } from './occupations/find-classification.ts'
export {
  allOccupationNames,
  type OccupationNames,
  occupationNamesState,
} from './occupations/occupation-names.store.ts'
export {
  allQualificationNames,
  listQualifications,
  type Qualification,
  qualificationTable,
} from './qualifications/qualifications.store.ts'
export { checkReference } from './reference/check-reference.ts'
export { type LoadReport, loadReference } from './reference/load-reference.ts'
export { listTitleSeries } from './titles/titles.store.ts'
