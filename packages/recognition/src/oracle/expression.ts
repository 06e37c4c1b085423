// SPDX-License-Identifier: Apache-2.0
/**
 * A finding written out as one expression over tests, and its exact verdict: every completion of the unknown facts is
 * tried and evaluated by plain recursion.
 */
import type { Verdict } from '../assessment.ts'
import { type Day, FIRST_DAY, LAST_DAY } from './calendar.ts'

export type Value = boolean | number | string

/** The values an unknown fact may turn out to have. */
export type Domain =
  | { kind: 'values'; values: readonly Value[] }
  | { kind: 'days' }
  | { kind: 'numbers' }
  | { kind: 'months'; lo: number; hi: number | null }

/** A test on one unknown fact. `near` lists numbers beside which its answer changes. */
export interface Test {
  key: string
  domain: Domain
  accepts(value: Value): boolean
  near?: number[]
}

export interface Leaf {
  kind: 'leaf'
  at(day: Day): boolean | Test
  /** The answer depends on the day. */
  varies: boolean
}

export type Expression =
  | { kind: 'all' | 'any'; of: Expression[] }
  | { kind: 'atLeast'; count: number; of: Expression[] }
  | { kind: 'not' | 'normally'; of: Expression[] }
  | Leaf

/** Too many completions to try. */
export class TooManyCompletions extends Error {}

/** Keys of private unknowns (`undetermined`), about which nobody is asked. */
export const PRIVATE = 'private:'

export function constant(value: boolean): Leaf {
  return { kind: 'leaf', at: () => value, varies: false }
}

export function unknown(test: Test): Leaf {
  return { kind: 'leaf', at: () => test, varies: false }
}

export function leavesOf(expression: Expression, into: Set<Leaf> = new Set()): Set<Leaf> {
  if (expression.kind === 'leaf') into.add(expression)
  else for (const child of expression.of) leavesOf(child, into)
  return into
}

const UNMET = 0
const DISCRETION = 1
const MET = 2
const NAMES: Verdict[] = ['unmet', 'discretion', 'met']

/** The verdict of an expression in which every leaf is known. */
function evaluate(expression: Expression, known: Map<Leaf, boolean>): number {
  if (expression.kind === 'leaf') return known.get(expression) ? MET : UNMET
  const children = expression.of.map((child) => evaluate(child, known))
  switch (expression.kind) {
    case 'all':
      return children.includes(UNMET) ? UNMET : children.includes(DISCRETION) ? DISCRETION : MET
    case 'any':
      return children.includes(MET) ? MET : children.includes(DISCRETION) ? DISCRETION : UNMET
    case 'not':
      return children[0] === MET ? UNMET : children[0] === UNMET ? MET : DISCRETION
    case 'normally':
      return children[0] === UNMET ? DISCRETION : (children[0] ?? MET)
    case 'atLeast': {
      const met = children.filter((child) => child === MET).length
      const open = children.filter((child) => child === DISCRETION).length
      return met >= expression.count ? MET : met + open >= expression.count ? DISCRETION : UNMET
    }
  }
}

function candidates(domain: Domain, near: number[]): Value[] {
  switch (domain.kind) {
    case 'values':
      return [...domain.values]
    case 'days': {
      const around = near.flatMap((day) => [day - 1, day, day + 1])
      return [FIRST_DAY, LAST_DAY, ...around.filter((day) => day >= FIRST_DAY && day <= LAST_DAY)]
    }
    case 'numbers':
      return [-1e9, 1e9, ...near.flatMap((at) => [at - 1, at, at + 1])]
    case 'months': {
      const top = domain.hi ?? Math.max(domain.lo, ...near) + 1000
      const inside = near.flatMap((at) => [at - 1, at, at + 1]).filter((at) => at >= domain.lo && at <= top)
      return [domain.lo, top, ...inside]
    }
  }
}

/** An unknown fact with the tests on it; values that answer all tests alike are one case. */
export interface Unknown {
  key: string
  tests: { leaf: Leaf; test: Test }[]
  cases: boolean[][]
}

function casesOf(tests: { test: Test }[], domain: Domain): boolean[][] {
  const near = tests.flatMap(({ test }) => test.near ?? [])
  const found = new Map<string, boolean[]>()
  for (const value of candidates(domain, near)) {
    const answers = tests.map(({ test }) => test.accepts(value))
    found.set(answers.map(Number).join(''), answers)
  }
  return [...found.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, answers]) => answers)
}

/** What is known and what is open on one day. */
export interface Situation {
  known: Map<Leaf, boolean>
  unknowns: Unknown[]
  /** Two days with the same text have the same verdict and questions. */
  text: string
}

export type SteadyCases = Map<string, boolean[][]>

