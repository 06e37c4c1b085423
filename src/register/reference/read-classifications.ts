// SPDX-License-Identifier: Apache-2.0
import { basename } from 'node:path'
import { z } from 'zod'
import {
  classificationEntryTable,
  classificationNameTable,
  classificationRelationTable,
  classificationTable,
} from '../occupations/classifications.store.ts'
import { parentCode } from '../occupations/parent-code.ts'
import type { Given, Lookups } from './given.ts'
import { localized, readEntries, times, validity } from './read-entries.ts'
import { noteOf, sourceOf } from './read-lookups.ts'
import { dateOrNull, need, oneOf, type ReferenceFile, readLines } from './reference-files.ts'

const classification = z.strictObject({
  id: z.string(),
  family: z.string(),
  version: z.string(),
  subject: z.enum(['occupation', 'field', 'industry', 'skill']),
  name: localized,
  publisher: z.string(),
  licence: z.string(),
  source: z.string(),
  quality: z.string(),
  coverage: z.enum(['complete', 'partial']),
  note: localized.optional(),
  ...times,
})

export function* readClassifications(file: ReferenceFile): Iterable<Given> {
  for (const { name, note, from, until, ...entry } of readEntries(file, 'classifications', classification)) {
    yield [classificationTable, { ...entry, names: name, note: note ?? null, ...validity({ from, until }) }]
  }
}

/** The codes of one classification, named as the file; every column that is no other is a language. */
export function* readClassificationEntries(file: ReferenceFile, lookups: Lookups): Iterable<Given> {
  const id = basename(file.path, '.csv')
  const lines = readLines(file)
  const levels = new Map<string, number>()
  const codes = new Set(lines.map((line) => need(line, 'code')))
  for (const line of lines) {
    const code = need(line, 'code')
    const parent = parentCode(code, codes)
    const level = parent === null ? 1 : (levels.get(parent) ?? 0) + 1
    levels.set(code, level)
    const key = { classification: id, code }
    const held = { valid_from: dateOrNull(line, 'from'), valid_until: null }
    yield [
      classificationEntryTable,
      { ...key, parent, level, uri: null, status: null, note: noteOf(line, lookups), ...held },
    ]
    for (const [lang, name] of Object.entries(line.cells)) {
      if (name === null || notLanguages.includes(lang)) continue
      yield [classificationNameTable, { ...key, lang, name, alternatives: [], hidden: [] }]
    }
  }
}

const notLanguages = ['code', 'from', 'note']

export function* readClassificationRelations(file: ReferenceFile, lookups: Lookups): Iterable<Given> {
  for (const line of readLines(file)) {
    yield [
      classificationRelationTable,
      {
        from_classification: need(line, 'from'),
        from_code: need(line, 'from_code'),
        to_classification: need(line, 'to'),
        to_code: need(line, 'to_code'),
        kind: oneOf(line, 'kind', ['same', 'narrower', 'broader', 'related']),
        ...sourceOf(line, lookups),
      },
    ]
  }
}
