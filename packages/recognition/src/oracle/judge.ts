// SPDX-License-Identifier: Apache-2.0
/** The whole assessment by brute force, straight from `docs/engine-semantics.md`. */
import type { Verdict } from '../assessment.ts'
import type { Outcome, PlainDate, Purpose, Rule } from '../rule.ts'
import { addMonths, type Day, dateOf, dayOf } from './calendar.ts'
import { type Context, expressionOf, holdsFor, selectorLeaves, takes } from './condition.ts'
import { type Exact, type Expression, exact, type Leaf, leavesOf, mayBeMet, situation } from './expression.ts'
import { derivedHolding, type Holding, ownHolding } from './holding.ts'
import { type Case, type World, worldOf } from './world.ts'

export interface OracleFinding {
  rule: string
  subject: string | null
  verdict: Verdict
  outcomes: readonly Outcome[]
  via: string[]
  holdsFrom?: PlainDate
  questions: string[]
}

export interface OracleAssessment {
  asOf: PlainDate
  place: string
  purpose: Purpose | null
  findings: OracleFinding[]
  /** Key of the question and ids of the rules it decides, most decisive first. */
  questions: { key: string; decides: string[] }[]
}

export interface OracleOptions {
  /** Completions tried for one verdict at most. */
  limit?: number
  /** Walk every day of the 60 years instead of stopping where nothing can change any more. */
  everyDay?: boolean
}

const LIMIT = 4000
const YEARS_AHEAD = 60

/** Only these outcomes are credentials themselves. */
export function derivingOutcome(rule: Rule): Outcome | undefined {
  const isCredential = ({ kind, target }: Outcome): boolean =>
    (kind === 'recognised-as' || kind === 'counts-as-level') &&
    (target.level !== undefined || target.qualification !== undefined)
  return rule.outcomes.find(isCredential)
}

interface Sources {
  own: Holding[]
  derived: Holding[]
}

function findingExpression(world: World, rule: Rule, subject: Holding | null, sources: Sources): Expression {
  const context: Context = { world, rule, subject, scope: subject, ...sources, path: 'when' }
  const when = rule.when ? [expressionOf(rule.when, context)] : []
  if (!rule.subject || !subject) return { kind: 'all', of: when }
  return holdsFor(world, rule.subject, subject, when)
}

function speaksOf(world: World, rule: Rule, holding: Holding): boolean {
  if (!rule.subject || !takes(rule.subject, rule, holding)) return false
  return mayBeMet(selectorLeaves(world, rule.subject, holding), world.today)
}

function exactOn(expression: Expression, day: Day, limit: number): Exact {
  return exact(expression, situation([...leavesOf(expression)], day), limit)
}

/** Every credential that an outcome could be, in rounds: from the person's own, then from those derived, and so on. */
function deriveAll(world: World, own: Holding[], limit: number): Holding[] {
  const derived: Holding[] = []
  let round = own
  while (round.length > 0) {
    const next: Holding[] = []
    for (const rule of world.asked) {
      const outcome = derivingOutcome(rule)
      if (!outcome) continue
      for (const from of round.filter((holding) => speaksOf(world, rule, holding))) {
        const source = findingExpression(world, rule, from, { own, derived })
        const exists = from.exists && exactOn(source, world.today, limit).verdict !== 'unmet'
        next.push({ ...derivedHolding(world, rule, outcome, from, source), exists })
      }
    }
    derived.push(...next)
    round = next
  }
  return derived
}

/** No test changes its answer after this day: every date that is mentioned, and the longest period after the last of them. */
function lastDayThatMatters(world: World): Day {
  const limit = addMonths(world.today, YEARS_AHEAD * 12)
  const text = JSON.stringify([world.person, world.bundle.rules])
  const days = [...text.matchAll(/"(\d{4}-\d\d-\d\d)"/g)].map(([, date]) => dayOf(date ?? ''))
  const lengths = [...text.matchAll(/"(years|months|atLeast|atMost)":(\d+)/g)]
  const months = lengths.map(([, unit, count]) => (unit === 'months' ? Number(count) : Number(count) * 12))
  const longest = 2 * Math.max(0, ...months) + 26
  return Math.min(limit, addMonths(Math.max(world.today, ...days), longest))
}

