// SPDX-License-Identifier: Apache-2.0
import { cellsOf, type OpenFormula, type Residual } from '@passerelle/recognition'
import { LateFormula } from './cells/late-formula.ts'
import type { Readers } from './cells/readers.ts'
import { type ColumnName, type Columns, LATE, SURE, type Table, tablesOf, UNKNOWN, UNMET, waysOf } from './conjunct.ts'
import { Cube } from './cube.ts'
import type { OutcomeList } from './outcomes.ts'

const BITS = 32

/** A column that a block asks: by class of values, one bit for each way. */
export interface BlockColumn {
  name: ColumnName
  /** Ways that a value leaves possible. */
  possible: Int32Array
  /** Ways for which a value is enough, as far as this column goes. */
  certain: Int32Array
  /** Ways of which a value leaves open whether they are met. */
  open: Int32Array
  /** Ways of which a value says nothing: the row has to be looked at. */
  late: Int32Array
}

export interface PlannedRule {
  /** The bits of its outcomes, word by word. */
  bits: Int32Array
  formula: OpenFormula
  /** Made when they are first asked. */
  late: LateFormula | null
  cube: Cube | null | undefined
  /** Stands against outcomes of others: who fulfils it is evaluated singly. */
  opposing: boolean
}

/** At most 32 ways in which rules are met, read in one sweep. */
export interface Block {
  rules: PlannedRule[]
  /** By way: position of its rule in `rules`. */
  ruleOf: number[]
  /** By rule: one bit for each of its ways. */
  waysOf: number[]
  /** One bit for each way. */
  all: number
  /** Ways that depend on columns alone, each part on one. */
  certain: number
  /** Those of them that are the only way of their rule, and of which no part can settle another: columns say all of them. */
  whole: number
  columns: BlockColumn[]
}

/** A block that is still being filled. */
interface Open {
  block: Block
  columns: Map<ColumnName, BlockColumn>
}

/** Makes the blocks of a kind; what rules have in common between kinds is worked out once. */
export class Planner {
  private readonly readers: Readers
  private readonly list: OutcomeList
  private readonly columns: Columns
  private readonly tables = new Map<OpenFormula, ReturnType<typeof tablesOf>>()
  private readonly ways = new Map<OpenFormula, OpenFormula[][]>()
  private readonly cubes = new Map<OpenFormula, Cube | null>()
  private readonly lates = new Map<OpenFormula, LateFormula>()

  constructor(readers: Readers, list: OutcomeList, columns: Columns) {
    this.readers = readers
    this.list = list
    this.columns = columns
  }

  /** `outcomes`: ids in the order of their bits. */
  blocks(residuals: readonly Residual[], outcomes: readonly number[]): Block[] {
    const bitOf = new Map(outcomes.map((id, bit): [number, number] => [id, bit]))
    const width = Math.ceil(outcomes.length / BITS)
    const blocks: Open[] = []
    for (const residual of residuals) {
      const ways = this.waysOf(residual.formula)
      let open = blocks.at(-1)
      if (open === undefined || open.block.ruleOf.length + ways.length > BITS) {
        open = {
          block: { rules: [], ruleOf: [], waysOf: [], all: 0, certain: 0, whole: 0, columns: [] },
          columns: new Map(),
        }
        blocks.push(open)
      }
      this.enter(open, this.rule(residual, bitOf, width), ways)
    }
    return blocks.map(({ block, columns }) => ({ ...block, columns: [...columns.values()] }))
  }

  private enter({ block, columns }: Open, rule: PlannedRule, ways: readonly OpenFormula[][]): void {
    let bits = 0
    for (const way of ways) {
      const at = block.ruleOf.length
      block.ruleOf.push(block.rules.length)
      bits |= 1 << at
      block.certain |= 1 << at
      for (const part of way) {
        const { tables, whole } = this.tablesOf(part)
        if (!whole) block.certain &= ~(1 << at)
        for (const table of tables) enter(columns, table, at)
      }
    }
    block.all |= bits
    const [only, ...more] = ways
    if (only !== undefined && more.length === 0 && standApart(only, this.columns)) block.whole |= bits & block.certain
    block.rules.push(rule)
    block.waysOf.push(bits)
  }

  private waysOf(formula: OpenFormula): OpenFormula[][] {
    if (typeof formula === 'string') return formula === 'met' ? [[]] : [[formula]]
    let ways = this.ways.get(formula)
    if (ways === undefined) {
      ways = waysOf(formula, this.columns)
      this.ways.set(formula, ways)
    }
    return ways
  }

  private rule({ rule, formula }: Residual, bitOf: ReadonlyMap<number, number>, width: number): PlannedRule {
    const bits = new Int32Array(width)
    for (const id of this.list.ofRule(rule)) {
      const bit = bitOf.get(id) as number
      bits[bit >> 5] = (bits[bit >> 5] as number) | (1 << (bit & 31))
    }
    return {
      bits,
      formula,
      late: null,
      cube: undefined,
      opposing: rule.excludes !== undefined || rule.exclusive !== undefined,
    }
  }

  /** What columns say together; null where they do not say all. */
  cube(rule: PlannedRule): Cube | null {
    let cube = this.cubes.get(rule.formula)
    if (cube === undefined) {
      cube = Cube.of(rule.formula, this.columns)
      this.cubes.set(rule.formula, cube)
    }
    rule.cube = cube
    return cube
  }

  /** What is left to look at row by row. */
  late(rule: PlannedRule): LateFormula {
    let late = this.lates.get(rule.formula)
    if (late === undefined) {
      late = new LateFormula(rule.formula, this.readers)
      this.lates.set(rule.formula, late)
    }
    rule.late = late
    return late
  }

  private tablesOf(part: OpenFormula): ReturnType<typeof tablesOf> {
    if (typeof part === 'string') return { tables: [], whole: false }
    let found = this.tables.get(part)
    if (found === undefined) {
      found = tablesOf(part, this.columns)
      this.tables.set(part, found)
    }
    return found
  }
}

/** Lengths of work are columns of their own for each need, and one may settle another. */
function standApart(way: readonly OpenFormula[], columns: Columns): boolean {
  const names = way.flatMap((part) => cellsOf(part).map((cell) => columns.columnOf(cell)))
  return new Set(names.filter((name) => name?.startsWith('work '))).size <= 1
}

function enter(columns: Map<ColumnName, BlockColumn>, { name, entries }: Table, at: number): void {
  let column = columns.get(name)
  if (column === undefined) {
    const table = (fill: number): Int32Array => new Int32Array(entries.length).fill(fill)
    column = { name, possible: table(-1), certain: table(-1), open: table(0), late: table(0) }
    columns.set(name, column)
  }
  const way = 1 << at
  for (let value = 0; value < entries.length; value++) {
    const entry = entries[value]
    if (entry === UNMET) column.possible[value] = (column.possible[value] as number) & ~way
    if (entry !== SURE) column.certain[value] = (column.certain[value] as number) & ~way
    if (entry === UNKNOWN) column.open[value] = (column.open[value] as number) | way
    if (entry === LATE) column.late[value] = (column.late[value] as number) | way
  }
}
