// SPDX-License-Identifier: Apache-2.0
/** The whole assessment by brute force, straight from `docs/engine-semantics.md`. */
import type { Opposition, Verdict } from '../assessment.ts'
import type { Outcome, OutcomePattern, PlainDate, Purpose } from '../rule.ts'
import { addMonths, type Day, dateOf, dayOf } from './calendar.ts'
import { type Derivation, exactOn, findingsOf } from './derive.ts'
import {
  canNeverBeMet,
  type Domain,
  type Expression,
  exact,
  leavesOf,
  openFacts,
  type SteadyCases,
  situation,
} from './expression.ts'
import { ownHolding } from './holding.ts'
import { oppositions } from './oppositions.ts'
import { type Case, fact, type World, worldOf } from './world.ts'

export interface OracleFinding {
  rule: string
  subject: string | null
  verdict: Verdict
  outcomes: readonly Outcome[]
  excludes?: readonly OutcomePattern[]
  opposed?: Opposition[]
  via: string[]
  holdsFrom?: PlainDate
  questions: string[]
  /** Every unknown fact that is tested, whether it matters or not. */
  open: { key: string; domain: Domain }[]
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

/** No test changes its answer after this day: every date that is mentioned, birthdays too, and the longest period after the last of them. */
function lastDayThatMatters(world: World): Day {
  const limit = addMonths(world.today, YEARS_AHEAD * 12)
  const text = JSON.stringify([world.person, world.bundle.rules])
  const days = [...text.matchAll(/"(\d{4}-\d\d-\d\d)"/g)].map(([, date]) => dayOf(date ?? ''))
  const ages = [...text.matchAll(/"age":\{[^}]*\}/g)].flatMap(([age]) => age.match(/\d+/g) ?? []).map(Number)
  const born = world.person.birthDate ?? fact(world, 'birthDate')
  if (born !== undefined) days.push(addMonths(dayOf(String(born)), (Math.max(0, ...ages) + 1) * 12))
  const lengths = [...text.matchAll(/"(years|months)":(\d+)/g)]
  const longest = Math.max(0, ...lengths.map(([, unit, count]) => (unit === 'months' ? 1 : 12) * Number(count)))
  return Math.min(limit, addMonths(Math.max(world.today, ...days), 2 * longest + 26))
}

function holdsFrom(world: World, expression: Expression, options: OracleOptions): PlainDate | undefined {
  const leaves = [...leavesOf(expression)]
  const moving = leaves.filter(({ varies }) => varies)
  if (moving.length === 0 || (!options.everyDay && canNeverBeMet(expression, leaves, world.today))) return undefined
  const last = options.everyDay ? addMonths(world.today, YEARS_AHEAD * 12) : lastDayThatMatters(world)
  const seen = new Map<string, Verdict>()
  const steady: SteadyCases = new Map()
  let before = moving.map((leaf) => leaf.at(world.today))
  for (let day = world.today + 1; day <= last; day++) {
    const now = moving.map((leaf) => leaf.at(day))
    if (now.every((answer, at) => typeof answer === 'boolean' && answer === before[at])) continue
    before = now
    const on = situation(leaves, day, steady)
    const verdict = seen.get(on.text) ?? exact(expression, on, options.limit ?? LIMIT).verdict
    seen.set(on.text, verdict)
    if (verdict === 'met') return dateOf(day)
  }
  return undefined
}

function judge(world: World, { rule, subject, expression }: Derivation, options: OracleOptions): OracleFinding {
  const { verdict, questions } = exactOn(expression, world.today, options.limit ?? LIMIT)
  const from = verdict === 'unmet' || verdict === 'discretion' ? holdsFrom(world, expression, options) : undefined
  return {
    rule: rule.id,
    subject: subject?.id ?? null,
    verdict,
    outcomes: rule.outcomes,
    ...(rule.excludes ? { excludes: rule.excludes } : {}),
    via: subject?.parts ?? [],
    ...(from === undefined ? {} : { holdsFrom: from }),
    questions,
    open: openFacts(expression, world.today),
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
  const spoken = world.asked.flatMap((rule) => findingsOf({ world, own, limit: options.limit ?? LIMIT }, rule, []))
  const derivations = spoken.filter(({ subject }) => subject?.exists ?? true)
  const judged = derivations.map((derivation) => ({ ...derivation, finding: judge(world, derivation, options) }))
  const findings = judged.map((one) => {
    const opposed = oppositions(judged, one)
    return opposed.length > 0 ? { ...one.finding, opposed } : one.finding
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
