// SPDX-License-Identifier: Apache-2.0
import type { RecordTable } from '../../organisations/index.ts'

export const classificationTable: RecordTable = {
  name: 'classifications',
  key: ['id'],
  columns: {
    id: 'text',
    family: 'text',
    version: 'text',
    subject: 'text',
    names: 'jsonb',
    publisher: 'text',
    licence: 'text',
    source: 'text',
    quality: 'text',
    coverage: 'text',
    note: 'jsonb',
  },
}

export const classificationEntryTable: RecordTable = {
  name: 'classification_entries',
  key: ['classification', 'code'],
  columns: {
    classification: 'text',
    code: 'text',
    parent: 'text',
    level: 'integer',
    uri: 'text',
    status: 'text',
    note: 'jsonb',
  },
}

export const classificationNameTable: RecordTable = {
  name: 'classification_names',
  key: ['classification', 'code', 'lang'],
  columns: {
    classification: 'text',
    code: 'text',
    lang: 'text',
    name: 'text',
    alternatives: 'text[]',
    hidden: 'text[]',
  },
}

export const classificationRelationTable: RecordTable = {
  name: 'classification_relations',
  key: ['from_classification', 'from_code', 'to_classification', 'to_code', 'kind'],
  columns: {
    from_classification: 'text',
    from_code: 'text',
    to_classification: 'text',
    to_code: 'text',
    kind: 'text',
    source: 'text',
    quality: 'text',
  },
}
