// SPDX-License-Identifier: Apache-2.0
/** What a condition is judged against. */
import type { Compiled } from './compiled.ts'
import type { Day } from './days.ts'
import type { RuleNode } from './node.ts'
import type { PersonView } from './person-view.ts'

export interface Circumstances {
  compiled: Compiled
  view: PersonView
  day: Day
}

/** One evaluation: also the rules being evaluated, for a rule never feeds on itself. */
export interface Evaluation extends Circumstances {
  stack: readonly RuleNode[]
  /** Rules of the request whose outcomes are credentials. */
  deriving: readonly RuleNode[]
}

/** The same evaluation, inside one more rule. */
export const entering = (rule: RuleNode, around: Evaluation): Evaluation => ({
  ...around,
  stack: [...around.stack, rule],
})