function holdsFrom(world: World, expression: Expression, options: OracleOptions): PlainDate | undefined {
  const leaves: Leaf[] = [...leavesOf(expression)]
  if (!leaves.some(({ varies }) => varies)) return undefined
  const last = options.everyDay ? addMonths(world.today, YEARS_AHEAD * 12) : lastDayThatMatters(world)
  const seen = new Map<string, Verdict>()
  for (let day = world.today + 1; day <= last; day++) {
    const on = situation(leaves, day)
    const verdict = seen.get(on.text) ?? exact(expression, on, options.limit ?? LIMIT).verdict
    seen.set(on.text, verdict)
    if (verdict === 'met') return dateOf(day)
  }
  return undefined
}

function judge(
  world: World,
  rule: Rule,
  subject: Holding | null,
  sources: Sources,
  options: OracleOptions,
): OracleFinding {
  const expression = findingExpression(world, rule, subject, sources)
  const { verdict, questions } = exactOn(expression, world.today, options.limit ?? LIMIT)
  const from = verdict === 'unmet' || verdict === 'discretion' ? holdsFrom(world, expression, options) : undefined
  return {
    rule: rule.id,
    subject: subject?.id ?? null,
    verdict,
    outcomes: rule.outcomes,
    via: subject?.parts ?? [],
    ...(from === undefined ? {} : { holdsFrom: from }),
    questions,
  }
}

const ORDER: Verdict[] = ['met', 'discretion', 'unknown', 'unmet']

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

function inOrder(left: OracleFinding, right: OracleFinding): number {
  return (
    ORDER.indexOf(left.verdict) - ORDER.indexOf(right.verdict) ||
    compareText(left.rule, right.rule) ||
    compareText(left.subject ?? '', right.subject ?? '')
  )
}

function questionsOf(world: World, findings: OracleFinding[]): OracleAssessment['questions'] {
  const sets = world.bundle.facts.filter(({ type }) => type === 'set').map(({ id }) => id)
  const gathered = new Map<string, Set<OracleFinding>>()
  for (const finding of findings) {
    for (const key of finding.questions) {
      const name = sets.find((id) => key.startsWith(`${id}:`)) ?? key
      gathered.set(name, (gathered.get(name) ?? new Set()).add(finding))
    }
  }
  const ordered = [...gathered.entries()].sort(
    ([left, decidesLeft], [right, decidesRight]) => decidesRight.size - decidesLeft.size || compareText(left, right),
  )
  return ordered.map(([key, decided]) => ({
    key,
    decides: [...new Set([...decided].map(({ rule }) => rule))].sort(),
  }))
}

/** Throws `TooManyCompletions` where a verdict would need more completions than the limit. */
export function assessByBruteForce(input: Case, options: OracleOptions = {}): OracleAssessment {
  const world = worldOf(input)
  const own = input.person.credentials.map((credential) => ownHolding(world, credential))
  const sources = { own, derived: deriveAll(world, own, options.limit ?? LIMIT) }
  const findings = world.asked.flatMap((rule) => {
    if (!rule.subject) return [judge(world, rule, null, sources, options)]
    const subjects = [...own, ...sources.derived.filter(({ exists }) => exists)]
    const spoken = subjects.filter((holding) => speaksOf(world, rule, holding))
    return spoken.map((holding) => judge(world, rule, holding, sources, options))
  })
  findings.sort(inOrder)
  return {
    asOf: input.asOf,
    place: input.request.place,
    purpose: input.request.purpose ?? null,
    findings,
    questions: questionsOf(world, findings),
  }
}