/** `steady` keeps, from day to day, the cases of facts whose tests do not vary. */
export function situation(leaves: readonly Leaf[], day: Day, steady: SteadyCases = new Map()): Situation {
  const known = new Map<Leaf, boolean>()
  const byKey = new Map<string, { leaf: Leaf; test: Test }[]>()
  for (const leaf of leaves) {
    const answer = leaf.at(day)
    if (typeof answer === 'boolean') known.set(leaf, answer)
    else byKey.set(answer.key, [...(byKey.get(answer.key) ?? []), { leaf, test: answer }])
  }
  const unknowns: Unknown[] = []
  for (const key of [...byKey.keys()].sort()) {
    const tests = byKey.get(key) ?? []
    const domain = tests[0]?.test.domain
    if (!domain) continue
    const moves = tests.some(({ leaf }) => leaf.varies)
    const cases = (moves ? undefined : steady.get(key)) ?? casesOf(tests, domain)
    if (!moves) steady.set(key, cases)
    unknowns.push({ key, tests, cases })
  }
  const settled = leaves.map((leaf) => (known.has(leaf) ? Number(known.get(leaf)) : '?')).join('')
  const open = unknowns.map((one) => `${one.key}=${one.cases.map((answers) => answers.map(Number).join('')).join(',')}`)
  return { known, unknowns, text: `${settled}|${open.join('|')}` }
}

export interface Exact {
  verdict: Verdict
  questions: string[]
}

/** Tries every completion: the verdict is the one they share; a question is a fact on which two neighbours differ. */
export function exact(expression: Expression, at: Situation, limit: number): Exact {
  const known = new Map(at.known)
  const size = at.unknowns.reduce((product, one) => product * one.cases.length, 1)
  if (size > limit) throw new TooManyCompletions(`${size} completions`)
  const verdicts: number[] = []
  for (let completion = 0; completion < size; completion++) {
    let rest = completion
    for (const one of at.unknowns) {
      const answers = one.cases[rest % one.cases.length] ?? []
      rest = Math.floor(rest / one.cases.length)
      one.tests.forEach(({ leaf }, index) => {
        known.set(leaf, answers[index] === true)
      })
    }
    verdicts.push(evaluate(expression, known))
  }
  const questions = questionsOf(at.unknowns, verdicts)
  const first = verdicts[0] ?? MET
  const verdict = verdicts.every((each) => each === first) ? (NAMES[first] ?? 'unknown') : 'unknown'
  return { verdict, questions }
}

/** Every unknown fact that is tested, with the values it may have. */
export function openFacts(expression: Expression, day: Day): { key: string; domain: Domain }[] {
  const { unknowns } = situation([...leavesOf(expression)], day)
  const named = unknowns.filter(({ key }) => !key.startsWith(PRIVATE))
  return named.map(({ key, tests }) => ({ key, domain: tests[0]?.test.domain ?? { kind: 'values', values: [] } }))
}

function questionsOf(unknowns: Unknown[], verdicts: number[]): string[] {
  const questions: string[] = []
  let stride = 1
  for (const one of unknowns) {
    const width = one.cases.length
    // The first case of this fact stands for all the others: they agree with it everywhere or the fact matters.
    const matters = verdicts.some((verdict, at) => {
      const digit = Math.floor(at / stride) % width
      return verdict !== verdicts[at - digit * stride]
    })
    if (matters && !one.key.startsWith(PRIVATE)) questions.push(one.key)
    stride *= width
  }
  return questions.sort()
}

/** The lowest and the highest verdict an expression could have if every leaf that is open or varies were free. */
function bounds(expression: Expression, steady: Map<Leaf, boolean>): [number, number] {
  if (expression.kind === 'leaf') {
    const known = steady.get(expression)
    return known === undefined ? [UNMET, MET] : known ? [MET, MET] : [UNMET, UNMET]
  }
  const children = expression.of.map((child) => bounds(child, steady))
  const [lows, highs] = [children.map(([low]) => low), children.map(([, high]) => high)]
  switch (expression.kind) {
    case 'all':
      return [Math.min(MET, ...lows), Math.min(MET, ...highs)]
    case 'any':
      return [Math.max(UNMET, ...lows), Math.max(UNMET, ...highs)]
    case 'not':
      return [MET - (highs[0] ?? MET), MET - (lows[0] ?? UNMET)]
    case 'normally':
      return [Math.max(DISCRETION, lows[0] ?? UNMET), Math.max(DISCRETION, highs[0] ?? MET)]
    case 'atLeast':
      return [UNMET, MET]
  }
}

/** Not even a change of everything that may change makes it met. */
export function canNeverBeMet(expression: Expression, leaves: readonly Leaf[], day: Day): boolean {
  const steady = new Map<Leaf, boolean>()
  for (const leaf of leaves) {
    const answer = leaf.varies ? undefined : leaf.at(day)
    if (typeof answer === 'boolean') steady.set(leaf, answer)
  }
  return bounds(expression, steady)[1] < MET
}

/** May the expression be met: no leaf of an `all` of leaves is settled as unmet (the table, not the enumeration). */
export function mayBeMet(leaves: readonly Leaf[], day: Day): boolean {
  return leaves.every((leaf) => {
    const at = situation([leaf], day)
    const only = at.unknowns[0]
    return only ? only.cases.some(([answer]) => answer) : at.known.get(leaf) === true
  })
}
