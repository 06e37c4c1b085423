// SPDX-License-Identifier: Apache-2.0
import { jurisdictionAliasTable, jurisdictionParentTable, jurisdictionTable } from '../../organisations/index.ts'
import type { Given, Lookups } from './given.ts'
import { noteOf } from './read-lookups.ts'
import { dateOrNull, type Line, may, need, oneOf, type ReferenceFile, readLines, words } from './reference-files.ts'

type Kind = 'country' | 'subdivision' | 'city' | 'union' | 'zone'

/** Countries, and subdivisions with their `parent`. */
export function* readCountries(file: ReferenceFile, lookups: Lookups, demonstration = false): Iterable<Given> {
  for (const line of readLines(file)) {
    const parent = may(line, 'parent')
    const kind = parent === null ? 'country' : 'subdivision'
    yield* place(line, lookups, kind, parent === null ? [] : [parent], demonstration)
  }
}

export function* readCities(file: ReferenceFile, lookups: Lookups): Iterable<Given> {
  for (const line of readLines(file)) yield* place(line, lookups, 'city', words(line, 'parents'))
}

export function* readUnions(file: ReferenceFile, lookups: Lookups): Iterable<Given> {
  for (const line of readLines(file))
    yield* place(line, lookups, oneOf(line, 'kind', ['union', 'zone']), words(line, 'parents'))
}

/** Invented countries and subdivisions of them. */
export function readDemonstration(file: ReferenceFile, lookups: Lookups): Iterable<Given> {
  return readCountries(file, lookups, true)
}

/** Membership of unions: the valid time of the link is the time of the membership. */
export function* readMemberships(file: ReferenceFile, lookups: Lookups): Iterable<Given> {
  for (const line of readLines(file)) {
    const [code, parent] = [need(line, 'member'), need(line, 'union')]
    const times = { valid_from: dateOrNull(line, 'from'), valid_until: dateOrNull(line, 'until') }
    yield [jurisdictionParentTable, { code, parent, note: noteOf(line, lookups), ...times }]
  }
}

function* place(line: Line, lookups: Lookups, kind: Kind, parents: string[], demonstration = false): Iterable<Given> {
  const code = need(line, 'code')
  const names = { en: need(line, 'en'), 'zh-CN': need(line, 'zh') }
  yield [jurisdictionTable, { code, kind, names, demonstration, note: noteOf(line, lookups) }]
  for (const parent of parents) yield [jurisdictionParentTable, { code, parent }]
  for (const alias of words(line, 'aliases')) yield [jurisdictionAliasTable, { alias, code }]
}
