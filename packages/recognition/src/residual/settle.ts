// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from '../assessment.ts'
import { decide } from '../open/decide.ts'
import { allOf, anyOf, atLeastOf, type Formula, type FormulaOf, normallyOf, notOf } from '../open/formula.ts'
import type { Test } from '../open/test-fact.ts'
import type { Cell, CellState, OpenFormula } from './cell.ts'

/** The exact verdict of an open formula for the states of its cells; a further credential may be a formula of its own. */
export function settle(formula: OpenFormula, stateOf: (cell: Cell) => CellState | Formula): Verdict {
  return decide(filled(formula, stateOf)).verdict
}

/** The formula with the states of its leaves in their places, as short as that makes it. */
export function filled<Leaf>(formula: FormulaOf<Leaf>, stateOf: (leaf: Leaf) => CellState | Formula): Formula {
  if (typeof formula === 'string') return formula
  switch (formula.op) {
    case 'test': {
      const state = stateOf(formula.test)
      if (typeof state === 'string') return state
      return isTest(state) ? { op: 'test', test: state } : filled(state, (test) => test)
    }
    case 'not':
      return notOf(filled(formula.child, stateOf))
    case 'normally':
      return normallyOf(filled(formula.child, stateOf))
    case 'atLeast':
      return atLeastOf(
        formula.count,
        formula.children.map((child) => filled(child, stateOf)),
      )
    default: {
      const children = formula.children.map((child) => filled(child, stateOf))
      return formula.op === 'all' ? allOf(children) : anyOf(children)
    }
  }
}

const isTest = (state: Test | Exclude<Formula, string>): state is Test => 'key' in state
