// SPDX-License-Identifier: Apache-2.0
import {
  assess,
  type Compiled,
  type Credential,
  type Experience,
  type FactValue,
  type Finding,
  type Outcome,
  type Person,
  type PlainDate,
  type Verdict,
} from '@passerelle/recognition'
import { daysInMonth } from '../../kernel/plain-date.ts'
import type { Hindrance } from '../nesting/against-words.model.ts'
import { isTaken } from '../nesting/nesting.model.ts'
import type { StepWay } from './pathway-graph.model.ts'
import { assumedMonths, type Step } from './step.model.ts'

/** A step with its days. What has no known length ends, for the calendar, on the day it begins. */
export interface DatedStep extends Step {
  start: PlainDate
  end: PlainDate
  /** It comes after something whose length is not known: its days are the earliest. */
  atEarliest?: true
}

export interface Schedule {
  steps: DatedStep[]
  end: PlainDate
  /** Rules to be satisfied, each with its day; the last one leads to the goal. */
  checks: Check[]
}

interface Check {
  rule: string
  subject: string | null
  on: PlainDate
  /** For each use of the rule on the way: which of its outcomes lead on. */
  needs: ((outcome: Outcome) => boolean)[]
}

/** Months added to a date; the day that does not exist becomes the last of its month (PRC Civil Code art. 202). */
export function addMonthsTo(date: PlainDate, months: number): PlainDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const at = year * 12 + month - 1 + months
  const [newYear, newMonth] = [Math.floor(at / 12), (at % 12) + 1]
  const newDay = Math.min(day, daysInMonth(newYear, newMonth))
  return `${String(newYear).padStart(4, '0')}-${String(newMonth).padStart(2, '0')}-${String(newDay).padStart(2, '0')}`
}

/** Every step as early as what it waits for allows. */
export function schedule(ways: readonly StepWay[], asOf: PlainDate): Schedule {
  const reached = new Map<number, PlainDate>()
  const delayed = new Set<number>()
  const steps: DatedStep[] = []
  const checks: Schedule['checks'] = []
  for (const way of ways) {
    const start = way.tails.reduce((latest, tail) => later(latest, reached.get(tail) ?? asOf), asOf)
    const end = way.step === null ? start : endOf(way.step, start)
    reached.set(way.head, end)
    const late = way.tails.some((tail) => delayed.has(tail))
    if (late || isOfUnknownLength(way.step)) delayed.add(way.head)
    if (way.step !== null) steps.push({ ...way.step, start, end, ...(late ? { atEarliest: true } : {}) })
    if (way.satisfies !== undefined) checks.push({ ...way.satisfies, on: end, needs: usesOf(way, ways) })
  }
  const end = steps.reduce((latest, step) => later(latest, step.end), asOf)
  return { steps: inOrder(merged(steps)), end, checks }
}

/** What the way asks of outcomes itself, and what those ask that go on from it. */
function usesOf(way: StepWay, ways: readonly StepWay[]): Check['needs'] {
  const onward = ways.filter(({ tails }) => tails.includes(way.head))
  return [way, ...onward].flatMap(({ needs }) => needs ?? [])
}

/** By day; what is about a credential still to be earned stands after the step that earns it, however early it could be done. */
function inOrder(steps: readonly DatedStep[]): DatedStep[] {
  const sorted = [...steps].sort((a, b) => compare(a.start, b.start) || compare(a.end, b.end))
  const earning = new Map(
    sorted.flatMap((step, at) => (step.earns === undefined ? [] : [[`earned:${step.earns}`, at]])),
  )
  const place = (step: DatedStep, at: number): number => Math.max(at, (earning.get(step.subject ?? '') ?? -1) + 0.5)
  const places = new Map(sorted.map((step, at) => [step, place(step, at)]))
  return sorted.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
}

const isOfUnknownLength = (step: Step | null): boolean =>
  step !== null && step.months === null && assumedMonths[step.kind] > 0

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const later = (a: PlainDate, b: PlainDate): PlainDate => (a < b ? b : a)

