// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding, severityOf, stopsAll } from '../finding.model.ts'
import {
  cellName,
  columnName,
  type Sheet,
  type Table,
  type TableRow,
  tableLimits,
  textOf,
} from '../tables/table.model.ts'
import {
  type Column,
  columnOf,
  explanation,
  findHeader,
  type HeaderPlace,
  headings,
  likelyColumn,
} from './columns.model.ts'
import { findDuplicates } from './duplicates.model.ts'
import { plainText } from './plain-text.model.ts'
import { readRow, rowReader } from './read-row.model.ts'
import type { ItemRow, RowContext, RowsRead } from './row.model.ts'
import { sumUp } from './sum-up.model.ts'

/** The header of a sheet and what stands in which column. */
interface HeadedSheet {
  sheet: Sheet
  header: HeaderPlace
}

/** Every row of every visible sheet that has a header, and everything that is wrong with them, all at once. */
export function readRows(table: Table, context: Omit<RowContext, 'from1904' | 'severalSheets'>): RowsRead {
  const findings: Finding[] = [...table.findings]
  const visible = table.sheets.filter(({ hidden }) => !hidden)
  for (const { name, rows, hidden } of table.sheets) {
    if (hidden && rows.length > 0) findings.push(finding('sheet-hidden', { sheet: name, found: name }))
  }
  const headed = visible.flatMap((sheet): HeadedSheet[] => {
    const header = findHeader(sheet.rows.slice(0, 60).map(({ cells }) => cells.map(textOf)))
    return header === null ? [] : [{ sheet, header }]
  })
  const useful = headed.some(({ header }) => header.named) ? headed.filter(({ header }) => header.named) : headed
  if (useful.length === 0)
    return { rows: [], findings: [...findings, ...withoutHeader(visible)], counted: 0, columns: [] }
  const severalSheets = useful.length > 1
  for (const sheet of visible) {
    if (sheet.rows.length > 0 && sheet.name !== explanation && !useful.some((one) => one.sheet === sheet)) {
      findings.push(finding('sheet-without-header', { sheet: sheet.name, found: sheet.name }))
    }
  }
  const read: RowsRead = { rows: [], findings, counted: 0, columns: [] }
  for (const one of useful) readSheetRows(one, { ...context, from1904: table.from1904, severalSheets }, read)
  if (read.counted > tableLimits.rows) {
    const found = String(read.counted)
    return { ...read, rows: [], findings: [finding('rows-too-many', { found, expected: [String(tableLimits.rows)] })] }
  }
  if (read.counted === 0 && !findings.some(stopsAll)) read.findings.push(finding('rows-none'))
  return settle(read)
}

/** Leaves out the rows with something wrong, and what the file says twice. */
function settle(read: RowsRead): RowsRead {
  const key = (sheet: string | null, row: number | null) => `${row} ${sheet ?? ''}`
  const bad = new Set(
    read.findings.filter((one) => severityOf(one) === 'error').map(({ sheet, row }) => key(sheet, row)),
  )
  const { rows, findings } = findDuplicates(read.rows.filter(({ sheet, row }) => !bad.has(key(sheet, row))))
  return { ...read, rows, findings: [...read.findings, ...findings] }
}

function withoutHeader(sheets: readonly Sheet[]): Finding[] {
  if (sheets.every(({ rows }) => rows.length === 0)) return [finding('file-empty')]
  const first = sheets.find(({ rows }) => rows.length > 0)?.rows[0]
  const found =
    first?.cells
      .map(textOf)
      .filter((text) => text !== '')
      .slice(0, 6)
      .join(' | ') ?? ''
  return [finding('header-missing', { found: plainText(found), expected: [headings['name-zh'].zh, headings.class.zh] })]
}

function readSheetRows({ sheet, header }: HeadedSheet, context: RowContext, into: RowsRead): void {
  const place = context.severalSheets ? sheet.name : null
  const headerRow = sheet.rows[header.at]
  if (headerRow === undefined) return
  const columns = columnsOf(headerRow, header, place, into.findings)
  into.columns.push({ sheet: sheet.name, header: headerRow.number, columns: [...columns.values()] })
  if (!header.named) {
    const expected = [headings['name-zh'].zh, headings['name-en'].en]
    into.findings.push(finding('column-missing', { sheet: place, cell: null, expected }))
    return
  }
  const inHeader = lastRowOfHeader(sheet, headerRow)
  const body = sheet.rows.filter(({ number }) => number > inHeader)
  const reader = rowReader(context, columns, place)
  const filled = body.filter((row) => isItem(row, columns))
  for (const one of sumUp(sheet, filled, columns, place)) into.findings.push(one)
  if (filled.length + into.rows.length > tableLimits.rows) {
    into.counted += filled.length
    return
  }
  for (const row of filled) {
    const item: ItemRow | null = readRow(reader, row, into.findings)
    if (item === null) continue
    into.rows.push(item)
    into.counted++
  }
}

/** A header over two rows ends with the lower one. */
function lastRowOfHeader({ merged }: Sheet, { number }: TableRow): number {
  let last = number
  for (const { from, to } of merged) {
    if (from.row <= number && to.row > last && to.row - number < 4) last = to.row
  }
  return last
}

/** Rows without anything in known columns but a number are no items: sums, signatures and empty lines below a table. */
function isItem({ cells }: TableRow, columns: ReadonlyMap<number, Column>): boolean {
  for (const [at, column] of columns) {
    const cell = cells[at]
    if (column === 'number' || cell === undefined || cell === '') continue
    if (typeof cell !== 'string' || plainText(cell) !== '') return true
  }
  return false
}

function columnsOf(
  row: TableRow,
  { columns }: HeaderPlace,
  sheet: string | null,
  findings: Finding[],
): Map<number, Column> {
  const taken = new Map<number, Column>()
  const first = new Map<Column, number>()
  for (const [at, column] of columns) {
    const cell = cellName(row.number, at)
    const place = { sheet, cell, found: plainText(textOf(row.cells[at])) }
    const before = first.get(column)
    if (before === undefined) {
      taken.set(at, column)
      first.set(column, at)
      if (column === 'last-day') findings.push(finding('column-last-day', place))
      continue
    }
    const candidates = [cellName(row.number, before)]
    findings.push(finding('column-twice', { ...place, expected: [headings[column].zh], candidates }))
  }
  if (first.has('class') && first.has('level')) {
    const at = first.get('level') ?? 0
    const found = plainText(textOf(row.cells[at]))
    findings.push(finding('column-not-carried', { sheet, cell: cellName(row.number, at), found }))
  }
  for (const [at, cell] of row.cells.entries()) {
    const found = plainText(textOf(cell))
    if (found === '' || columns.has(at) || columnOf(textOf(cell)) !== null) continue
    const likely = likelyColumn(found)
    const candidates = likely === null || first.has(likely) ? [] : [headings[likely].zh]
    findings.push(finding('column-unknown', { sheet, cell: `${columnName(at)}${row.number}`, found, candidates }))
  }
  return taken
}
