// SPDX-License-Identifier: Apache-2.0
/** On which days a verdict can change, if nothing changes but the date. */

import { type Circumstances, type Evaluation, entering } from '../conditions/circumstances.ts'
import { type ExperienceNode, spanOf, statedMonths } from '../conditions/experience.ts'
import { candidatesFor } from '../credentials/candidates.ts'
import type { Held, Span } from '../credentials/person-view.ts'
import type { Node, RuleNode } from '../link/node.ts'
import { addMonths, type Day } from './days.ts'

const HORIZON_MONTHS = 60 * 12

export const horizonOf = (day: Day): Day => addMonths(day, HORIZON_MONTHS)

type Count = (day: Day) => number

/** The first day in `(from, to]` on which a count that never falls reaches the need; null if none. */
function firstReaching(count: Count, need: number, from: Day, to: Day): Day | null {
  if (count(to) < need) return null
  let low = from
  let high = to
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (count(middle) >= need) high = middle
    else low = middle
  }
  return high
}

/** As `firstReaching`, looking first where work that goes on without a gap would reach the need. */
function firstGrown(count: Count, need: number, span: Span, day: Day): Day | null {
  if (!span.growing) return null
  const near = addMonths(day, need - span.low + 1)
  const early = Math.max(day, addMonths(day, need - span.low - 2))
  if (count(early) < need && count(near) >= need) return firstReaching(count, need, early, near)
  return firstReaching(count, need, day, horizonOf(day))
}

/** The first day after the as-of date from which the surely counting months reach the need; null if none. */
export function firstHolding(node: ExperienceNode, scope: Held | null, span: Span, around: Circumstances): Day | null {
  const { day } = around
  const count: Count = (on) => spanOf(node, scope, { ...around, day: on }).low
  if (node.within === null) return firstGrown(count, node.months, span, day)
  return windowFlips(node, scope, around).find((on) => count(on) >= node.months) ?? null
}

/** A sliding window can gain and lose: every day on which either bound crosses the need, found day by day. */
function windowFlips(node: ExperienceNode, scope: Held | null, around: Circumstances): Day[] {
  const reached = (on: Day): string => {
    const { low, high } = spanOf(node, scope, { ...around, day: on })
    return `${low >= node.months} ${high === null || high >= node.months}`
  }
  const flips: Day[] = []
  let before = reached(around.day)
  const last = Math.min(horizonOf(around.day), lastChange(node, around))
  for (let on = around.day + 1; on <= last; on++) {
    const now = reached(on)
    if (now !== before) flips.push(on)
    before = now
  }
  return flips
}

/** After this day the window holds nothing new: all jobs have left it, or fill it. */
function lastChange(node: ExperienceNode, { view, day }: Circumstances): Day {
  const ends = (view.jobs ?? []).map((job) => job.end ?? Math.max(day, job.from ?? day))
  return addMonths(Math.max(day, ...ends), (node.within ?? 0) + 1) + 31
}

function experienceFlips(node: ExperienceNode, scope: Held | null, around: Circumstances, flips: Day[]): void {
  if (around.view.jobs === undefined || statedMonths(node, scope, around) !== undefined) return
  if (node.within !== null) {
    flips.push(...windowFlips(node, scope, around))
    return
  }
  const { day } = around
  const bounds: Count[] = [
    (on) => spanOf(node, scope, { ...around, day: on }).low,
    (on) => spanOf(node, scope, { ...around, day: on }).high ?? node.months,
  ]
  for (const count of bounds) {
    if (count(day) >= node.months) continue
    const flip = firstReaching(count, node.months, day, horizonOf(day))
    if (flip !== null) flips.push(flip)
  }
}

function nodeFlips(node: Node, scope: Held | null, around: Evaluation, flips: Day[]): void {
  if (!node.timed) return
  switch (node.op) {
    case 'all':
    case 'any':
    case 'atLeast':
      for (const child of node.children) nodeFlips(child, scope, around, flips)
      return
    case 'not':
    case 'normally':
      nodeFlips(node.child, scope, around, flips)
      return
    case 'held':
      if (scope?.issued !== undefined) flips.push(addMonths(scope.issued, node.months))
      return
    case 'age':
      ageFlips(node, around, flips)
      return
    case 'experience':
      experienceFlips(node, scope, around, flips)
      return
    case 'credential':
      for (const held of candidatesFor(node, around)) {
        heldFlips(held, around, flips)
        if (node.where !== null) nodeFlips(node.where, held, around, flips)
      }
  }
}

function ageFlips(node: Extract<Node, { op: 'age' }>, { view }: Evaluation, flips: Day[]): void {
  if (view.birth === undefined) return
  if (node.atLeast !== null) flips.push(addMonths(view.birth, node.atLeast * 12))
  if (node.atMost !== null) flips.push(addMonths(view.birth, (node.atMost + 1) * 12))
}

function heldFlips(held: Held, around: Evaluation, flips: Day[]): void {
  if (held.kind === 'own') {
    if (held.issued !== undefined) flips.push(held.issued)
    if (held.expires !== undefined) flips.push(held.expires)
  }
  const derivation = held.derivation
  if (derivation !== null) ruleFlips(derivation.rule, derivation.subject, entering(derivation.rule, around), flips)
}

export function ruleFlips(rule: RuleNode, subject: Held | null, around: Evaluation, flips: Day[]): void {
  if (subject !== null) heldFlips(subject, around, flips)
  if (rule.when !== null) nodeFlips(rule.when, subject, around, flips)
}
