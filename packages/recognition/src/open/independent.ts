// SPDX-License-Identifier: Apache-2.0
/**
 * Formulas in which every fact occurs once: their parts vary independently, so what can come out, and which facts can change it, follows
 * from the parts alone, without trying out values together.
 */
import type { Formula, Settled } from './formula.ts'
import type { Test } from './test-fact.ts'

/** A set of settled verdicts, one bit each. */
type Verdicts = number

const MET = 1
const UNMET = 2
const DISCRETION = 4
const EACH = [MET, UNMET, DISCRETION]
const BIT: Record<Settled, Verdicts> = { met: MET, unmet: UNMET, discretion: DISCRETION }

type Join = (a: Verdicts, b: Verdicts) => Verdicts

const joinAll: Join = (a, b) => (a === UNMET || b === UNMET ? UNMET : a === MET ? b : a)
const joinAny: Join = (a, b) => (a === MET || b === MET ? MET : a === UNMET ? b : a)
const invert = (verdict: Verdicts): Verdicts => (verdict === MET ? UNMET : verdict === UNMET ? MET : DISCRETION)
const soften = (verdict: Verdicts): Verdicts => (verdict === UNMET ? DISCRETION : verdict)

/** All verdicts that come out of one of `a` and one of `b`. */
function joinSets(join: Join, a: Verdicts, b: Verdicts): Verdicts {
  let set = 0
  for (const one of EACH) if (a & one) for (const other of EACH) if (b & other) set |= join(one, other)
  return set
}

const mapSet = (change: (verdict: Verdicts) => Verdicts, set: Verdicts): Verdicts =>
  EACH.reduce((mapped, one) => (set & one ? mapped | change(one) : mapped), 0)

function possible(formula: Formula): Verdicts {
  if (typeof formula === 'string') return BIT[formula]
  switch (formula.op) {
    case 'test':
      return MET | UNMET
    case 'not':
      return mapSet(invert, possible(formula.child))
    case 'normally':
      return mapSet(soften, possible(formula.child))
    case 'all':
      return formula.children.reduce((set, child) => joinSets(joinAll, set, possible(child)), MET)
    default:
      return formula.children.reduce((set, child) => joinSets(joinAny, set, possible(child)), UNMET)
  }
}

/** What becomes of a verdict on its way to the whole, for every way the other parts can come out. */
type Context = readonly ((verdict: Verdicts) => Verdicts)[]

const tells = (context: Context, a: Verdicts, b: Verdicts): boolean => context.some((way) => way(a) !== way(b))

/** Ways that treat all verdicts alike are one way. */
function distinct(ways: ((verdict: Verdicts) => Verdicts)[]): Context {
  const seen = new Map<string, (verdict: Verdicts) => Verdicts>()
  for (const way of ways) seen.set(`${EACH.map(way)}`, way)
  return [...seen.values()]
}

function visit(formula: Formula, context: Context, found: Test[]): void {
  if (typeof formula === 'string') return
  switch (formula.op) {
    case 'test':
      if (tells(context, MET, UNMET)) found.push(formula.test)
      return
    case 'not':
      visit(formula.child, distinct(context.map((way) => (verdict) => way(invert(verdict)))), found)
      return
    case 'normally':
      visit(formula.child, distinct(context.map((way) => (verdict) => way(soften(verdict)))), found)
      return
    case 'all':
      visitParts(formula.children, joinAll, MET, context, found)
      return
    default:
      visitParts((formula as { children: Formula[] }).children, joinAny, UNMET, context, found)
  }
}

function visitParts(parts: Formula[], join: Join, neutral: Verdicts, context: Context, found: Test[]): void {
  const sets = parts.map(possible)
  const after = new Array<Verdicts>(parts.length + 1).fill(neutral)
  for (let index = parts.length - 1; index >= 0; index--) {
    after[index] = joinSets(join, sets[index] ?? neutral, after[index + 1] ?? neutral)
  }
  let before = neutral
  parts.forEach((part, index) => {
    const others = joinSets(join, before, after[index + 1] ?? neutral)
    const ways = context.flatMap((way) =>
      EACH.filter((other) => others & other).map((other) => (verdict: Verdicts) => way(join(verdict, other))),
    )
    visit(part, distinct(ways), found)
    before = joinSets(join, before, sets[index] ?? neutral)
  })
}

const SETTLED: Record<number, Settled> = { [MET]: 'met', [UNMET]: 'unmet', [DISCRETION]: 'discretion' }

/** The verdict if all completions agree, and otherwise the tests on which it depends. Without `atLeast`, and every fact once. */
export function decideIndependent(formula: Formula): { settled: Settled } | { matters: Test[] } {
  const settled = SETTLED[possible(formula)]
  if (settled !== undefined) return { settled }
  const matters: Test[] = []
  visit(formula, [(verdict) => verdict], matters)
  return { matters }
}
