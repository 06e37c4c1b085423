// SPDX-License-Identifier: Apache-2.0
import type { Outcome, Person, PlainDate, Verdict } from '@passerelle/recognition'
import { Problem } from '../../kernel/index.ts'
import type { LawWithRules } from '../answers/assessed.model.ts'
import type { Hindrance } from '../nesting/against-words.model.ts'
import { outcomeOrder, readWanted } from '../reverse/reverse.model.ts'
import { buildHypergraph } from './hypergraph.model.ts'
import { type Goal, PathwayGraph, reachesGoal } from './pathway-graph.model.ts'
import { type DatedStep, replay, schedule } from './replay-plan.model.ts'
import { cheapestPlans, PathwaySolver } from './solve-pathway.model.ts'
import { assumedMonths, effortPoints, type Measured } from './step.model.ts'

export interface PathwayRequest {
  person: Person
  place: string
  to: string
  by: Measured
  asOf: PlainDate
}

export interface Pathway {
  /** `met`: the engine, asked again at the end, says that it holds. `discretion` and `unknown`: an authority has to say. */
  verdict: Exclude<Verdict, 'unmet'>
  /** What other rules have, or may come to have, against an outcome on the way. */
  against: Hindrance[]
  rule: string
  subject: string | null
  outcomes: readonly Outcome[]
  steps: DatedStep[]
  /** The first day on which it would hold; later by whatever takes a time that the law does not give. */
  earliest: PlainDate
  /** Months of waiting and work, without what is not known. */
  months: number
  /** Some step takes a time that the law does not give. */
  open: boolean
  effort: number
}

export interface PathwayAnswer {
  place: string
  to: string
  by: Measured
  asOf: PlainDate
  /** Rules in this place that lead to the goal. */
  rules: number
  /** Cheapest first; verified ones before those that an authority has to decide. */
  pathways: Pathway[]
}

/** What is wanted, as it is written: a kind of outcome, the id of a rule, or whatever rules lead to. */
export function goalOf(to: string, law: LawWithRules): Goal | null {
  const kind = outcomeOrder.find((one) => one === to)
  if (kind !== undefined) return { kind }
  if (to.includes('#')) return law.rule(to) === undefined ? null : { rule: to }
  const wanted = readWanted(law.bundle, to)
  if (wanted?.kind === 'level') return { level: to }
  if (wanted?.kind === 'qualification') return { qualification: to }
  if (wanted === null) return null
  return wanted.kind === 'code' ? { code: to } : { benefit: to }
}

const shown = 5
/** Plans that are played through the engine. */
const mostTried = 16

/** The cheapest ways from what a person holds to what they want, each tried out in the engine before it is shown. */
export function findPathways(law: LawWithRules, request: PathwayRequest): PathwayAnswer {
  const { person, place, to, by, asOf } = request
  const compiled = law.compiledFor(asOf)
  const within = compiled.within[place]
  if (within === undefined)
    throw unusable('in', place, 'the code of a jurisdiction of the register, for example CN-3205')
  const goal = goalOf(to, law)
  if (goal === null) throw unusable('to', to, 'a level, a qualification, a kind of outcome or the id of a rule')
  const rules = compiled.rules.filter(
    (rule) =>
      reachesGoal(rule, goal) &&
      rule.places.some((one) => within.includes(one)) &&
      rule.except?.some((one) => within.includes(one)) !== true,
  )
  const graph = new PathwayGraph({ compiled, person, place, goal, by })
  const solver = new PathwaySolver(buildHypergraph(graph.size, graph.ways))
  const plans = cheapestPlans(
    solver,
    { starts: [], target: graph.goal, combine: by === 'time' ? 'max' : 'sum' },
    mostTried,
  )
  const pathways = plans.flatMap(({ ways }) => {
    const taken = ways.flatMap((way) => graph.ways[way] ?? [])
    const dated = schedule(taken, asOf)
    const last = dated.checks.at(-1)
    const { verdict, against } = replay(person, dated, place, law.compiledFor)
    const rule = last === undefined ? undefined : law.rule(last.rule)
    if (verdict === 'unmet' || last === undefined || rule === undefined) return []
    return [
      {
        ...measured(dated.steps),
        verdict,
        against,
        rule: rule.id,
        subject: last.subject,
        outcomes: rule.outcomes,
        earliest: dated.end,
        steps: dated.steps,
      },
    ]
  })
  return { place, to, by, asOf, rules: rules.length, pathways: arranged(distinct(pathways)) }
}

function measured(steps: readonly DatedStep[]): Pick<Pathway, 'months' | 'open' | 'effort'> {
  const effort = steps.reduce((sum, step) => {
    const yearly = step.kind === 'wait' || step.kind === 'work'
    return sum + effortPoints[step.kind] * (yearly ? (step.months ?? 12) / 12 : 1)
  }, 0)
  const open = steps.some((step) => step.months === null && assumedMonths[step.kind] > 0)
  const months = steps.reduce((longest, step) => Math.max(longest, step.months ?? 0), 0)
  return { months, open, effort: Math.round(effort * 10) / 10 }
}

/** Of one fact, what a reader has to look at: which of several honours it is makes no other way. */
function sight({ kind, condition, earns, end }: DatedStep): unknown {
  const of = condition !== undefined && 'includes' in condition ? condition.fact : condition
  return [kind, of, earns, end]
}

/** Ways that differ in nothing a reader would see. */
function distinct(pathways: readonly Pathway[]): Pathway[] {
  const seen = new Set<string>()
  return pathways.filter(({ rule, subject, steps }) => {
    const key = JSON.stringify([rule, subject, steps.map(sight)])
    return seen.has(key) ? false : Boolean(seen.add(key))
  })
}

/** At most two of one rule, so that the alternatives are alternatives. */
function arranged(pathways: readonly Pathway[]): Pathway[] {
  const order: Pathway['verdict'][] = ['met', 'discretion', 'unknown']
  const times = new Map<string, number>()
  const chosen = pathways.filter(({ rule }) => {
    times.set(rule, (times.get(rule) ?? 0) + 1)
    return (times.get(rule) ?? 0) <= 2
  })
  return order.flatMap((verdict) => chosen.filter((one) => one.verdict === verdict)).slice(0, shown)
}

function unusable(path: string, found: string, expected: string): Problem {
  const message = `${path}: found '${found}', expected ${expected}`
  return new Problem('invalid-input', message, { errors: [{ path, message: `found '${found}'`, expected }] })
}
