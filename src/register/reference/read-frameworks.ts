// SPDX-License-Identifier: Apache-2.0
import { frameworkLevelTable, frameworkTable, levelReferenceTable } from '../frameworks/frameworks.store.ts'
import type { Given, Lookups } from './given.ts'
import { noteOf, sourceOf } from './read-lookups.ts'
import { type Line, may, need, oneOf, type ReferenceFile, readLines, refused, words } from './reference-files.ts'

const statuses = ['in-force', 'superseded', 'repealed', 'planned', 'none'] as const
const references = ['sourced', 'partly', 'below', 'no-agreed-level'] as const

/** Where the European Commission publishes the concepts of frameworks and levels. */
const conceptBase = 'http://data.europa.eu/snb/qdr/'

export function* readFrameworks(file: ReferenceFile, lookups: Lookups): Iterable<Given> {
  for (const line of readLines(file)) {
    yield [
      frameworkTable,
      {
        id: need(line, 'id'),
        names: { en: need(line, 'en'), 'zh-CN': need(line, 'zh') },
        short: may(line, 'short'),
        jurisdictions: words(line, 'jurisdictions'),
        status: oneOf(line, 'status', statuses),
        uri: concept(line),
        note: noteOf(line, lookups),
        ...sourceOf(line, lookups),
      },
    ]
  }
}

/** The order of the lines is the order of the levels; only `rank` is what the law orders. */
export function* readLevels(file: ReferenceFile, lookups: Lookups): Iterable<Given> {
  for (const [position, line] of readLines(file).entries()) {
    yield [
      frameworkLevelTable,
      {
        framework: need(line, 'framework'),
        level: need(line, 'level'),
        rank: rank(line),
        position,
        names: { en: need(line, 'en'), 'zh-CN': need(line, 'zh') },
        uri: concept(line),
        ...sourceOf(line, lookups),
      },
    ]
  }
}

export function* readLevelReferences(file: ReferenceFile, lookups: Lookups): Iterable<Given> {
  for (const line of readLines(file)) {
    yield [
      levelReferenceTable,
      {
        framework: need(line, 'framework'),
        level: need(line, 'level'),
        to_framework: need(line, 'to_framework'),
        to_level: may(line, 'to_level') ?? '',
        status: oneOf(line, 'status', references),
        historical: may(line, 'historical') === 'yes',
        report: may(line, 'report'),
        note: noteOf(line, lookups),
        ...sourceOf(line, lookups),
      },
    ]
  }
}

function concept(line: Line): string | null {
  const last = may(line, 'uri')
  return last === null ? null : conceptBase + last
}

function rank(line: Line): number | null {
  const text = may(line, 'rank')
  if (text === null || /^-?\d+$/.test(text)) return text === null ? null : Number(text)
  throw refused(line.file, line.line, 'rank', `'${text}' is not a whole number`, 'a whole number, or nothing')
}
