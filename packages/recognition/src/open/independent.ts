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

/**
 * What becomes of a verdict on its way to the whole, once the other parts have come out: where met, unmet and discretion go, three bits each.
 */
type Way = number

const wayOf = (met: Verdicts, unmet: Verdicts, discretion: Verdicts): Way => met | (unmet << 3) | (discretion << 6)
const follow = (way: Way, verdict: Verdicts): Verdicts =>
  (verdict === MET ? way : verdict === UNMET ? way >> 3 : way >> 6) & 7
const before = (change: (verdict: Verdicts) => Verdicts, way: Way): Way =>
  wayOf(follow(way, change(MET)), follow(way, change(UNMET)), follow(way, change(DISCRETION)))

/** Every way that some outcome of the other parts opens; ways that treat all verdicts alike are one. */
type Context = readonly Way[]

function tellsApart(context: Context): boolean {
  for (const way of context) if (follow(way, MET) !== follow(way, UNMET)) return true
  return false
}

function visit(formula: Formula, context: Context, found: Test[]): void {
  if (typeof formula === 'string') return
  switch (formula.op) {
    case 'test':
      if (tellsApart(context)) found.push(formula.test)
      return
    case 'not':
      visit(
        formula.child,
        context.map((way) => before(invert, way)),
        found,
      )
      return
    case 'normally':
      visit(
        formula.child,
        context.map((way) => before(soften, way)),
        found,
      )
      return
    case 'all':
      visitParts(formula.children, joinAll, MET, context, found)
      return
    default:
      visitParts(formula.children, joinAny, UNMET, context, found)
  }
}

function visitParts(parts: Formula[], join: Join, neutral: Verdicts, context: Context, found: Test[]): void {
  const after = new Array<Verdicts>(parts.length + 1).fill(neutral)
  const sets = parts.map(possible)
  for (let index = parts.length - 1; index >= 0; index--) {
    after[index] = joinSets(join, sets[index] ?? neutral, after[index + 1] ?? neutral)
  }
  let earlier = neutral
  parts.forEach((part, index) => {
    visit(part, beside(joinSets(join, earlier, after[index + 1] ?? neutral), join, context), found)
    earlier = joinSets(join, earlier, sets[index] ?? neutral)
  })
}

/** The ways for a part beside others that can come out as any of `others`. */
function beside(others: Verdicts, join: Join, context: Context): Context {
  const ways: Way[] = []
  for (const other of EACH) {
    if ((others & other) === 0) continue
    for (const way of context) {
      const joined = before((verdict) => join(verdict, other), way)
      if (!ways.includes(joined)) ways.push(joined)
    }
  }
  return ways
}

const SETTLED: Record<number, Settled> = { [MET]: 'met', [UNMET]: 'unmet', [DISCRETION]: 'discretion' }

/** The verdict if all completions agree, and otherwise the tests on which it depends. Without `atLeast`, and every fact once. */
export function decideIndependent(formula: Formula): { settled: Settled } | { matters: Test[] } {
  const settled = SETTLED[possible(formula)]
  if (settled !== undefined) return { settled }
  const matters: Test[] = []
  visit(formula, [wayOf(MET, UNMET, DISCRETION)], matters)
  return { matters }
}
