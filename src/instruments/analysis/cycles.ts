// SPDX-License-Identifier: Apache-2.0
/** Rules that feed each other through derived credentials. */
import type { Condition, CredentialSelector, Outcome, Rule } from '@passerelle/recognition'
import { levelsFit } from '../checks/selector-satisfiable.ts'
import { frameworkOf } from '../law/known-ids.ts'
import { walkCondition } from '../rules/walk-condition.ts'
import { inBothLanguages } from '../source/both-languages.ts'
import { asksLevel } from './formula.ts'
import { calledRule, type LawFinding, placeOfRule } from './law-finding.ts'
import { commonDays, type LawInHand, mayShareAPlace, type RuleAt } from './law-in-hand.ts'

export function cycles(law: LawInHand, only: string | null): LawFinding[] {
  const takers = law.rules.flatMap((taker) => selectorsOf(taker.rule).map((selector) => ({ taker, selector })))
  const feeds = new Map<RuleAt, RuleAt[]>()
  for (const { taker, selector } of takers) {
    for (const maker of law.rules) {
      if (maker !== taker && feedsInto(maker.rule, taker.rule, selector, law))
        feeds.set(maker, [...(feeds.get(maker) ?? []), taker])
    }
  }
  const found: LawFinding[] = []
  for (const rules of loops(feeds)) {
    const [first, second] = rules
    if (first === undefined || second === undefined) continue
    if (only !== null && !rules.some(({ folder }) => folder.instrument.id === only)) continue
    const names = rules.map(calledRule)
    const chain = {
      en: names.map(({ en }) => en).join(' → '),
      'zh-CN': names.map((name) => name['zh-CN']).join(' → '),
    }
    found.push({
      code: 'derived-cycle',
      severity: 'warning',
      instrument: first.folder.instrument.id,
      rule: first.written.id,
      place: placeOfRule(first),
      words: inBothLanguages('finding.derived-cycle', { rules: chain }),
      other: { instrument: second.folder.instrument.id, rule: second.written.id, place: placeOfRule(second) },
    })
  }
  return found
}

/** Selectors that take derived credentials. */
function selectorsOf({ subject, when }: Rule): CredentialSelector[] {
  const own = subject === null ? [] : [subject]
  const start = { node: when as Condition, path: [], scoped: subject !== null }
  const asked =
    when === null
      ? []
      : [...walkCondition(start)].flatMap(({ node }) => ('credential' in node ? [node.credential] : []))
  return [...own, ...asked].filter(({ derived }) => (derived?.length ?? 0) > 0)
}

function feedsInto(maker: Rule, taker: Rule, selector: CredentialSelector, law: LawInHand): boolean {
  const outcome = maker.outcomes.find((one) => mayBe(one, selector, law))
  if (outcome === undefined) return false
  const shared = maker.purposes.some((purpose) => taker.purposes.includes(purpose))
  return (
    (outcome.kind === 'recognised-as' || shared) &&
    commonDays(maker, taker, law.day).length > 0 &&
    mayShareAPlace(maker, taker, law.vocabulary)
  )
}

/** Whether an outcome, taken as a credential, may be one that the selector means. */
function mayBe({ kind, target }: Outcome, selector: CredentialSelector, { vocabulary }: LawInHand): boolean {
  if (!(selector.derived as readonly string[] | undefined)?.includes(kind)) return false
  const { level, qualification } = target
  if (level === undefined && qualification === undefined) return false
  if (selector.qualification !== undefined && !selector.qualification.includes(qualification ?? '')) return false
  const levels = level === undefined ? (vocabulary.qualifications?.get(qualification ?? '')?.levels ?? []) : [level]
  if (selector.notFramework?.some((id) => levels.some((one) => frameworkOf(one) === id)) === true) return false
  return !asksLevel(selector) || levelsFit(selector, levels, vocabulary)
}

/** Groups of rules of which each leads to each, in the order of a round. */
function loops(feeds: ReadonlyMap<RuleAt, readonly RuleAt[]>): RuleAt[][] {
  const found: RuleAt[][] = []
  const told = new Set<RuleAt>()
  for (const start of feeds.keys()) {
    if (told.has(start)) continue
    const round = wayBack(start, feeds)
    if (round === null || round.some((rule) => told.has(rule))) continue
    for (const rule of round) told.add(rule)
    found.push(round)
  }
  return found
}

/** The shortest round from a rule to itself. */
function wayBack(start: RuleAt, feeds: ReadonlyMap<RuleAt, readonly RuleAt[]>): RuleAt[] | null {
  const cameFrom = new Map<RuleAt, RuleAt | null>([[start, null]])
  for (const rule of cameFrom.keys()) {
    const next = feeds.get(rule) ?? []
    if (next.includes(start)) return wayTo(rule, cameFrom)
    for (const one of next) if (!cameFrom.has(one)) cameFrom.set(one, rule)
  }
  return null
}

function wayTo(rule: RuleAt, cameFrom: ReadonlyMap<RuleAt, RuleAt | null>): RuleAt[] {
  const way: RuleAt[] = []
  for (let at: RuleAt | null = rule; at !== null; at = cameFrom.get(at) ?? null) way.unshift(at)
  return way
}
