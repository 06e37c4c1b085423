// SPDX-License-Identifier: Apache-2.0
import { parse } from 'csv-parse/sync'
import type { KnownEntry } from '../matching/match.model.ts'
import type { NewEntry } from './new-entries.ts'
import type { CatalogueItem } from './plan.model.ts'

/** The heads of the lists of a folder of law (docs/law-format.md, Long lists in CSV). */
const heads = {
  items: ['qualification', 'class', 'from', 'until', 'note.en', 'note.zh-CN'],
  qualifications: ['id', 'name.en', 'name.zh-CN', 'family', 'country', 'awardingBody', 'fields', 'levels', 'source'],
  bodies: ['id', 'name.en', 'name.zh-CN', 'country', 'source'],
}

type Cells = Record<string, string>

const rowsOf = (text: string): Cells[] =>
  parse(text, { columns: true, bom: true, skip_empty_lines: true, relax_column_count: true })

export function readItems(text: string): CatalogueItem[] {
  return rowsOf(text).map((row) => ({
    qualification: row['qualification'] ?? '',
    class: row['class'] ?? '',
    from: row['from'] || undefined,
    until: row['until'] || undefined,
    noteEn: row['note.en'] || undefined,
    noteZh: row['note.zh-CN'] || undefined,
  }))
}

/** Entries with their names, as far as matching asks. */
export function readEntries(text: string): KnownEntry[] {
  return rowsOf(text).map((row) => ({
    id: row['id'] ?? '',
    names: [row['name.zh-CN'], row['name.en']].filter((name): name is string => name !== undefined && name !== ''),
    country: row['country'] || null,
    body: row['awardingBody'] || null,
  }))
}

export function writeItems(items: readonly CatalogueItem[]): string {
  const rows = items.map(({ qualification, class: group, from, until, noteEn, noteZh }) => [
    ...[qualification, group, from ?? '', until ?? '', noteEn ?? '', noteZh ?? ''],
  ])
  return lines([heads.items, ...rows])
}

/** Adds entries to a list as it stands; its own columns and lines stay what they are. */
export function addQualifications(text: string | undefined, entries: readonly NewEntry[]): string {
  return add(text, heads.qualifications, entries, ({ id, nameEn, nameZh, country, body, source }) => ({
    ...{ id, 'name.en': nameEn, 'name.zh-CN': nameZh, family: 'vocational-qualification' },
    ...{ country: country ?? '', awardingBody: body ?? '', source: source ?? '' },
  }))
}

export function addBodies(text: string | undefined, entries: readonly NewEntry[]): string {
  return add(text, heads.bodies, entries, ({ id, nameEn, nameZh, country, source }) => ({
    ...{ id, 'name.en': nameEn, 'name.zh-CN': nameZh, country: country ?? '', source: source ?? '' },
  }))
}

function add(
  text: string | undefined,
  head: readonly string[],
  entries: readonly NewEntry[],
  cells: (entry: NewEntry) => Cells,
): string {
  const before = text === undefined || text.trim() === '' ? [] : rowsOf(text)
  const rows = [...before, ...entries.map(cells)]
  return lines([head, ...rows.map((row) => head.map((name) => row[name] ?? ''))])
}

const lines = (rows: readonly (readonly string[])[]): string =>
  `${rows.map((row) => row.map(quoted).join(',')).join('\n')}\n`

export const quoted = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
