// SPDX-License-Identifier: Apache-2.0

export {
  compiledFor,
  instrumentTexts,
  type LawInHand,
  type LawTexts,
  loadBundle,
  loadLaw,
} from './bundle/load-bundle.ts'
export { checkLaw, type LawReport } from './checks/check-law.ts'
export { type LawTestReport, testLaw } from './examples/test-law.ts'
export { type LoadedLaw, loadShippedLaw } from './law/load-shipped-law.ts'
export { type Law, type LawFolder, readLaw } from './law/read-law.ts'
export { readReferenceVocabulary } from './law/reference-vocabulary.ts'
export { type Vocabulary, vocabularyOf } from './law/vocabulary.ts'
export { personSchema } from './people/person-schema.ts'
export { type PersonReading, parsePerson, readPersonText } from './people/read-person.ts'
export { type JsonSchema, publishedSchema, type SchemaName, schemaNames } from './published/published-schemas.ts'
export type { LawCondition } from './rules/rule-schema.ts'
export { formatProblem, type SourceProblem, type SourceProblemCode } from './source/source-problem.ts'
