// SPDX-License-Identifier: Apache-2.0
import { stringify } from 'yaml'
import type { LawExample } from '../examples/example-schema.ts'
import type { LawInstrument } from '../law/instrument-schema.ts'
import type { LawRule } from '../rules/rule-schema.ts'
import { type BroughtBody, type BroughtQualification, listColumns } from './folder-lists.ts'

/** What a record of law says, with what it brings. */
export interface RecordedFolder {
  instrument: LawInstrument
  rules: readonly LawRule[]
  /** By name of file: `met/five-years`. */
  examples: ReadonlyMap<string, LawExample>
  qualifications: readonly BroughtQualification[]
  bodies: readonly BroughtBody[]
}

const layout = { lineWidth: 0, flowCollectionPadding: true } as const

/** From so many items on a catalogue stands in a file of its own. */
const longList = 50

/** The files that say what a record says: read again they give the same record. Comments are of the files that were, and are lost. */
export function folderTexts(folder: RecordedFolder): Map<string, string> {
  const { instrument, rules, examples, qualifications, bodies } = folder
  const long = (instrument.catalogues ?? []).filter(({ items }) => (items?.length ?? 0) >= longList)
  const catalogues = instrument.catalogues?.map((catalogue) => {
    if (!long.includes(catalogue)) return catalogue
    const { items: _items, ...rest } = catalogue
    return rest
  })
  const written = { ...instrument, ...(catalogues !== undefined && { catalogues }) }
  const files = new Map([['instrument.yaml', stringify(written, layout)]])
  if (rules.length > 0) files.set('rules.yaml', stringify({ rules }, layout))
  for (const { id, items = [] } of long) {
    const flat = items.map(({ note, ...item }) => ({ ...item, 'note.en': note?.en, 'note.zh-CN': note?.['zh-CN'] }))
    files.set(`catalogues/${id}.csv`, csvText(listColumns.items, flat))
  }
  if (qualifications.length > 0) files.set('qualifications.csv', csvText(listColumns.qualifications, qualifications))
  if (bodies.length > 0) files.set('awarding-bodies.csv', csvText(listColumns.bodies, bodies))
  for (const [name, example] of examples) files.set(`examples/${name}.yaml`, stringify(example, layout))
  return files
}

/** Rows as the lists of a folder hold them (RFC 4180); several values in a cell stand apart by spaces. */
export function csvText(columns: readonly string[], rows: readonly object[]): string {
  const lines = rows.map((row) => {
    const cells: Readonly<Record<string, unknown>> = { ...row }
    return columns.map((column) => cell(cells[column])).join(',')
  })
  return `${[columns.join(','), ...lines].join('\n')}\n`
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = Array.isArray(value) ? value.join(' ') : String(value)
  return /[",\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
