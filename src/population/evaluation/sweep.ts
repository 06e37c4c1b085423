// SPDX-License-Identifier: Apache-2.0
import type { Codes } from '../columns/workforce.ts'
import { APART_STANDING } from './cells/late-formula.ts'
import type { ColumnName } from './conjunct.ts'
import { MOST_COLUMNS, NOT_SAID } from './cube.ts'
import type { Block, PlannedRule, Planner } from './kind-plan.ts'
import { DISCRETION, MET, OPEN } from './outcomes.ts'
import type { Results } from './results.ts'

const CHUNK = 2048

/** A column by row; days go through their classes. */
export interface RowColumn {
  codes: Codes
  classOf: Codes | null
}

/** A stretch of rows: records of a kind, or persons. */
export interface Rows {
  from: number
  end: number
  /** First word of the results of the row `first`. */
  word: number
  first: number
  width: number
  /** The person of each record; null where rows are persons. */
  persons: Uint32Array | null
  /** Fills in -1 for a row that counts on the as-of date and 0 for any other. */
  valid(mask: Int32Array, from: number, end: number): void
  column(name: ColumnName): RowColumn
}

/** Goes over rows with the blocks of their kind: columns first, then what they leave, rule by rule. */
export class Sweep {
  private readonly valid = new Int32Array(CHUNK)
  private readonly mask = new Int32Array(CHUNK)
  /** Rows of the chunk that are left, and for which rules the columns are enough. */
  private readonly left = new Int32Array(CHUNK)
  private readonly certain = new Int32Array(CHUNK)
  /** Of those: which rules something leaves open, and for which the row has to be looked at. */
  private readonly open = new Int32Array(CHUNK)
  private readonly late = new Int32Array(CHUNK)
  private readonly values = new Int32Array(MOST_COLUMNS)
  private readonly found = new Map<ColumnName, RowColumn>()
  private readonly planner: Planner
  private readonly results: Results

  constructor(planner: Planner, results: Results) {
    this.planner = planner
    this.results = results
  }

  go(blocks: readonly Block[], rows: Rows): void {
    this.found.clear()
    const read = blocks.map((block) => block.columns.map(({ name }) => rows.column(name)))
    for (let from = rows.from; from < rows.end; from += CHUNK) {
      const end = Math.min(rows.end, from + CHUNK)
      rows.valid(this.valid, from, end)
      blocks.forEach((block, at) => {
        this.block(block, read[at] ?? [], rows, from, end - from)
      })
    }
  }

  private block(block: Block, columns: readonly RowColumn[], rows: Rows, from: number, count: number): void {
    const { mask, valid, left, certain } = this
    const { all } = block
    for (let at = 0; at < count; at++) mask[at] = (valid[at] as number) & all
    columns.forEach((column, index) => {
      narrow(mask, block.columns[index]?.possible ?? mask, column, from, count)
    })
    let some = 0
    for (let at = 0; at < count; at++) {
      if (mask[at] === 0) continue
      left[some] = at
      certain[some++] = (mask[at] as number) & block.certain
    }
    if (some === 0) return
    this.readLeft(block, columns, from, some)
    for (let index = 0; index < some; index++) this.row(block, rows, from, index)
  }

  /** What the columns say of the rows that are left. */
  private readLeft(block: Block, columns: readonly RowColumn[], from: number, some: number): void {
    const { left, certain, open, late } = this
    open.fill(0, 0, some)
    late.fill(0, 0, some)
    columns.forEach((column, index) => {
      const tables = block.columns[index]
      if (tables === undefined) return
      if (block.certain !== 0) narrowLeft(certain, tables.certain, column, from, left, some)
      if (block.whole === 0) return
      widenLeft(open, tables.open, column, from, left, some)
      widenLeft(late, tables.late, column, from, left, some)
    })
  }

