// SPDX-License-Identifier: Apache-2.0
import {
  authorityTable,
  awardingBodyNameTable,
  awardingBodyRecognitionTable,
  awardingBodyTable,
  jurisdictionAliasTable,
  jurisdictionParentTable,
  jurisdictionTable,
  type RecordTable,
} from '../../organisations/index.ts'
import { frameworkLevelTable, frameworkTable, levelReferenceTable } from '../frameworks/frameworks.store.ts'
import {
  classificationEntryTable,
  classificationNameTable,
  classificationRelationTable,
  classificationTable,
} from '../occupations/classifications.store.ts'
import { qualificationTable } from '../qualifications/qualifications.store.ts'
import { titleSeriesTable, titleTable } from '../titles/titles.store.ts'

/** Every table of the register that reference files fill. */
export const recordTables: readonly RecordTable[] = [
  jurisdictionTable,
  jurisdictionAliasTable,
  jurisdictionParentTable,
  authorityTable,
  awardingBodyTable,
  awardingBodyNameTable,
  awardingBodyRecognitionTable,
  frameworkTable,
  frameworkLevelTable,
  levelReferenceTable,
  qualificationTable,
  titleSeriesTable,
  titleTable,
  classificationTable,
  classificationEntryTable,
  classificationNameTable,
  classificationRelationTable,
]
