// SPDX-License-Identifier: Apache-2.0
import type { Cell, CellState, Compiled, FactCell, OpenFormula, Test, Value, WorkCell } from '@passerelle/recognition'
import { type Completions, completionsOf } from './completions.ts'
import { eachCell } from './each-cell.ts'
import { bestOf, branches, type Expression, inverse, MET, softened, someOf, UNMET, worstOf } from './expression.ts'
import { type Needs, needOf } from './needs.ts'
import { onDay, onStated, type StatedTests } from './tests.ts'

type Side = 'worst' | 'best'

/** A formula as an expression over the columns of a row: `birth`, `issued`, `t0` …, and `lo0`, `hi0`, `flag0` … of what it needs. */
export interface FormulaSql {
  /** What it can come to: worst + 4 × best, and 16 where only the single evaluation knows. What is needed is left open. */
  quick: Expression
  /** The same with all that is needed. */
  whole: Expression
  /** Ids of what it needs, by position. */
  needs: readonly number[]
}

/** What all formulas of a statement have in common. */
export interface Compiling {
  compiled: Compiled
  tests: StatedTests
  needs: Needs
  /** Further credentials that are looked at too late for this formula: they stay open. */
  isTooDeep(needId: number): boolean
}

/** `settled`: whether open facts on which several cells stand are followed through, so that what only looks open is settled. */
export function formulaSql(formula: OpenFormula, compiling: Compiling, settled: boolean): FormulaSql {
  const writer = new Writer(compiling, formula)
  const alone: Completions = { list: [new Map()], all: true }
  const quick = writer.code(formula, alone, true)
  const whole = writer.code(formula, settled ? completionsOf(formula) : alone, false)
  return writer.needs.length === 0 ? { quick: whole, whole, needs: [] } : { quick, whole, needs: writer.needs }
}

class Writer {
  readonly needs: number[] = []
  private readonly compiling: Compiling
  private readonly apart: string[] = []
  private chosen: ReadonlyMap<string, Value> = new Map()
  private quick = false

  constructor(compiling: Compiling, formula: OpenFormula) {
    this.compiling = compiling
    this.collect(formula)
  }

  /** Positions of what is needed, in the order in which it stands. */
  private collect(formula: OpenFormula): void {
    eachCell(formula, (cell) => {
      if (cell.on !== 'work' && cell.on !== 'holding') return
      const id = this.compiling.needs.id(needOf(cell))
      if (this.compiling.isTooDeep(id)) this.apart.push('true')
      else {
        if (!this.needs.includes(id)) this.needs.push(id)
        this.apart.push(apartWhere(cell, this.needs.indexOf(id)))
      }
    })
  }

  code(formula: OpenFormula, { list, all }: Completions, quick: boolean): Expression {
    this.quick = quick
    const each = (side: Side): Expression[] =>
      list.map((chosen) => {
        this.chosen = chosen
        return this.write(formula, side)
      })
    const worst = worstOf(each('worst'))
    const best = bestOf(each('best'))
    const span = spanOf(worst, best)
    const apart = all ? [...new Set(this.apart)].filter((one) => one !== 'false') : ['true']
    if (quick || worst === best || apart.length === 0) return span
    if (apart.includes('true')) return typeof span === 'number' ? span + 16 : `${span} + 16`
    return `${span} + CASE WHEN ${apart.join(' OR ')} THEN 16 ELSE 0 END`
  }

  private write(formula: OpenFormula, side: Side): Expression {
    if (typeof formula === 'string') return SETTLED[formula]
    switch (formula.op) {
      case 'test':
        return this.cell(formula.test, side)
      case 'not':
        return inverse(this.write(formula.child, side === 'worst' ? 'best' : 'worst'))
      case 'normally':
        return softened(this.write(formula.child, side))
      default: {
        const parts = formula.children.map((child) => this.write(child, side))
        if (formula.op === 'atLeast') return someOf(formula.count, parts)
        return formula.op === 'all' ? worstOf(parts) : bestOf(parts)
      }
    }
  }

  private cell(cell: Cell, side: Side): Expression {
    switch (cell.on) {
      case 'nothing':
        return this.open(cell.test, side)
      case 'fact':
        return this.fact(cell, side)
      case 'work':
        return this.work(cell, side)
      case 'holding':
        return this.holding(cell, side)
      default:
        return onDay(cell, (state) => this.state(state, side))
    }
  }

  private state(state: CellState, side: Side): Expression {
    return typeof state === 'string' ? SETTLED[state] : this.open(state, side)
  }

  private open(test: Test, side: Side): Expression {
    const value = this.chosen.get(test.key)
    if (value === undefined) return side === 'worst' ? UNMET : MET
    return test.accepts(value) ? MET : UNMET
  }

  private fact(cell: FactCell, side: Side): Expression {
    return onStated(this.compiling.tests.column(cell), this.state(cell.read(undefined), side))
  }

  private work(cell: WorkCell, side: Side): Expression {
    const open = this.state(cell.open, side)
    const at = this.position(cell)
    if (at < 0 || typeof cell.open === 'string') return open
    const list = [
      { when: `lo${at} >= ${cell.months}`, is: MET },
      { when: `hi${at} < ${cell.months}`, is: UNMET },
    ]
    return branches(open === MET ? list.reverse() : list, open)
  }

  private holding(cell: Extract<Cell, { on: 'holding' }>, side: Side): Expression {
    const at = this.position(cell)
    if (at < 0) return side === 'worst' ? UNMET : MET
    if (side === 'best' && cell.holding.derived) return MET
    const unspoken = cell.holding.unspoken.map(({ formula }, bit) =>
      branches([{ when: `flag${at} & ${2 ** bit} <> 0`, is: UNMET }], this.write(formula, side)),
    )
    return bestOf([side === 'worst' ? `lo${at}` : `hi${at}`, ...unspoken])
  }

  /** -1 where it is left open. */
  private position(cell: WorkCell | Extract<Cell, { on: 'holding' }>): number {
    return this.quick ? -1 : this.needs.indexOf(this.compiling.needs.id(needOf(cell)))
  }
}

function spanOf(worst: Expression, best: Expression): Expression {
  if (typeof worst === 'number' && typeof best === 'number') return worst + 4 * best
  return worst === best ? `5 * ${worst}` : `${worst} + 4 * ${best}`
}

const SETTLED = { unmet: UNMET, discretion: 1, met: MET } as const

/** Where a condition that is open hangs on more than what is known of the row. */
function apartWhere(cell: WorkCell | Extract<Cell, { on: 'holding' }>, at: number): string {
  if (cell.on === 'work') return cell.award === null ? 'false' : `(flag${at} = 1 AND hi${at} >= ${cell.months})`
  return cell.holding.derived ? `lo${at} < 2` : `lo${at} < hi${at}`
}
