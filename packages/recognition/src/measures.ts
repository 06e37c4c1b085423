// SPDX-License-Identifier: Apache-2.0
/** A single condition in the reason tree: its facts, by how much it is missed, and from when it would hold. */
import type { Measure, Reason } from './assessment.ts'
import type { Circumstances } from './circumstances.ts'
import { addMonths, formatDay, wholeMonths } from './days.ts'
import { experienceKey, spanOf, statedMonths } from './experience.ts'
import { firstHolding } from './horizon.ts'
import type { State } from './leaves.ts'
import type { Node } from './node.ts'
import type { Held } from './person-view.ts'

/** Reasons that depend on nothing but the node and the verdict are made once. */
const shared = new WeakMap<Node, Partial<Record<string, Reason>>>()

export function describeLeaf(node: Node, state: State, scope: Held | null, around: Circumstances): Reason {
  switch (node.op) {
    case 'held':
      return heldReason(node, state, scope, around)
    case 'age':
      return ageReason(node, state, around)
    case 'experience':
      return experienceReason(node, state, scope, around)
    case 'stated': {
      const facts = [`credential:${scope?.id}:stated:${node.name}`]
      return { path: node.path, verdict: verdictOf(state), facts }
    }
    default:
      return sharedReason(node, state)
  }
}

const verdictOf = (state: State): Reason['verdict'] => (typeof state === 'string' ? state : 'unknown')

function sharedReason(node: Node, state: State): Reason {
  const verdict = verdictOf(state)
  let known = shared.get(node)
  if (known === undefined) {
    known = {}
    shared.set(node, known)
  }
  known[verdict] ??=
    node.op === 'fact' ? { path: node.path, verdict, facts: [factKey(node)] } : { path: node.path, verdict }
  return known[verdict]
}

const factKey = ({ test }: Extract<Node, { op: 'fact' }>): string =>
  test.includes === undefined ? test.fact : `${test.fact}:${test.includes}`

function heldReason(
  node: Extract<Node, { op: 'held' }>,
  state: State,
  held: Held | null,
  { day }: Circumstances,
): Reason {
  const verdict = verdictOf(state)
  const reason: Reason = { path: node.path, verdict, facts: [`credential:${held?.id}:issued`] }
  if (held?.issued === undefined) return reason
  const have = held.issued > day ? 0 : wholeMonths(held.issued, day)
  reason.measure = { unit: 'months', have, need: node.months, direction: 'at-least' }
  if (verdict === 'unmet') reason.from = formatDay(addMonths(held.issued, node.months))
  return reason
}

const BIRTH_DATE = ['birthDate']

function ageReason(node: Extract<Node, { op: 'age' }>, state: State, { view, day }: Circumstances): Reason {
  const verdict = verdictOf(state)
  const reason: Reason = { path: node.path, verdict, facts: BIRTH_DATE }
  if (view.birth === undefined) return reason
  const have = view.birth > day ? 0 : Math.floor(wholeMonths(view.birth, day) / 12)
  const young = node.atLeast !== null && have < node.atLeast
  reason.measure =
    young || node.atMost === null
      ? { unit: 'years', have, need: node.atLeast ?? 0, direction: 'at-least' }
      : { unit: 'years', have, need: node.atMost, direction: 'at-most' }
  if (verdict === 'unmet' && young) reason.from = formatDay(addMonths(view.birth, (node.atLeast ?? 0) * 12))
  return reason
}

function experienceReason(
  node: Extract<Node, { op: 'experience' }>,
  state: State,
  scope: Held | null,
  around: Circumstances,
): Reason {
  const verdict = verdictOf(state)
  const facts = [typeof state === 'string' ? experienceKey(node.selector, scope) : state.key]
  const stated = statedMonths(node, scope, around)
  const reason: Reason = { path: node.path, verdict, facts, measure: experienceMeasure(node, scope, around, stated) }
  if (verdict === 'unmet' && stated === undefined) {
    const from = firstHolding(node, scope, around)
    if (from !== null) reason.from = formatDay(from)
  }
  return reason
}

function experienceMeasure(
  node: Extract<Node, { op: 'experience' }>,
  scope: Held | null,
  around: Circumstances,
  stated: number | undefined,
): Measure {
  const measure = { unit: 'months', need: node.months, direction: 'at-least' } as const
  if (stated !== undefined) return { ...measure, have: stated }
  if (node.selector.award !== undefined && scope?.issued === undefined) return { ...measure, have: null }
  const { low, high } = spanOf(node, scope, around)
  if (around.view.jobs === undefined) return { ...measure, have: null }
  return { ...measure, have: low === high ? low : [low, high] }
}
