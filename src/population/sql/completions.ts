// SPDX-License-Identifier: Apache-2.0
import {
  type Cell,
  type CellState,
  type OpenFormula,
  representatives,
  type Test,
  type Value,
} from '@passerelle/recognition'
import { dayStates } from '../evaluation/cells/readers.ts'
import { eachCell } from './each-cell.ts'

const MOST = 64

/** Ways in which facts that are not known can turn out, as far as conditions tell them apart; by key. */
export interface Completions {
  list: ReadonlyMap<string, Value>[]
  /** Whether these are all: otherwise what looks open may be settled. */
  all: boolean
}

/**
 * Of the facts on which several cells of a formula stand. With each of these given a value, every fact that is left stands once, and what
 * the formula can come to follows from what its cells can come to, each by itself (`docs/engine-semantics.md`, "Settling what only looks open").
 */
export function completionsOf(formula: OpenFormula): Completions {
  const asked = new Map<string, { cells: number; tests: Test[] }>()
  eachCell(formula, (cell) => {
    for (const [key, tests] of testsOf(cell)) {
      const known = asked.get(key)
      asked.set(key, { cells: (known?.cells ?? 0) + 1, tests: [...(known?.tests ?? []), ...tests] })
    }
  })
  let list: ReadonlyMap<string, Value>[] = [new Map()]
  for (const [key, { cells, tests }] of asked) {
    if (cells < 2) continue
    const values = classesOf(tests)
    if (list.length * values.length > MOST) return { list: [new Map()], all: false }
    list = list.flatMap((chosen) => values.map((value) => new Map([...chosen, [key, value]])))
  }
  return { list, all: true }
}

/** Tests that may be left of a cell, by what they are on. */
function testsOf(cell: Cell): Map<string, Test[]> {
  const tests = new Map<string, Test[]>()
  for (const state of statesOf(cell)) {
    if (typeof state !== 'string') tests.set(state.key, [...(tests.get(state.key) ?? []), state])
  }
  return tests
}

function statesOf(cell: Cell): CellState[] {
  switch (cell.on) {
    case 'nothing':
      return [cell.test]
    case 'work':
      return [cell.open]
    case 'holding':
      return []
    case 'fact':
      return [cell.read(undefined)]
    default:
      return dayStates(cell).states
  }
}

/** One value of each class that the tests tell apart. */
function classesOf(tests: readonly Test[]): Value[] {
  const classes = new Map<string, Value>()
  for (const value of representatives(tests)) {
    const name = tests.map((test) => (test.accepts(value) ? 1 : 0)).join('')
    if (!classes.has(name)) classes.set(name, value)
  }
  return [...classes.values()]
}
