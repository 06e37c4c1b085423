// SPDX-License-Identifier: Apache-2.0
/** What a condition is judged against. */
import type { Compiled } from '../compile/compiled.ts'
import type { PersonView } from '../credentials/person-view.ts'
import type { Day } from '../dates/days.ts'
import type { RuleNode } from '../link/node.ts'

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
