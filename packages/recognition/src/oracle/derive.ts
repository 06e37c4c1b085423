// SPDX-License-Identifier: Apache-2.0
/** Findings as expressions, and the credentials that outcomes are themselves. */
import type { Outcome, Rule } from '../rule.ts'
import type { Day } from './calendar.ts'
import { expressionOf, holdsFor, selectorLeaves, takes } from './condition.ts'
import { type Exact, type Expression, exact, leavesOf, mayBeMet, situation } from './expression.ts'
import { derivedHolding, type Holding } from './holding.ts'
import type { World } from './world.ts'

export interface Sources {
  world: World
  own: readonly Holding[]
  /** Completions tried at most. */
  limit: number
}

/** One rule for one credential, written out. */
export interface Derivation {
  rule: Rule
  subject: Holding | null
  expression: Expression
}

export function exactOn(expression: Expression, day: Day, limit: number): Exact {
  return exact(expression, situation([...leavesOf(expression)], day), limit)
}

function isCredential({ kind, target }: Outcome): boolean {
  const counts = kind === 'recognised-as' || kind === 'counts-as-level'
  return counts && (target.level !== undefined || target.qualification !== undefined)
}

/** Every finding of a rule. While it is made, nothing that the rules in `busy`, or the rule itself, made is a candidate. */
export function findingsOf(sources: Sources, rule: Rule, busy: readonly string[]): Derivation[] {
  const { world, own } = sources
  const now = [...busy, rule.id]
  const selector = rule.subject
  if (!selector) return [{ rule, subject: null, expression: findingFor(sources, rule, null, now) }]
  const derived = selector.derived ? derivedOf(sources, now) : []
  const subjects = [...own, ...derived].filter((holding) => takes(selector, rule, holding))
  const spoken = subjects.filter((holding) => mayBeMet(selectorLeaves(world, selector, holding), world.today))
  return spoken.map((subject) => ({
    rule,
    subject,
    expression: findingFor(sources, rule, subject, now),
  }))
}

function findingFor(sources: Sources, rule: Rule, subject: Holding | null, busy: readonly string[]): Expression {
  const { world, own } = sources
  const accepts = JSON.stringify(rule.when).includes('"derived":')
  const derived = accepts ? derivedOf(sources, busy) : []
  const context = { world, rule, scope: subject, own, derived, path: 'when' }
  const when = rule.when ? [expressionOf(rule.when, context)] : []
  return rule.subject && subject ? holdsFor(world, rule.subject, subject, when) : { kind: 'all', of: when }
}

/** Every credential that an outcome of a rule outside `busy` could be. */
function derivedOf(sources: Sources, busy: readonly string[]): Holding[] {
  const makers = sources.world.asked.filter((rule) => !busy.includes(rule.id) && rule.outcomes.some(isCredential))
  return makers.flatMap((rule) => findingsOf(sources, rule, busy).flatMap((finding) => madeBy(sources, finding)))
}

function madeBy({ world, limit }: Sources, { rule, subject, expression }: Derivation): Holding[] {
  const exists = (subject?.exists ?? true) && exactOn(expression, world.today, limit).verdict !== 'unmet'
  return rule.outcomes.filter(isCredential).map((outcome, at) => {
    const id = `${rule.id} > ${subject?.id ?? ''}${at > 0 ? ` #${at + 1}` : ''}`
    const maker = { rule: rule.id, of: subject?.id ?? null, outcome }
    return { ...derivedHolding(world, rule, outcome, subject, id), source: expression, exists, maker }
  })
}
