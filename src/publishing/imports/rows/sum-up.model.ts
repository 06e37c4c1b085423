// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../finding.model.ts'
import { type Cell, cellName, type Sheet, type TableRow } from '../tables/table.model.ts'
import type { Column } from './columns.model.ts'

/** What is said once of a sheet, at the first cell that it holds for, with how many there are. */
export function sumUp(
  sheet: Sheet,
  rows: readonly TableRow[],
  columns: ReadonlyMap<number, Column>,
  place: string | null,
): Finding[] {
  const hidden = rows.filter((row) => row.hidden === true)
  const findings: Finding[] = []
  const [firstHidden] = hidden
  if (firstHidden !== undefined) {
    findings.push(
      finding('rows-hidden', {
        sheet: place,
        row: firstHidden.number,
        cell: String(firstHidden.number),
        found: String(hidden.length),
      }),
    )
  }
  for (const [at] of columns) {
    findings.push(
      ...firstOf(rows, at, place, 'formulas-stored', (cell) => cell.formula === true && cell.kind !== 'no-value'),
    )
    findings.push(...firstOf(rows, at, place, 'merged-down', (cell, name) => startsElsewhere(cell.merged, name)))
  }
  return [...findings, ...acrossOf(sheet, rows, columns, place)]
}

const startsElsewhere = (range: string | undefined, name: string): boolean =>
  range !== undefined && !range.startsWith(`${name}:`)

function firstOf(
  rows: readonly TableRow[],
  column: number,
  sheet: string | null,
  code: 'formulas-stored' | 'merged-down',
  holds: (cell: Exclude<Cell, string>, name: string) => boolean,
): Finding[] {
  let first: TableRow | null = null
  let count = 0
  for (const row of rows) {
    const cell = row.cells[column]
    if (cell === undefined || typeof cell === 'string' || !holds(cell, cellName(row.number, column))) continue
    first ??= row
    count++
  }
  if (first === null) return []
  return [finding(code, { sheet, cell: cellName(first.number, column), found: String(count) })]
}

/** A value across columns that ask for different things cannot be for all of them. */
function acrossOf(
  { merged }: Sheet,
  rows: readonly TableRow[],
  columns: ReadonlyMap<number, Column>,
  sheet: string | null,
): Finding[] {
  const numbers = new Set(rows.map(({ number }) => number))
  return merged.flatMap(({ range, from, to }) => {
    if (!numbers.has(from.row)) return []
    const touched = [...columns].filter(([at]) => at >= from.column && at <= to.column)
    if (touched.length < 2) return []
    return [finding('merged-across', { sheet, cell: cellName(from.row, from.column), row: from.row, found: range })]
  })
}