function endOf(step: Step, start: PlainDate): PlainDate {
  if (step.until !== undefined) return later(start, step.until)
  return addMonthsTo(start, step.months ?? 0)
}

/** The same thing asked for by two rules is done once. */
function merged(steps: readonly DatedStep[]): DatedStep[] {
  const seen = new Set<string>()
  return steps.filter(({ kind, condition, subject, end, effects, earns }) => {
    const key = JSON.stringify([kind, condition, subject, end, effects, earns])
    return seen.has(key) ? false : Boolean(seen.add(key))
  })
}

/** The person on a day, with every step done that has ended by then and every job begun. */
export function personOn(person: Person, steps: readonly DatedStep[], day: PlainDate): Person {
  const begun = steps.filter((step) => step.start <= day)
  const jobs = begun.flatMap(({ start, effects }) =>
    effects.flatMap((effect): Experience[] => ('job' in effect ? [{ from: start, ...effect.job }] : [])),
  )
  const credentials: Credential[] = [...person.credentials]
  const facts: Record<string, FactValue> = { ...person.facts }
  for (const { effects, end } of begun.filter((step) => step.end <= day)) {
    for (const effect of effects) {
      if ('credential' in effect) credentials.push({ ...effect.credential, issued: end })
      else if ('member' in effect) join(facts, effect.of, effect.member)
      else if ('fact' in effect) facts[effect.fact] = effect.value
    }
  }
  const experience = [...(person.experience ?? []), ...jobs]
  const worked = person.experience !== undefined || jobs.length > 0
  return { ...person, credentials, facts, ...(worked ? { experience } : {}) }
}

function join(facts: Record<string, FactValue>, set: string, member: string): void {
  const stated = facts[set]
  if (Array.isArray(stated)) facts[set] = [...stated, member]
  else facts[`${set}:${member}`] = true
}

/** How a way turned out: its weakest rule counts. */
export interface Replayed {
  verdict: Verdict
  /** What stands, or may come to stand, against an outcome that leads on. */
  against: Hindrance[]
}

/** What the engine says of every rule on the way, on its day and under the law of that day. */
export function replay(
  person: Person,
  { steps, checks }: Schedule,
  place: string,
  compiledFor: (day: PlainDate) => Compiled,
): Replayed {
  const against: Hindrance[] = []
  const verdicts = checks.flatMap(({ rule, subject, on, needs }): Verdict[] => {
    const { findings } = assess(compiledFor(on), personOn(person, steps, on), { place })
    const finding = findings.find((one) => one.rule === rule && one.subject === subject)
    if (finding === undefined) return ['unmet']
    return [finding.verdict, ...needs.map((need) => hold(finding, need, against))]
  })
  return { verdict: verdicts.reduce(weaker, 'met'), against }
}

const weaker = (one: Verdict, other: Verdict): Verdict => (rank[other] > rank[one] ? other : one)
const stronger = (one: Verdict, other: Verdict): Verdict => (rank[other] < rank[one] ? other : one)

/**
 * How far another rule leaves an outcome that leads on: lost where that rule is met and goes before; open while it may still become so, and where the
 * two are in dispute.
 */
function hold(finding: Finding, leads: (outcome: Outcome) => boolean, against: Hindrance[]): Verdict {
  const { rule, outcomes, opposed = [] } = finding
  const verdicts = outcomes.flatMap((outcome, index): Verdict[] => {
    if (!leads(outcome)) return []
    const standing = opposed.filter((one) => one.outcome === index)
    if (standing.some(isTaken)) return ['unmet']
    against.push(...standing.map(({ by, how }) => ({ rule, outcome: index, by, how })))
    return [standing.length > 0 ? 'unknown' : 'met']
  })
  return verdicts.reduce(stronger, 'unmet')
}

const rank: Record<Verdict, number> = { met: 0, discretion: 1, unknown: 2, unmet: 3 }
