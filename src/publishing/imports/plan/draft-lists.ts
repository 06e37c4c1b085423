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

/** Read as the law is (`folders/folder-lists.ts`). */
const reading = { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true } as const

const rowsOf = (text: string): Cells[] => parse(text, { ...reading, columns: true })

export function readItems(text: string): CatalogueItem[] {
  return rowsOf(text).map((row, at) => ({
    at,
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

/** The list with these items: a line of `before` of which nothing is changed stays what it is, and a word that was not understood stands. */
export function writeItems(items: readonly CatalogueItem[], before?: string): string {
  const rows = items.map((item): ListRow => {
    const { at, qualification, class: group, from, until, action, earlierHolders, noteEn, noteZh } = item
    const notes = { 'note.en': noteEn, 'note.zh-CN': noteZh }
    return { at, cells: { qualification, class: group, from, until, action, earlierHolders, ...notes } }
  })
  return writeList(before, heads.items, rows)
}

/** Columns that a new list has only where a line says something of them. */
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
  const before = rowsOf(text ?? '').map((_, at): ListRow => ({ at, cells: {} }))
  return writeList(text, head, [
    ...before,
    ...entries.map((entry): ListRow => ({ at: undefined, cells: cells(entry) })),
  ])
}

interface ListRow {
  /** The line that it was; what `cells` does not say is what stands there. */
  at: number | undefined
  cells: Readonly<Record<string, string | undefined>>
}

/** A list whose lines are those of `before`, as they were written where nothing of them has changed, and others. */
function writeList(before: string | undefined, columns: readonly string[], rows: readonly ListRow[]): string {
  const standing = before === undefined || before.trim() === '' ? null : writtenLines(before)
  const own = standing?.head ?? columns.filter((name) => !seldom.has(name))
  const missing = columns.filter((name) => !own.includes(name) && rows.some(({ cells }) => (cells[name] ?? '') !== ''))
  const head = missing.length === 0 ? own : [...columns, ...own].filter(isOneOf([...own, ...missing]))
  const lines = rows.map(({ at, cells }) => {
    const line = at === undefined ? undefined : standing?.lines[at]
    const cellOf = (name: string): string => cells[name] ?? line?.cells[name] ?? ''
    const same = line !== undefined && missing.length === 0 && head.every((name) => cellOf(name) === line.cells[name])
    return same ? line.raw : head.map((name) => quoted(cellOf(name))).join(',')
  })
  const end = standing?.end ?? '\n'
  const first = missing.length === 0 && standing !== null ? standing.raw : head.map(quoted).join(',')
  return `${[first, ...lines].join(end)}${end}`
}

/** Each once, in order, of those that are meant. */
const isOneOf =
  (meant: readonly string[]) =>
  (name: string, at: number, all: readonly string[]): boolean =>
    meant.includes(name) && all.indexOf(name) === at

interface WrittenLines {
  head: string[]
  /** The head as it is written. */
  raw: string
  lines: { cells: Cells; raw: string }[]
  end: string
}

function writtenLines(text: string): WrittenLines {
  const read: { record: string[]; raw: string }[] = parse(text, { ...reading, raw: true }) as never
  const [head = [], ...records] = read.map(({ record }) => record)
  const [raw = '', ...raws] = read.map((one) => one.raw.replaceAll(/^[\r\n]+|[\r\n]+$/g, ''))
  const lines = records.map((record, at) => ({
    cells: Object.fromEntries(head.map((name, column) => [name, record[column] ?? ''])),
    raw: raws[at] ?? '',
  }))
  return { head, raw, lines, end: text.includes('\r\n') ? '\r\n' : '\n' }
}

export const quoted = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
