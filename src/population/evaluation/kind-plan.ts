// SPDX-License-Identifier: Apache-2.0
import type { OpenFormula, Residual } from '@passerelle/recognition'
import { LateFormula } from './cells/late-formula.ts'
import type { Readers } from './cells/readers.ts'
import { type ColumnName, type Columns, standApart, waysOf } from './conjunct.ts'
import type { OutcomeList } from './outcomes.ts'
import { LATE, SURE, type Table, tablesOf, UNKNOWN, UNMET } from './table.ts'

const BITS = 32

/** A column that a block asks, or several together: by class of values or by combination, one bit for each way. */
export class BlockColumn {
  readonly names: readonly ColumnName[]
  /** Ways that a value leaves possible. */
  readonly possible: Int32Array
  /** Ways for which a value is enough, as far as this column goes. */
  readonly certain: Int32Array
  /** Ways of which a value leaves open whether they are met. */
  readonly open: Int32Array
  /** Ways of which a value says nothing: the row has to be looked at. */
  readonly late: Int32Array
  /** By combination: 1 where it is worked out; it is when it first occurs, as most do not. */
  readonly filled: Uint8Array
  /** Ways that ask it. */
  ways = 0
  private readonly tables: { table: Table; way: number }[] = []

  constructor({ names, count }: Table) {
    this.names = names
    this.possible = new Int32Array(count).fill(-1)
    this.certain = new Int32Array(count).fill(-1)
    this.open = new Int32Array(count)
    this.late = new Int32Array(count)
    this.filled = new Uint8Array(count)
  }

  enter(table: Table, at: number): void {
    this.tables.push({ table, way: 1 << at })
    this.ways |= 1 << at
  }

  fill(value: number): void {
    this.filled[value] = 1
    for (const { table, way } of this.tables) {
      const entry = table.entry(value)
      if (entry === UNMET) this.possible[value] = (this.possible[value] as number) & ~way
      if (entry !== SURE) this.certain[value] = (this.certain[value] as number) & ~way
      if (entry === UNKNOWN) this.open[value] = (this.open[value] as number) | way
      if (entry === LATE) this.late[value] = (this.late[value] as number) | way
    }
  }

  fillAll(): void {
    for (let value = 0; value < this.filled.length; value++) this.fill(value)
  }
}

export interface PlannedRule {
  formula: OpenFormula
  /** Made when it is first asked. */
  late: LateFormula | null
}

/** At most 32 ways in which rules are met, read in one sweep. */
export interface Block {
  rules: PlannedRule[]
  /** By way: position of its rule in `rules`. */
  ruleOf: number[]
  /** By rule: one bit for each of its ways. */
  waysOf: number[]
  /** By byte of results: by way, the bits of the outcomes of its rule. */
  bits: Uint8Array[]
  /** One bit for each way. */
  all: number
  /** Ways that depend on columns alone. */
  certain: number
  /** Those of them that are the only way of their rule, and of which no part can settle another: columns say all of them. */
  whole: number
  /** Ways of rules that stand against outcomes of others: who fulfils one is evaluated singly. */
  opposing: number
  columns: BlockColumn[]
}

/** A block that is still being filled. */
interface Open {
  block: Block
  columns: Map<string, BlockColumn>
}

/** Makes the blocks of a kind; what rules have in common between kinds is worked out once. */
export class Planner {
  private readonly readers: Readers
  private readonly list: OutcomeList
  private readonly columns: Columns
  private readonly tables = new Map<OpenFormula, ReturnType<typeof tablesOf>>()
  private readonly ways = new Map<OpenFormula, OpenFormula[][]>()
  private readonly lates = new Map<OpenFormula, LateFormula>()

  constructor(readers: Readers, list: OutcomeList, columns: Columns) {
    this.readers = readers
    this.list = list
    this.columns = columns
  }

  /** `outcomes`: ids in the order of their bits. */
  blocks(residuals: readonly Residual[], outcomes: readonly number[]): Block[] {
    const bitOf = new Map(outcomes.map((id, bit): [number, number] => [id, bit]))
    const width = Math.ceil(outcomes.length / 8)
    const blocks: Open[] = []
    for (const { residual, ways } of this.alikeTogether(residuals)) {
      let open = blocks.at(-1)
      if (open === undefined || open.block.ruleOf.length + ways.length > BITS) {
        open = { block: emptyBlock(width), columns: new Map() }
        blocks.push(open)
      }
      this.enter(open, residual, ways, bitOf)
    }
    return blocks.map(({ block, columns }) => ({ ...block, columns: [...columns.values()] }))
  }

  /** Rules that ask the same columns stand together: eight ways are matched at a time, over the columns that any of them asks. */
  private alikeTogether(residuals: readonly Residual[]): { residual: Residual; ways: OpenFormula[][] }[] {
    const found = residuals.map((residual) => {
      const ways = this.waysOf(residual.formula)
      const names = ways.flat().flatMap((part) => this.tablesOf(part).tables.map((table) => table.names.join()))
      return { residual, ways, asked: names.sort().join('\n') }
    })
    return found.sort((one, other) => (one.asked < other.asked ? -1 : one.asked > other.asked ? 1 : 0))
  }

  private enter(
    { block, columns }: Open,
    { rule, formula }: Residual,
    ways: readonly OpenFormula[][],
    bitOf: ReadonlyMap<number, number>,
  ): void {
    let bits = 0
    for (const way of ways) {
      const at = block.ruleOf.length
      block.ruleOf.push(block.rules.length)
      bits |= 1 << at
      block.certain |= 1 << at
      for (const part of way) {
        const { tables, whole } = this.tablesOf(part)
        if (!whole) block.certain &= ~(1 << at)
        for (const table of tables) columnFor(columns, table).enter(table, at)
      }
      for (const id of this.list.ofRule(rule)) {
        const bit = bitOf.get(id) as number
        const byte = block.bits[bit >> 3] as Uint8Array
        byte[at] = (byte[at] as number) | (1 << (bit & 7))
      }
    }
    block.all |= bits
    const [only, ...more] = ways
    if (only !== undefined && more.length === 0 && standApart(only, this.columns)) block.whole |= bits & block.certain
    if (rule.excludes !== undefined || rule.exclusive !== undefined) block.opposing |= bits
    block.rules.push({ formula, late: null })
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

const emptyBlock = (width: number): Block => ({
  ...{ rules: [], ruleOf: [], waysOf: [], all: 0, certain: 0, whole: 0, opposing: 0, columns: [] },
  bits: Array.from({ length: width }, () => new Uint8Array(BITS)),
})

function columnFor(columns: Map<string, BlockColumn>, table: Table): BlockColumn {
  const key = table.names.join('\n')
  let column = columns.get(key)
  if (column === undefined) {
    column = new BlockColumn(table)
    columns.set(key, column)
  }
  return column
}
