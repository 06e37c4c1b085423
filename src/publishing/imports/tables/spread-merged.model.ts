// SPDX-License-Identifier: Apache-2.0
import {
  type Allowance,
  type Cell,
  type MergedRange,
  type OddCell,
  type Sheet,
  type TableRow,
  tableLimits,
} from './table.model.ts'

/** More rows than this below one merged cell are not filled: it is a frame around the page, not a value. */
const tallest = 20_000

/**
 * A merged cell has its value in its first cell only. Downward it holds for every row of the range; across it stays where it
 * is, as the columns beside it ask for something else.
 */
export function spreadMerged({ rows, merged }: Sheet, filled: Allowance): void {
  if (merged.length === 0) return
  const byNumber = new Map(rows.map((row) => [row.number, row]))
  for (const range of merged) {
    const value = byNumber.get(range.from.row)?.cells[range.from.column]
    if (value === undefined || value === '') continue
    if (range.to.row - range.from.row > tallest || range.from.column >= tableLimits.columns) continue
    filled.take(range.to.row - range.from.row + 1)
    spread(range, value, byNumber)
  }
}

function spread({ range, from, to }: MergedRange, value: Cell, byNumber: ReadonlyMap<number, TableRow>): void {
  const held: OddCell = { ...(typeof value === 'string' ? { text: value, kind: 'text' } : value), merged: range }
  for (let row = from.row; row <= to.row; row++) {
    const cells = byNumber.get(row)?.cells
    if (cells === undefined) continue
    while (cells.length < from.column) cells.push('')
    cells[from.column] = held
  }
}
