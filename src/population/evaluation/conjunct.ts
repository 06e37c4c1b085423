// SPDX-License-Identifier: Apache-2.0
import { type Cell, type CellState, cellsOf, type Formula, type OpenFormula, settle } from '@passerelle/recognition'
import { formulaSpan } from './formula-span.ts'
import { best, OPEN_SPAN, SETTLED_SPAN } from './span.ts'

/** A column that a part of a condition depends on. */
export type ColumnName = 'issued' | 'birth' | 'profile' | `fact ${string}` | `work ${string}`

/** The parts of which all must hold. */
export function conjunctsOf(formula: OpenFormula): OpenFormula[] {
  if (typeof formula === 'string') return formula === 'met' ? [] : [formula]
  return formula.op === 'all' ? formula.children.flatMap(conjunctsOf) : [formula]
}

const MOST_WAYS = 8

/**
 * Ways in which a formula can be met: of each, all parts must hold. Parts stand on one column where that is possible; a formula with too
 * many ways is one part.
 */
export function waysOf(formula: OpenFormula, columns: Columns): OpenFormula[][] {
  const parts = conjunctsOf(formula)
  let ways: OpenFormula[][] = [[]]
  for (const part of parts) {
    const own = waysOfPart(part, columns)
    if (ways.length * own.length > MOST_WAYS) ways = ways.map((way) => [...way, part])
    else ways = ways.flatMap((way) => own.map((more) => [...way, ...more]))
  }
  return ways.map((way) => byColumn(way, columns))
}

/** Parts on the same column as one: where they are open, they may settle one another. */
function byColumn(way: readonly OpenFormula[], columns: Columns): OpenFormula[] {
  const found = new Map<ColumnName | OpenFormula, OpenFormula[]>()
  for (const part of way) {
    const [name, ...more] = new Set(cellsOf(part).map((cell) => columns.columnOf(cell)))
    const key = name === null || name === undefined || more.length > 0 ? part : name
    found.set(key, [...(found.get(key) ?? []), part])
  }
  return [...found.values()].map((parts) => (parts.length === 1 ? (parts[0] ?? 'met') : { op: 'all', children: parts }))
}

function waysOfPart(part: OpenFormula, columns: Columns): OpenFormula[][] {
  if (typeof part === 'string' || part.op !== 'any' || standsOnOne(part, columns)) return [[part]]
  const ways = part.children.flatMap((child) => waysOf(child, columns))
  return ways.length > MOST_WAYS ? [[part]] : ways
}

const standsOnOne = (part: OpenFormula, columns: Columns): boolean =>
  new Set(cellsOf(part).map((cell) => columns.columnOf(cell) ?? cell)).size === 1

/** Columns as they come, with what cells say for each class of their values. */
export interface Columns {
  /** The column that a cell depends on; null where it is none. */
  columnOf(cell: Cell): ColumnName | null
  /** Number of classes of values. */
  classes(name: ColumnName): number
  /** Whether a class of values does not say whether anything is known. */
  isUnsure(name: ColumnName, value: number): boolean
  /** What a cell on the column says for a class. */
  stateOf(cell: Cell, value: number): CellState | Formula
}

/** What a part comes to for a value of a column: only a look at the row can tell; not known; at discretion; met. */
export const UNMET = 0
export const LATE = 1
export const UNKNOWN = 2
export const DISCRETIONARY = 3
export const SURE = 4

/** What a part comes to for each class of values of one column. */
export interface Table {
  name: ColumnName
  entries: Uint8Array
}

/** The tables of a part, one for each of its columns, and whether they say all: it depends on one column alone. */
export function tablesOf(part: OpenFormula, columns: Columns): { tables: Table[]; whole: boolean } {
  const names = new Set(cellsOf(part).map((cell) => columns.columnOf(cell)))
  const known = [...names].filter((name) => name !== null)
  if (names.size === 1 && known.length === 1)
    return { tables: known.map((name) => wholeTable(part, name, columns)), whole: true }
  const tables = known.map((name) => partTable(part, name, columns)).filter(({ entries }) => entries.includes(UNMET))
  return { tables, whole: false }
}

const ENTRY = { unmet: UNMET, unknown: UNKNOWN, discretion: DISCRETIONARY, met: SURE } as const

function wholeTable(part: OpenFormula, name: ColumnName, columns: Columns): Table {
  const beside: OpenFormula = { op: 'all', children: [part, 'discretion'] }
  const entries = Uint8Array.from({ length: columns.classes(name) }, (_, value) => {
    const stateOf = (cell: Cell): CellState | Formula => columns.stateOf(cell, value)
    const entry = ENTRY[settle(part, stateOf)]
    if (entry !== UNKNOWN) return entry
    // What is met or at discretion is settled beside a part that is at discretion.
    return columns.isUnsure(name, value) || settle(beside, stateOf) !== 'unknown' ? LATE : entry
  })
  return { name, entries }
}

/** Where other columns have a say, a value can only rule the part out. */
function partTable(part: OpenFormula, name: ColumnName, columns: Columns): Table {
  const entries = Uint8Array.from({ length: columns.classes(name) }, (_, value) => {
    const span = formulaSpan(part, (cell) => {
      if (columns.columnOf(cell) !== name) return OPEN_SPAN
      const state = columns.stateOf(cell, value)
      return typeof state === 'string' ? SETTLED_SPAN[state] : OPEN_SPAN
    })
    return best(span) === 0 ? UNMET : LATE
  })
  return { name, entries }
}
