// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs'
import { type FieldError, Problem } from '../../kernel/index.ts'
import {
  authorityTable,
  awardingBodyTable,
  jurisdictionParentTable,
  jurisdictionTable,
  type RecordTable,
} from '../../organisations/index.ts'
import { qualificationTable } from '../qualifications/qualifications.store.ts'
import type { Given } from './given.ts'
import { readLookups } from './read-lookups.ts'
import { notOurs, readerOf } from './readers.ts'
import { readReferenceFiles } from './reference-files.ts'

interface GivenBy {
  file: string
  given: Given
}

/**
 * What is wrong with the files of a reference directory, without a database: the first slip of each file; where every file can be
 * read, the places, authorities, bodies and qualifications that are given twice or name what is not there.
 */
export function checkReference(directory: string): FieldError[] {
  if (!existsSync(directory)) return []
  const files = readReferenceFiles(directory, notOurs)
  const [wrongLookups, lookups] = attempt(() => readLookups(files))
  if (lookups === null) return wrongLookups
  const readings = files.map((file) =>
    attempt(() => [...readerOf(file)(file, lookups)].map((given) => ({ file: file.path, given }))),
  )
  const slips = readings.flatMap(([errors]) => errors)
  return slips.length > 0 ? slips : contradictions(readings.flatMap(([, records]) => records ?? []))
}

/** What was read, or why it was refused; a bug is thrown on. */
function attempt<T>(read: () => T): [FieldError[], T | null] {
  try {
    return [[], read()]
  } catch (error) {
    if (!(error instanceof Problem) || error.errors === undefined) throw error
    return [[...error.errors], null]
  }
}

interface NamedTable {
  table: RecordTable
  /** Column of the id that others name. */
  id: string | null
  /** Columns that name records of another table. */
  refers: Record<string, RecordTable>
}

const namedTables: readonly NamedTable[] = [
  { table: jurisdictionTable, id: 'code', refers: {} },
  { table: jurisdictionParentTable, id: null, refers: { parent: jurisdictionTable } },
  { table: authorityTable, id: 'id', refers: { jurisdiction: jurisdictionTable } },
  { table: awardingBodyTable, id: 'id', refers: { country: jurisdictionTable } },
  { table: qualificationTable, id: 'id', refers: { country: jurisdictionTable, awarding_body: awardingBodyTable } },
]

function contradictions(records: readonly GivenBy[]): FieldError[] {
  const problems: FieldError[] = []
  const ids = new Set<string>()
  const first = new Map<string, string>()
  for (const { file, given } of records) {
    const [{ name }, row] = given
    const column = namedTables.find(({ table }) => table.name === name)?.id ?? null
    if (column === null) continue
    const id = String(row[column])
    ids.add(`${name} ${id}`)
    const key = [name, id, row['valid_from'], row['valid_until']].join(' ')
    const before = first.get(key)
    if (before === undefined) first.set(key, file)
    else problems.push(toError(file, `'${id}' is already given by reference/${before}`, 'each id once'))
  }
  return [...problems, ...records.flatMap((record) => danglingOf(record, ids))]
}

/** What a record names that no file gives. */
function danglingOf({ file, given }: GivenBy, ids: ReadonlySet<string>): FieldError[] {
  const [{ name }, row] = given
  const refers = namedTables.find(({ table }) => table.name === name)?.refers ?? {}
  return Object.entries(refers).flatMap(([column, target]) => {
    const value = row[column]
    if (typeof value !== 'string' || ids.has(`${target.name} ${value}`)) return []
    const message = `the ${column.replace('_', ' ')} '${value}' of '${String(row['id'] ?? row['code'])}' is in no file`
    return [
      toError(
        file,
        message,
        `one of reference/${target.name === jurisdictionTable.name ? 'jurisdictions/*.csv' : 'awarding-bodies*.yaml'}`,
      ),
    ]
  })
}

function toError(file: string, message: string, expected: string): FieldError {
  return { path: '', file, message, expected }
}
