// SPDX-License-Identifier: Apache-2.0
import type { Cell, OpenFormula } from '@passerelle/recognition'
import { best, SETTLED_SPAN, type Span, spanOf, worst } from './span.ts'

/** What a formula can come to when its cells can come to what they are said to, each by itself. */
export function formulaSpan(formula: OpenFormula, cellSpan: (cell: Cell) => Span): Span {
  if (typeof formula === 'string') return SETTLED_SPAN[formula]
  switch (formula.op) {
    case 'test':
      return cellSpan(formula.test)
    case 'not': {
      const span = formulaSpan(formula.child, cellSpan)
      return spanOf(2 - best(span), 2 - worst(span))
    }
    case 'normally': {
      const span = formulaSpan(formula.child, cellSpan)
      return spanOf(Math.max(1, worst(span)), Math.max(1, best(span)))
    }
    default: {
      const spans = formula.children.map((child) => formulaSpan(child, cellSpan))
      return spanOf(joined(formula, spans.map(worst)), joined(formula, spans.map(best)))
    }
  }
}

function joined(formula: Extract<OpenFormula, { children: unknown }>, values: readonly number[]): number {
  if (formula.op === 'all') return Math.min(2, ...values)
  if (formula.op !== 'atLeast') return Math.max(0, ...values)
  const sorted = [...values].sort((a, b) => b - a)
  return sorted[formula.count - 1] ?? 0
}