  private row(block: Block, rows: Rows, from: number, index: number): void {
    const row = from + (this.left[index] as number)
    const word = rows.word + (row - rows.first) * rows.width
    const person = rows.persons === null ? row : (rows.persons[row] as number)
    const record = rows.persons === null ? -1 : row
    const certain = this.certain[index] as number
    const whole = block.whole & ~(this.late[index] as number)
    let left = this.mask[this.left[index] as number] as number
    while (left !== 0) {
      const at = block.ruleOf[31 - Math.clz32(left & -left)] as number
      const rule = block.rules[at] as PlannedRule
      const ways = block.waysOf[at] as number
      left &= ~ways
      let standing = MET
      if ((certain & ways) === 0) {
        if ((whole & ways) === 0) standing = this.look(rule, rows, row, person, record)
        else standing = ((this.open[index] as number) & ways) !== 0 ? OPEN : DISCRETION
      }
      if (standing !== 0) this.stand(rule, standing, person, word)
    }
  }

  /** By all columns of the rule together, or by a look at what they do not hold. */
  private look(rule: PlannedRule, rows: Rows, row: number, person: number, record: number): number {
    const cube = rule.cube === undefined ? this.planner.cube(rule) : rule.cube
    if (cube !== null) {
      const { values } = this
      for (let at = 0; at < cube.names.length; at++) {
        const { codes, classOf } = this.column(rows, cube.names[at] as ColumnName)
        const code = codes[row] as number
        values[at] = classOf === null ? code : (classOf[code] as number)
      }
      const standing = cube.standing(values)
      if (standing !== NOT_SAID) return standing
    }
    return (rule.late ?? this.planner.late(rule)).standing(person, record)
  }

  private column(rows: Rows, name: ColumnName): RowColumn {
    let column = this.found.get(name)
    if (column === undefined) {
      column = rows.column(name)
      this.found.set(name, column)
    }
    return column
  }

  private stand({ bits, opposing }: PlannedRule, standing: number, person: number, word: number): void {
    const { met, discretion, open, singly } = this.results
    if (standing === APART_STANDING || opposing) {
      singly[person] = 1
      return
    }
    for (let at = 0; at < bits.length; at++) {
      const own = bits[at] as number
      const place = word + at
      if (standing === MET) met[place] = (met[place] as number) | own
      else if (standing === DISCRETION) discretion[place] = (discretion[place] as number) | own
      else if (standing === OPEN) open[place] = (open[place] as number) | own
      const better = met[place] as number
      discretion[place] = (discretion[place] as number) & ~better
      open[place] = (open[place] as number) & ~(better | (discretion[place] as number))
    }
  }
}

function narrow(mask: Int32Array, table: Int32Array, { codes, classOf }: RowColumn, from: number, count: number): void {
  if (classOf !== null) narrowByDay(mask, table, classOf, codes as Uint16Array, from, count)
  else if (codes instanceof Uint8Array) narrowByByte(mask, table, codes, from, count)
  else narrowByWord(mask, table, codes, from, count)
}

function narrowByDay(
  mask: Int32Array,
  table: Int32Array,
  classOf: Codes,
  days: Uint16Array,
  from: number,
  count: number,
): void {
  for (let at = 0; at < count; at++) {
    mask[at] = (mask[at] as number) & (table[classOf[days[from + at] as number] as number] as number)
  }
}

function narrowByByte(mask: Int32Array, table: Int32Array, codes: Uint8Array, from: number, count: number): void {
  for (let at = 0; at < count; at++) mask[at] = (mask[at] as number) & (table[codes[from + at] as number] as number)
}

function narrowByWord(mask: Int32Array, table: Int32Array, codes: Uint16Array, from: number, count: number): void {
  for (let at = 0; at < count; at++) mask[at] = (mask[at] as number) & (table[codes[from + at] as number] as number)
}

/** The same for the rows that are left. */
function narrowLeft(
  certain: Int32Array,
  table: Int32Array,
  { codes, classOf }: RowColumn,
  from: number,
  left: Int32Array,
  some: number,
): void {
  for (let index = 0; index < some; index++) {
    const code = codes[from + (left[index] as number)] as number
    const value = classOf === null ? code : (classOf[code] as number)
    certain[index] = (certain[index] as number) & (table[value] as number)
  }
}

/** Adds what a column says of the rows that are left. */
function widenLeft(
  found: Int32Array,
  table: Int32Array,
  { codes, classOf }: RowColumn,
  from: number,
  left: Int32Array,
  some: number,
): void {
  for (let index = 0; index < some; index++) {
    const code = codes[from + (left[index] as number)] as number
    const value = classOf === null ? code : (classOf[code] as number)
    found[index] = (found[index] as number) | (table[value] as number)
  }
}
