// SPDX-License-Identifier: Apache-2.0
import { type Cell, type CellState, cellsOf, type Formula, type OpenFormula, settle } from '@passerelle/recognition'
import { type ColumnName, type Columns, hasTable, namesOf } from './conjunct.ts'
import { formulaSpan } from './formula-span.ts'
import { best, OPEN_SPAN, SETTLED_SPAN } from './span.ts'

/** What a part comes to for a value of a column: only a look at the row can tell; not known; at discretion; met. */
export const UNMET = 0
export const LATE = 1
export const UNKNOWN = 2
export const DISCRETIONARY = 3
export const SURE = 4

/** Not worked out yet. */
const NOT_YET = 255

/** What a part comes to for each class of values of a column, or for each combination of those of several. */
export class Table {
  readonly names: readonly ColumnName[]
  /** Number of classes, or of combinations: the class of the first column counts most. */
  readonly count: number
  private readonly radix: readonly number[]
  private readonly entries: Uint8Array
  private readonly workOut: (classOf: (name: ColumnName) => number) => number

  constructor(names: readonly ColumnName[], columns: Columns, workOut: Table['workOut']) {
    this.names = names
    this.radix = names.map((name) => columns.classes(name))
    this.count = this.radix.reduce((product, classes) => product * classes, 1)
    this.entries = new Uint8Array(this.count).fill(NOT_YET)
    this.workOut = workOut
  }

  entry(value: number): number {
    let entry = this.entries[value] as number
    if (entry === NOT_YET) {
      const classes = this.classesAt(value)
      entry = this.workOut((name) => classes[this.names.indexOf(name)] as number)
      this.entries[value] = entry
    }
    return entry
  }

  private classesAt(value: number): number[] {
    let rest = value
    return this.radix
      .toReversed()
      .map((classes) => {
        const own = rest % classes
        rest = (rest - own) / classes
        return own
      })
      .reverse()
  }
}

/** The tables of a part, and whether they say all: one for all its columns together, or for each what it rules out. */
export function tablesOf(part: OpenFormula, columns: Columns): { tables: Table[]; whole: boolean } {
  const names = namesOf(part, columns)
  if (names !== null && hasTable(part, columns)) return { tables: [wholeTable(part, names, columns)], whole: true }
  const known = new Set(cellsOf(part).flatMap((cell) => columns.columnOf(cell) ?? []))
  const tables = [...known].map((name) => partTable(part, name, columns)).filter(rulesOut)
  return { tables, whole: false }
}

const ENTRY = { unmet: UNMET, unknown: UNKNOWN, discretion: DISCRETIONARY, met: SURE } as const

function wholeTable(part: OpenFormula, names: readonly ColumnName[], columns: Columns): Table {
  const beside: OpenFormula = { op: 'all', children: [part, 'discretion'] }
  return new Table(names, columns, (classOf) => {
    const stateOf = (cell: Cell): CellState | Formula => {
      const name = columns.columnOf(cell) as ColumnName
      return columns.stateOf(cell, classOf(name))
    }
    const entry = ENTRY[settle(part, stateOf)]
    if (entry !== UNKNOWN) return entry
    // What is met or at discretion is settled beside a part that is at discretion.
    const unsure = names.some((name) => columns.isUnsure(name, classOf(name)))
    return unsure || settle(beside, stateOf) !== 'unknown' ? LATE : entry
  })
}

/** Where other columns have a say, a value can only rule the part out. */
function partTable(part: OpenFormula, name: ColumnName, columns: Columns): Table {
  return new Table([name], columns, (classOf) => {
    const span = formulaSpan(part, (cell) => {
      if (columns.columnOf(cell) !== name) return OPEN_SPAN
      const state = columns.stateOf(cell, classOf(name))
      return typeof state === 'string' ? SETTLED_SPAN[state] : OPEN_SPAN
    })
    return best(span) === 0 ? UNMET : LATE
  })
}

function rulesOut(table: Table): boolean {
  for (let value = 0; value < table.count; value++) if (table.entry(value) === UNMET) return true
  return false
}
