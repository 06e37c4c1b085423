// SPDX-License-Identifier: Apache-2.0
import type { Cell, OpenFormula } from '@passerelle/recognition'

/** Every cell of a formula and of what it says of credentials that are not spoken of. */
export function eachCell(formula: OpenFormula, seen: (cell: Cell) => void): void {
  if (typeof formula === 'string') return
  switch (formula.op) {
    case 'test':
      seen(formula.test)
      if (formula.test.on === 'holding') for (const one of formula.test.holding.unspoken) eachCell(one.formula, seen)
      return
    case 'not':
    case 'normally':
      eachCell(formula.child, seen)
      return
    default:
      for (const child of formula.children) eachCell(child, seen)
  }
}
