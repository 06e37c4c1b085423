// SPDX-License-Identifier: Apache-2.0

export type { LawAgreement } from './agreements/agreement-schema.ts'
export { analyseLaw, findingsOf } from './analysis/analyse-law.ts'
export {
  type FindingCode,
  type FindingPlace,
  findingCodes,
  type LawFinding,
  toProblem,
} from './analysis/law-finding.ts'
export type { LawToAnalyse, WrittenFolder } from './analysis/law-in-hand.ts'
export { assembleBundle, type InstrumentContent as WrittenLaw } from './bundle/assemble-bundle.ts'
export {
  compiledFor,
  instrumentTexts,
  type LawInHand,
  type LawTexts,
  loadBundle,
  loadLaw,
} from './bundle/load-bundle.ts'
export { soundBundle } from './bundle/sound-bundle.ts'
export { continued, type Entry, type JoinedCatalogue, joinBatches } from './catalogues/join-batches.ts'
export { checkOthersLists, touchedInstruments } from './catalogues/others-lists.ts'
export {
  adviceBeyondShipped,
  checkLaw,
  type LawReport,
  lawWithin,
  projectRoot,
  reasonAbout,
} from './checks/check-law.ts'
export { type CreditAccount, countCredits, type Evidence } from './credits/count-credits.ts'
export type { CreditProgramme } from './credits/credits-schema.ts'
export { compareInstruments } from './diff/compare-instruments.ts'
export { changedMembers, changedParts } from './diff/compare-parts.ts'
export type {
  CatalogueDiff,
  Change,
  ConditionChange,
  Effect,
  Ground,
  ItemChange,
  LawDiff,
  LawState,
  MemberChange,
  PartChange,
  RuleDiff,
} from './diff/law-diff.ts'
export { type ExampleRow as LawExample, instrumentExamples } from './examples/read-examples.ts'
export { type LawTestReport, testLaw } from './examples/test-law.ts'
export { csvText } from './folders/csv-text.ts'
export type { FolderFiles } from './folders/folder-files.ts'
export { strangeName } from './folders/folder-names.ts'
export { folderTexts, type RecordedFolder } from './folders/folder-texts.ts'
export { finishWriting, writeWhole } from './folders/write-whole.ts'
export { instrumentKinds } from './law/instrument-schema.ts'
export {
  type InstrumentVersion,
  instrumentOfCatalogue,
  instrumentRecord,
  instrumentVersions,
  type LawNotice,
} from './law/instruments.store.ts'
export { type LawChange, lawChanges } from './law/law-changes.store.ts'
export { type LawSurroundings, lawSurroundings } from './law/law-surroundings.ts'
export { type GivingText, idsGiven, leftNaming, leftNamingProblem } from './law/left-naming.ts'
export { type LoadedLaw, loadShippedLaw } from './law/load-shipped-law.ts'
export { checkOthersLaw, instrumentsSetAside } from './law/others-law.ts'
export { asIdOf, placeOfId } from './law/own-ids.ts'
export { type Law, type LawFolder, readLaw, readLawFolders } from './law/read-law.ts'
export { readReferenceVocabulary } from './law/reference-vocabulary.ts'
export { containersOf, type Vocabulary, vocabularyOf } from './law/vocabulary.ts'
export { personSchema } from './people/person-schema.ts'
export { type PersonReading, parsePerson, readPersonText } from './people/read-person.ts'
export { type JsonSchema, publishedSchema, type SchemaName, schemaNames } from './published/published-schemas.ts'
export { type GoneQualification, goneQualifications } from './records/gone-qualifications.store.ts'
export { type LawOffer, lawOffer, lawOffersFor } from './records/offers.store.ts'
export { expectNewLaw, publishFolder, takeLaw, withdrawInstrument } from './records/publish-folder.ts'
export { broughtIds, type RecordFilter } from './records/record-folder.store.ts'
export { type RecordFolder, recordFolder, recordFolders } from './records/record-folder.ts'
export { engineCondition } from './rules/engine-condition.ts'
export { engineRule } from './rules/engine-rule.ts'
export { type LawCondition, manners, outcomeKinds, purposes } from './rules/rule-schema.ts'
export { problemAt } from './source/explain-issues.ts'
export { lastDay } from './source/fields.ts'
export {
  formatProblem,
  type SourceProblem,
  type SourceProblemCode,
  sortProblems,
  sourceProblemCodes,
  tellProblem,
} from './source/source-problem.ts'
