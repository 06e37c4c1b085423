// SPDX-License-Identifier: Apache-2.0
import { parse } from 'csv-parse/sync'
import type { KnownEntry } from '../matching/match.model.ts'
import type { NewEntry } from './new-entries.ts'
import type { CatalogueItem } from './plan.model.ts'

/** The heads of the lists of a folder of law (docs/law-format.md, Long lists in CSV). */
const heads = {
  items: ['qualification', 'class', 'from', 'until', 'action', 'earlierHolders', 'note.en', 'note.zh-CN'],
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
    ...lineOf(row),
    noteEn: row['note.en'] || undefined,
    noteZh: row['note.zh-CN'] || undefined,
  }))
}

/** What a line does, as far as its words are known; the check says which are not. */
function lineOf({ action, earlierHolders }: Cells): Pick<CatalogueItem, 'action' | 'earlierHolders'> {
  return {
    action: action === 'add' || action === 'change' || action === 'withdraw' ? action : undefined,
    earlierHolders: earlierHolders === 'keep' || earlierHolders === 'lose' ? earlierHolders : undefined,
  }
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

/** Columns of which no line says anything are left out, where a list need not have them. */
export function writeItems(items: readonly CatalogueItem[]): string {
  const rows = items.map(({ qualification, class: group, from, until, action, earlierHolders, noteEn, noteZh }) => [
    ...[qualification, group, from ?? '', until ?? '', action ?? '', earlierHolders ?? '', noteEn ?? '', noteZh ?? ''],
  ])
  const kept = heads.items.map((name, at) => !seldom.has(name) || rows.some((row) => row[at] !== ''))
  return lines([heads.items, ...rows].map((row) => row.filter((_, at) => kept[at])))
}

const seldom = new Set(['action', 'earlierHolders'])

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
