// SPDX-License-Identifier: Apache-2.0
import type { AssessmentRequest } from '../assessment.ts'
import type { Compiled } from '../compile/compiled.ts'
import { type Evaluation, entering } from '../conditions/circumstances.ts'
import { derivedFrom, mayTake } from '../credentials/derive.ts'
import { type Held, viewPerson } from '../credentials/person-view.ts'
import type { RuleNode } from '../link/node.ts'
import { candidateRules, reachOf } from '../link/reach.ts'
import { runtimeOf } from '../link/runtime.ts'
import type { Person } from '../person.ts'
import type { PlainDate } from '../rule.ts'
import { formatDay, parseDay } from './days.ts'
import { horizonOf, ruleFlips } from './horizon.ts'

/**
 * The first day after the as-of date on which a verdict of `assess` may be another, if nothing changes but the date and the same law is in
 * force; null: none within 60 years. It may be too early, and is never too late: a condition that turns on that day need not decide.
 * What changes the law itself by date (a rule that takes effect, an entry of a list that ends) is left to the caller, who compiles it.
 *
 * @throws {RecognitionError} `invalid-date`, `duplicate-credential`
 */
export function nextTurn(compiled: Compiled, person: Person, request: AssessmentRequest): PlainDate | null {
  const runtime = runtimeOf(compiled)
  const reach = reachOf(runtime, request)
  const day = parseDay(compiled.asOf, 'asOf')
  const around = { compiled, view: viewPerson(person, compiled), day, stack: [], deriving: reach.deriving }
  const flips: number[] = []
  for (const subject of around.view.credentials) {
    for (const node of candidateRules(runtime, reach, subject)) collect(node, subject, { around, reach, flips })
  }
  for (const node of reach.withoutSubject) collect(node, null, { around, reach, flips })
  const last = horizonOf(day)
  let first = Number.POSITIVE_INFINITY
  for (const flip of flips) if (flip > day && flip < first) first = flip
  return first > last ? null : formatDay(first)
}

interface Walk {
  around: Evaluation
  reach: ReturnType<typeof reachOf>
  flips: number[]
}

/** The days of a rule and of those that take up what it makes, whatever their verdicts are now. */
function collect(node: RuleNode, subject: Held | null, walk: Walk): void {
  const { around, reach, flips } = walk
  ruleFlips(node, subject, entering(node, around), flips)
  for (const taker of reach.accepting) {
    for (const held of derivedFrom(node, subject, taker.rule.subject?.derived ?? [], around)) {
      if (mayTake(taker, held)) collect(taker, held, walk)
    }
  }
}
