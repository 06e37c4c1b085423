// SPDX-License-Identifier: Apache-2.0
/** From when would a rule hold, if nothing changes but the date? */
import type { Reason } from '../assessment.ts'
import type { Evaluation } from '../conditions/circumstances.ts'
import { ruleFormula, validity } from '../conditions/evaluate.ts'
import type { Held } from '../credentials/person-view.ts'
import type { Node, RuleNode } from '../link/node.ts'
import { decide } from '../open/decide.ts'
import { type Day, formatDay, parseDay } from './days.ts'
import { horizonOf, ruleFlips } from './horizon.ts'

/** The first day after the as-of date on which the finding would be met; null if none within 60 years. */
export function holdsFrom(node: RuleNode, subject: Held | null, reason: Reason, around: Evaluation): string | null {
  const dated = subject !== null && (subject.derivation !== null || validity(subject, around.day) !== 'met')
  if (!dated && (!node.timed || node.when === null || !hasProspect(node.when, whenReason(reason)))) return null
  const last = horizonOf(around.day)
  for (const day of flipDays(node, subject, reason, dated, around)) {
    if (day <= around.day || day > last) continue
    if (decide(ruleFormula(node, subject, { ...around, day })).verdict === 'met') return formatDay(day)
  }
  return null
}

const whenReason = (reason: Reason): Reason | undefined => reason.children?.[reason.children.length - 1]

/** Whether time alone may bring the condition about: a quick look at its reasons that errs on the hopeful side. */
function hasProspect(node: Node, reason: Reason | undefined): boolean {
  if (reason === undefined || reason.verdict === 'met' || reason.verdict === 'unknown') return true
  if (!node.timed) return false
  switch (node.op) {
    case 'all':
      return node.children.every((child, index) => hasProspect(child, reason.children?.[index]))
    case 'any':
      return node.children.some((child, index) => hasProspect(child, reason.children?.[index]))
    case 'normally':
      return hasProspect(node.child, reason.children?.[0])
    case 'held':
    case 'age':
    case 'experience':
      return reason.from !== undefined || isRange(reason)
    case 'credential':
      return (reason.children?.length ?? 0) > 0
    default:
      return true
  }
}

const isRange = (reason: Reason): boolean => Array.isArray(reason.measure?.have)

/**
 * The days on which the verdict can change, in order. Where no condition is negated and nothing is unknown, only a condition that comes
 * about can bring the rule about, and the reasons already say when.
 */
function flipDays(node: RuleNode, subject: Held | null, reason: Reason, dated: boolean, around: Evaluation): Day[] {
  const days: Day[] = []
  if (dated || !node.monotone || !collectFrom(reason, days)) {
    days.length = 0
    ruleFlips(node, subject, around, days)
  }
  return [...new Set(days)].sort((a, b) => a - b)
}

/** Gathers the days named in a reason tree; false where something unknown makes them incomplete. */
function collectFrom(reason: Reason, days: Day[]): boolean {
  if (reason.verdict === 'unknown' || isRange(reason)) return false
  if (reason.from !== undefined) days.push(parseDay(reason.from, reason.path))
  return reason.children?.every((child) => collectFrom(child, days)) ?? true
}
