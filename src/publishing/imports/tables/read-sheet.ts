// SPDX-License-Identifier: Apache-2.0
import type { Readable } from 'node:stream'
import { readXml, readXmlPieces, unescapeText } from './read-xml.ts'
import {
  type Allowance,
  type Cell,
  type MergedRange,
  mergedRange,
  type NumberShape,
  type OddCell,
  placeOf,
  type TableRow,
  tableLimits,
} from './table.model.ts'

export interface SheetContext {
  strings: readonly string[]
  shapes: readonly NumberShape[]
  from1904: boolean
  /** For all sheets together. */
  cells: Allowance
  ranges: Allowance
}

/** A cell while it is read. */
interface OpenCell {
  column: number
  type: string
  style: number
  formula: boolean
  value: string | null
  inline: string
}

/** Rows with at least one cell, and the merged ranges, which stand behind them. One row more than may be is the last that is kept. */
export async function readSheet(stream: Readable, context: SheetContext) {
  const reading = new SheetReading(context)
  await readXml(stream, reading)
  return { rows: reading.rows, merged: reading.merged }
}

/** The rows of a sheet as they come, for whoever keeps none: how many there are is not limited. `said`: how many the sheet says it has. */
export async function* sheetRows(
  stream: Readable,
  context: SheetContext,
): AsyncGenerator<{ rows: TableRow[]; said: number | null }> {
  const reading = new SheetReading(context)
  try {
    for await (const _ of readXmlPieces(stream, reading)) {
      if (reading.rows.length > 0) yield { rows: reading.rows.splice(0), said: reading.said }
    }
  } catch (error) {
    // What stood before the place that is broken is whole.
    if (reading.rows.length > 0) yield { rows: reading.rows.splice(0), said: reading.said }
    throw error
  }
}

class SheetReading {
  readonly rows: TableRow[] = []
  readonly merged: MergedRange[] = []
  said: number | null = null
  private readonly context: SheetContext
  private row: TableRow | null = null
  private cell: OpenCell | null = null
  private text_ = ''
  private spoken = 0
  private last = 0

  constructor(context: SheetContext) {
    this.context = context
  }

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    if (tag === 'c') this.openCell(attributes)
    else if (tag === 'row') this.openRow(attributes)
    else if (tag === 'v' || tag === 't') this.text_ = ''
    else if (tag === 'f' && this.cell !== null) this.cell.formula = true
    else if (tag === 'rPh') this.spoken++
    else if (tag === 'dimension') this.said = mergedRange(attributes['ref'] ?? '')?.to.row ?? null
    else if (tag === 'mergeCell') {
      const range = mergedRange(attributes['ref'] ?? '')
      if (range === null) return
      this.context.ranges.take()
      this.merged.push(range)
    }
  }

  text(piece: string): void {
    this.text_ += piece
  }

  close(tag: string): void {
    if (tag === 'v' && this.cell !== null) this.cell.value = this.text_
    else if (tag === 't' && this.cell !== null && this.spoken === 0) this.cell.inline += this.text_
    else if (tag === 'rPh') this.spoken--
    else if (tag === 'c') this.closeCell()
    else if (tag === 'row') this.closeRow()
  }

  private openRow({ r, hidden }: Readonly<Record<string, string>>): void {
    this.last = r === undefined ? this.last + 1 : Number(r)
    this.row = { number: this.last, cells: [] }
    if (hidden === '1' || hidden === 'true') this.row.hidden = true
  }

  private closeRow(): void {
    const { row } = this
    this.row = null
    if (row === null || row.cells.length === 0 || this.rows.length > tableLimits.rows + 100) return
    this.context.cells.take(row.cells.length + 4)
    this.rows.push(row)
  }

  private openCell({ r, s, t }: Readonly<Record<string, string>>): void {
    const column = (r === undefined ? null : placeOf(r))?.column ?? this.row?.cells.length ?? 0
    this.cell = { column, type: t ?? 'n', style: Number(s ?? 0), formula: false, value: null, inline: '' }
  }

  private closeCell(): void {
    const { cell, row } = this
    this.cell = null
    if (cell === null || row === null || cell.column >= tableLimits.columns) return
    const value = this.valueOf(cell)
    if (value === '') return
    while (row.cells.length < cell.column) row.cells.push('')
    row.cells[cell.column] = value
  }

  private valueOf({ type, style, formula, value, inline }: OpenCell): Cell {
    const mark = formula ? { formula: true as const } : {}
    if (type === 'inlineStr') return unescapeText(inline)
    if (value === null || value === '') return formula && type !== 'str' ? { text: '', kind: 'no-value', ...mark } : ''
    const plain = (text: string): Cell => (formula ? { text, kind: 'text', ...mark } : text)
    if (type === 's') return plain(this.context.strings[Number(value)] ?? '')
    if (type === 'str') return plain(unescapeText(value))
    if (type === 'b') return plain(value === '1' ? 'TRUE' : 'FALSE')
    if (type === 'e') return { text: value, kind: 'error', ...mark }
    if (type === 'd') return plain(value.slice(0, 10))
    return this.numberOf(value, style, mark)
  }

  private numberOf(value: string, style: number, mark: { formula?: true }): OddCell {
    const shape = this.context.shapes[style] ?? 'number'
    const number = Number(value)
    // 0.1 + 0.2 stands in files as 0.30000000000000004; people saw 15 digits of it.
    const text = Number.isFinite(number) ? String(Number(number.toPrecision(15))) : value
    return { text, kind: shape === 'date' || shape === 'month' ? shape : 'number', ...mark }
  }
}
