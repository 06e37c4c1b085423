// SPDX-License-Identifier: Apache-2.0
/** Credentials that are themselves outcomes: they exist to the degree that the finding behind them holds. */

import { type Circumstances, type Evaluation, entering } from '../conditions/circumstances.ts'
import { parseDay } from '../dates/days.ts'
import type { RuleNode } from '../link/node.ts'
import type { FactValue, Outcome } from '../rule.ts'
import { codes, type Held } from './person-view.ts'
import { selectorReason } from './selector.ts'

type DerivedKind = 'recognised-as' | 'counts-as-level'

/** Outcomes that are credentials: they say as what, by level or qualification. */
export function derivingOutcomes(outcomes: readonly Outcome[]): Outcome[] {
  return outcomes.filter(
    ({ kind, target }) =>
      (kind === 'recognised-as' || kind === 'counts-as-level') &&
      (target.level !== undefined || target.qualification !== undefined),
  )
}

/** The credentials that `rule` gives for `subject`, one for each deriving outcome of the wanted kinds. */
export function derivedFrom(
  rule: RuleNode,
  subject: Held | null,
  kinds: readonly string[],
  around: Circumstances,
): Held[] {
  const derived: Held[] = []
  derivingOutcomes(rule.rule.outcomes).forEach((outcome, index) => {
    if (!kinds.includes(outcome.kind)) return
    const id = `${rule.rule.id} > ${subject?.id ?? ''}${index === 0 ? '' : ` #${index + 1}`}`
    derived.push(derive(id, outcome, rule, subject, around))
  })
  return derived
}

function derive(id: string, outcome: Outcome, rule: RuleNode, subject: Held | null, around: Circumstances): Held {
  const { view, compiled } = around
  const stated = (name: string): FactValue | undefined =>
    view.answered ? view.facts.get(`credential:${id}:${name}`) : undefined
  const { level, qualification, field } = outcome.target
  const source = outcome.kind === 'counts-as-level' ? subject : null
  const issued = source === null ? (stated('issued') as string | undefined) : undefined
  const register = qualification === undefined ? undefined : compiled.qualifications[qualification]
  const kind = outcome.kind as DerivedKind
  const via = [...(subject?.derivation?.via ?? []), rule.rule.id]
  return {
    id,
    root: subject?.root ?? id,
    kind: 'derived',
    qualification: qualification ?? null,
    levels: level === undefined ? (register?.levels ?? []) : [level],
    openFramework: null,
    issued: issued === undefined ? source?.issued : parseDay(issued, `facts.credential:${id}:issued`),
    issuedAs: source?.issuedAs ?? id,
    expires: undefined,
    revoked: false,
    country: stated('country') as string | undefined,
    awardingBody: stated('awardingBody') as string | undefined,
    field: codes(stated('field')) ?? (field === undefined ? undefined : [field]),
    source: null,
    derivation: { rule, subject, outcome, kind, via },
    hypothesis: null,
    confirmed: undefined,
  }
}

/** `counts-as-level` holds for its own purposes only. */
export function mayTake(taker: RuleNode, held: Held): boolean {
  const derivation = held.derivation
  if (derivation === null) return true
  if (derivation.via.includes(taker.rule.id)) return false
  return derivation.kind === 'recognised-as' || derivation.rule.rule.purposes.some((one) => taker.purposes.has(one))
}

/** All derived credentials of these kinds that the rule under evaluation may take, none made by a rule being evaluated. */
export function derivedBy(kinds: readonly string[], around: Evaluation): Held[] {
  const taker = around.stack[around.stack.length - 1]
  return around.deriving
    .filter((rule) => !around.stack.includes(rule))
    .flatMap((rule) => subjectsOf(rule, around).flatMap((subject) => derivedFrom(rule, subject, kinds, around)))
    .filter((held) => taker === undefined || mayTake(taker, held))
}

/** Every credential that may be the subject of a rule, derived ones included. */
function subjectsOf(rule: RuleNode, around: Evaluation): (Held | null)[] {
  const { subject } = rule
  if (subject === null) return [null]
  const kinds = subject.selector.derived
  const all =
    kinds === undefined
      ? around.view.credentials
      : [...around.view.credentials, ...derivedBy(kinds, entering(rule, around))]
  return all.filter((held) => selectorReason(subject, held, around).verdict !== 'unmet')
}
