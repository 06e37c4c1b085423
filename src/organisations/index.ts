// SPDX-License-Identifier: Apache-2.0
export { type Authority, authorityTable, listAuthorities } from './authorities/authorities.store.ts'
export {
  type AwardingBody,
  awardingBodyNameTable,
  awardingBodyRecognitionTable,
  awardingBodyTable,
  listAwardingBodies,
} from './awarding-bodies/awarding-bodies.store.ts'
export {
  allJurisdictionAliases,
  allJurisdictionLinks,
  allJurisdictionNames,
  canonicalJurisdiction,
  type Jurisdiction,
  type JurisdictionKind,
  jurisdictionAliasTable,
  jurisdictionParentTable,
  jurisdictionTable,
  listJurisdictions,
  placesAround,
  placesWithin,
  resolveJurisdiction,
} from './jurisdictions/jurisdictions.store.ts'
export { fromCursor, type Page, type PageRequest, pageKey, toCursor, toPage } from './records/paging.ts'
export { follows, holds, inOrder, type Known, known, times } from './records/read-records.store.ts'
export {
  foundOr404,
  listQuery,
  localizedSchema,
  named,
  pageSchema,
  type Reading,
  readingQuery,
  timesSchema,
  toInstant,
  toPageRequest,
  toReading,
} from './records/reading.ts'
export {
  type ColumnType,
  Incoming,
  type Reconciled,
  type RecordRow,
  type RecordTable,
  type RecordValue,
  reconcile,
  takeRecordTime,
} from './records/write-records.store.ts'
