// SPDX-License-Identifier: Apache-2.0
import type { Bundle, OutcomeKind, PlainDate, Rule, Target } from '@passerelle/recognition'
import { type Against, reaching, whatStandsAgainst } from '../nesting/against.model.ts'

/** What is wanted: a title or level, a qualification, a field or occupation, or a right. */
export type Wanted =
  | { kind: 'level'; id: string }
  | { kind: 'qualification'; id: string }
  | { kind: 'code'; id: string }
  | { kind: 'benefit'; id: string }

/** The kinds of outcome, what settles most first. */
export const outcomeOrder: readonly OutcomeKind[] = [
  'recognised-as',
  'may-practise',
  'may-be-appointed',
  'may-apply',
  'may-sit-exam',
  'entitled-to',
  'counts-as-level',
  'exempt-from',
]

/** One rule that leads there, by the outcomes that do. */
export interface Way {
  rule: Rule
  kind: OutcomeKind
  /** What other rules of the place have against the outcomes that lead there. */
  against: Against[]
  /** Whoever satisfies the rule loses what leads there to another one: no way after all. */
  lost: boolean
}

/** Every target that outcomes name, by what it is: what can be asked for. */
export function targetsOf(bundle: Bundle): Wanted[] {
  const found = new Map<string, Wanted>()
  for (const { target } of bundle.rules.flatMap((rule) => rule.outcomes)) {
    for (const wanted of wantedOf(target)) found.set(wanted.id, wanted)
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

function wantedOf({ level, qualification, occupation, benefit, part }: Target): Wanted[] {
  const list: Wanted[] = []
  if (level !== undefined) list.push({ kind: 'level', id: level })
  if (qualification !== undefined) list.push({ kind: 'qualification', id: qualification })
  if (occupation !== undefined) list.push({ kind: 'code', id: occupation })
  if (benefit !== undefined) list.push({ kind: 'benefit', id: benefit })
  if (part !== undefined) list.push({ kind: 'benefit', id: part })
  return list
}

/** What a text asks for, in words of the register; null: neither rules nor register know it. */
export function readWanted(bundle: Bundle, text: string): Wanted | null {
  const [family = '', level = ''] = text.split('/')
  const framework = bundle.frameworks.find((one) => one.id === family)
  if (framework !== undefined) {
    return framework.levels.some((one) => one.id === level) ? { kind: 'level', id: text } : null
  }
  if (bundle.qualifications.some((one) => one.id === text)) return { kind: 'qualification', id: text }
  const targets = bundle.rules.flatMap((rule) => rule.outcomes.map((outcome) => outcome.target))
  if (targets.some((target) => target.benefit === text || target.part === text)) return { kind: 'benefit', id: text }
  const named = targets.some(({ field, occupation }) => lies(text, field) || lies(text, occupation))
  return named ? { kind: 'code', id: text } : null
}

/** A longer code of the same scheme lies within a shorter one. */
const lies = (short: string, code: string | undefined): boolean =>
  code !== undefined && short.includes('/') && code.startsWith(short)

function meets(target: Target, { kind, id }: Wanted): boolean {
  if (kind === 'level') return target.level === id
  if (kind === 'qualification') return target.qualification === id
  if (kind === 'code') return lies(id, target.field) || lies(id, target.occupation)
  return target.benefit === id || target.part === id
}

export function inForceOn({ from, until }: Pick<Rule, 'from' | 'until'>, asOf: PlainDate): boolean {
  return (from === null || from <= asOf) && (until === null || asOf < until)
}

/** Every rule in force in the place that leads to what is wanted, what settles most first. */
export function waysTo(rules: readonly Rule[], wanted: Wanted, within: readonly string[], asOf: PlainDate): Way[] {
  const inForce = reaching(rules, within).filter((rule) => inForceOn(rule, asOf))
  const ways = inForce.flatMap((rule) => {
    const leading = rule.outcomes.filter(({ target }) => meets(target, wanted))
    if (leading.length === 0) return []
    const { against, always } = whatStandsAgainst(rule, inForce)
    const standing = leading.filter((outcome) => !always.some((one) => one.outcome === outcome))
    const best = outcomeOrder.find((kind) =>
      (standing.length > 0 ? standing : leading).some((one) => one.kind === kind),
    )
    const concerned = (standing.length > 0 ? against : always).filter(({ outcome }) => leading.includes(outcome))
    return best === undefined ? [] : [{ rule, kind: best, against: concerned, lost: standing.length === 0 }]
  })
  const near = ({ rule }: Way): number =>
    Math.min(...rule.places.map((place) => within.indexOf(place)).filter((index) => index >= 0))
  return ways.sort(
    (a, b) =>
      outcomeOrder.indexOf(a.kind) - outcomeOrder.indexOf(b.kind) ||
      near(a) - near(b) ||
      (a.rule.id < b.rule.id ? -1 : 1),
  )
}

/** Places beyond this one whose rules lead there, with how many: where to look where nothing is known here. */
export function placesLeadingTo(rules: readonly Rule[], wanted: Wanted, asOf: PlainDate): Map<string, number> {
  const counts = new Map<string, number>()
  for (const rule of rules) {
    if (!inForceOn(rule, asOf) || !rule.outcomes.some(({ target }) => meets(target, wanted))) continue
    for (const place of rule.places) counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  return counts
}
