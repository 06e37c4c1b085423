// SPDX-License-Identifier: Apache-2.0
/** A single condition in the reason tree: its facts, by how much it is missed, and from when it would hold. */
import type { Measure, Reason } from '../assessment.ts'
import type { Held, Span } from '../credentials/person-view.ts'
import { addMonths, formatDay, wholeMonths } from '../dates/days.ts'
import { firstHolding } from '../dates/horizon.ts'
import type { Node } from '../link/node.ts'
import type { Circumstances } from './circumstances.ts'
import { countedSpan, type ExperienceNode, experienceState, statedMonths } from './experience.ts'
import type { State } from './leaves.ts'

/** A leaf other than experience, whose state is given. */
export function describeLeaf(node: Node, state: State, scope: Held | null, around: Circumstances): Reason {
  switch (node.op) {
    case 'held':
      return heldReason(node, state, scope, around)
    case 'age':
      return ageReason(node, state, around)
    case 'stated': {
      const facts = [`credential:${scope?.id}:stated:${node.name}`]
      return { path: node.path, verdict: verdictOf(state), facts }
    }
    case 'fact':
    case 'undetermined':
      return sharedReason(node, state)
    default:
      return { path: node.path, verdict: verdictOf(state) }
  }
}

const verdictOf = (state: State): Reason['verdict'] => (typeof state === 'string' ? state : 'unknown')

/** The reason of a leaf that depends on nothing but its verdict. */
export function sharedReason({ reasons }: Extract<Node, { op: 'fact' | 'undetermined' }>, state: State): Reason {
  if (state === 'met') return reasons.met
  return state === 'unmet' ? reasons.unmet : state === 'discretion' ? reasons.discretion : reasons.unknown
}

function heldReason(
  node: Extract<Node, { op: 'held' }>,
  state: State,
  held: Held | null,
  { day }: Circumstances,
): Reason {
  const verdict = verdictOf(state)
  const reason: Reason = { path: node.path, verdict, facts: [`credential:${held?.issuedAs}:issued`] }
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

/** An experience condition: its state and its measure come from one count of the months. */
export function describeExperience(node: ExperienceNode, scope: Held | null, around: Circumstances): Reason {
  const { name, span } = countedSpan(node, scope, around)
  const state = experienceState(node, scope, around, span)
  const stated = statedMonths(node, scope, around)
  const verdict = verdictOf(state)
  const have = stated ?? haveOf(node, scope, span, around)
  const reason: Reason = {
    path: node.path,
    verdict,
    facts: [typeof state === 'string' ? name : state.key],
    measure: { unit: 'months', have, need: node.months, direction: 'at-least' },
  }
  if (verdict === 'unmet' && stated === undefined) {
    const from = firstHolding(node, scope, span, around)
    if (from !== null) reason.from = formatDay(from)
  }
  return reason
}

function haveOf(node: ExperienceNode, scope: Held | null, span: Span, { view }: Circumstances): Measure['have'] {
  if (view.jobs === undefined) return null
  if (node.selector.award !== undefined && scope?.issued === undefined) return null
  return span.low === span.high ? span.low : [span.low, span.high]
}
