// SPDX-License-Identifier: Apache-2.0
import { type Cell, cellsOf, type OpenFormula, settle } from '@passerelle/recognition'
import { DISCRETION, MET, OPEN, STANDING } from '../outcomes.ts'
import { best, SETTLED_SPAN, type Span, spanOf, worst } from '../span.ts'
import type { CellReader, CellReaders } from './cell-reader.ts'

/** Answer of `standing`: only the single evaluation knows. */
export const APART_STANDING = 4

type LateNode =
  | { op: 'constant'; span: Span }
  | { op: 'cell'; reader: CellReader }
  | { op: 'all' | 'any'; children: LateNode[] }
  | { op: 'atLeast'; count: number; children: LateNode[] }
  | { op: 'not' | 'normally'; child: LateNode }

/** A formula that is looked at person by person, once tables have left nobody else. */
export class LateFormula {
  private readonly formula: OpenFormula
  private readonly readers = new Map<Cell, CellReader>()
  private readonly root: LateNode
  /** Every cell is about something else: where the worst and the best differ, it is not known which. */
  private readonly independent: boolean
  private readonly settled = new Map<string, number>()

  constructor(formula: OpenFormula, readers: CellReaders) {
    this.formula = formula
    const cells = cellsOf(formula)
    for (const cell of cells) this.readers.set(cell, readers.readerOf(cell))
    this.independent = areIndependent(cells)
    this.root = this.nodeOf(formula)
  }

  private nodeOf(formula: OpenFormula): LateNode {
    if (typeof formula === 'string') return { op: 'constant', span: SETTLED_SPAN[formula] }
    switch (formula.op) {
      case 'test':
        return { op: 'cell', reader: this.readers.get(formula.test) as CellReader }
      case 'not':
      case 'normally':
        return { op: formula.op, child: this.nodeOf(formula.child) }
      case 'atLeast':
        return { op: 'atLeast', count: formula.count, children: formula.children.map((one) => this.nodeOf(one)) }
      default:
        return { op: formula.op, children: formula.children.map((one) => this.nodeOf(one)) }
    }
  }

  span(person: number, record: number): Span {
    return walk(this.root, person, record)
  }

  /** How the formula stands for the record: 0 to 3 as in `standings`, or `APART_STANDING`. */
  standing(person: number, record: number): number {
    const span = walk(this.root, person, record)
    const low = worst(span)
    if (low === best(span)) return low === 2 ? MET : low === 1 ? DISCRETION : 0
    return this.independent ? OPEN : this.settle(person, record)
  }

  /** Cells that are open may settle one another: the engine decides, once for each way in which they can stand. */
  private settle(person: number, record: number): number {
    const key = this.key(person, record)
    if (key === null) return APART_STANDING
    let found = this.settled.get(key)
    if (found === undefined) {
      const readers = this.readers
      found = STANDING[settle(this.formula, (cell) => (readers.get(cell) as CellReader).state(person, record))]
      this.settled.set(key, found)
    }
    return found
  }

  /** Equal where every cell stands alike; null where only the single evaluation knows. */
  key(person: number, record: number): string | null {
    let key = ''
    for (const reader of this.readers.values()) {
      const own = reader.key(person, record)
      if (own === null) return null
      key += own
    }
    return key
  }

  stateOf(cell: Cell, person: number, record: number): ReturnType<CellReader['state']> {
    return (this.readers.get(cell) as CellReader).state(person, record)
  }
}

function areIndependent(cells: readonly Cell[]): boolean {
  const keys = new Set<string>()
  for (const cell of cells) {
    if (cell.on === 'holding' || (cell.on === 'work' && cell.award !== null)) return false
    const open = cell.on === 'nothing' ? cell.test : cell.on === 'work' ? cell.open : cell.read(undefined)
    if (typeof open === 'string') continue
    if (keys.has(open.key)) return false
    keys.add(open.key)
  }
  return true
}

function walk(node: LateNode, person: number, record: number): Span {
  switch (node.op) {
    case 'cell':
      return node.reader.span(person, record)
    case 'constant':
      return node.span
    case 'all':
    case 'any':
      return walkAll(node.children, node.op === 'all', person, record)
    case 'atLeast':
      return walkSome(node.children, node.count, person, record)
    case 'not': {
      const span = walk(node.child, person, record)
      return spanOf(2 - best(span), 2 - worst(span))
    }
    default: {
      const span = walk(node.child, person, record)
      return spanOf(Math.max(1, worst(span)), Math.max(1, best(span)))
    }
  }
}

function walkAll(children: readonly LateNode[], all: boolean, person: number, record: number): Span {
  let low = all ? 2 : 0
  let high = low
  for (const child of children) {
    const span = walk(child, person, record)
    const least = worst(span)
    const most = best(span)
    if (all) {
      if (most === 0) return spanOf(0, 0)
      if (least < low) low = least
      if (most < high) high = most
    } else {
      if (least === 2) return spanOf(2, 2)
      if (least > low) low = least
      if (most > high) high = most
    }
  }
  return spanOf(low, high)
}

/** The `count`-th best of all, with every open part at its worst, and at its best. */
function walkSome(children: readonly LateNode[], count: number, person: number, record: number): Span {
  const lows = [0, 0, 0]
  const highs = [0, 0, 0]
  for (const child of children) {
    const span = walk(child, person, record)
    lows[worst(span)] = (lows[worst(span)] as number) + 1
    highs[best(span)] = (highs[best(span)] as number) + 1
  }
  return spanOf(reached(lows, count), reached(highs, count))
}

const reached = ([, discretion = 0, met = 0]: number[], count: number): number =>
  met >= count ? 2 : met + discretion >= count ? 1 : 0
