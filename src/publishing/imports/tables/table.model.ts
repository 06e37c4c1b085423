// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../finding.model.ts'

/** A cell that is more than text. */
export interface OddCell {
  text: string
  kind: 'text' | 'number' | 'date' | 'month' | 'error' | 'no-value'
  formula?: true
  /** The range that this value holds for, where it stands in another cell of it. */
  merged?: string
}

/** What a number in a cell is shown as. */
export type NumberShape = 'number' | 'date' | 'month' | 'time'

/** Most cells are text alone. */
export type Cell = string | OddCell

export interface TableRow {
  /** As a spreadsheet numbers it, from 1. */
  number: number
  cells: Cell[]
  hidden?: true
}

export interface MergedRange {
  range: string
  from: { row: number; column: number }
  to: { row: number; column: number }
}

export interface Sheet {
  name: string
  hidden: boolean
  rows: TableRow[]
  merged: MergedRange[]
}

/** What a file holds before anything is known of its columns. */
export interface Table {
  format: 'xlsx' | 'csv'
  sheets: Sheet[]
  /** Serial numbers of days count from 1904, as on old Macintoshes. */
  from1904: boolean
  /** Of text files: how it was read. */
  encoding: string | null
  findings: Finding[]
}

export const textOf = (cell: Cell | undefined): string =>
  cell === undefined ? '' : typeof cell === 'string' ? cell : cell.text

/** `A`, `Z`, `AA` of a column counted from 0. */
export function columnName(column: number): string {
  let name = ''
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name
  }
  return name
}

export const cellName = (row: number, column: number): string => `${columnName(column)}${row}`

const reference = /^([A-Z]{1,3})([1-9]\d{0,6})$/

/** Row from 1 and column from 0 of `C12`. */
export function placeOf(name: string): { row: number; column: number } | null {
  const match = reference.exec(name)
  if (match === null) return null
  let column = 0
  for (const letter of match[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  return { row: Number(match[2]), column: column - 1 }
}

export function mergedRange(range: string): MergedRange | null {
  const [first = '', last = first] = range.split(':')
  const from = placeOf(first)
  const to = placeOf(last)
  return from === null || to === null ? null : { range, from, to }
}

/** What is read at most. */
export const tableLimits = {
  /** Of the file as it is handed in. */
  bytes: 32 * 1024 * 1024,
  /** Of everything that is unpacked from it. */
  unpacked: 400 * 1024 * 1024,
  parts: 2000,
  sheets: 200,
  rows: 200_000,
  columns: 200,
  /** Of all sheets together, a row counting for four more: what is kept in memory. */
  cells: 8_000_000,
  /** Texts of the shared list, and looks of cells. */
  strings: 8_000_000,
  styles: 100_000,
  /** Merged ranges of all sheets, and rows that they fill. */
  ranges: 200_000,
  filled: 2_000_000,
}

/** The file asks for more than is given to any. */
export class TooMuch extends Error {}

/** How much of something a file may still have. */
export class Allowance {
  private left: number

  constructor(most: number) {
    this.left = most
  }

  take(number = 1): void {
    this.left -= number
    if (this.left < 0) throw new TooMuch()
  }
}
