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

type Change = (verdict: Verdicts) => Verdicts
/** All verdicts that come out of one of a set and one of another: by `(first << 3) | second`. */
type Join = Uint8Array

const bits = (set: Verdicts): Verdicts[] => EACH.filter((one) => (set & one) !== 0)

function tableOf(join: (a: Verdicts, b: Verdicts) => Verdicts): Join {
  return Uint8Array.from({ length: 64 }, (_, index) =>
    bits(index >> 3)
      .flatMap((one) => bits(index & 7).map((other) => join(one, other)))
      .reduce((set, one) => set | one, 0),
  )
}

const joinAll = tableOf((a, b) => (a === UNMET || b === UNMET ? UNMET : a === MET ? b : a))
const joinAny = tableOf((a, b) => (a === MET || b === MET ? MET : a === UNMET ? b : a))
const joined = (join: Join, a: Verdicts, b: Verdicts): Verdicts => join[(a << 3) | b] ?? 0
const invert: Change = (verdict) => (verdict === MET ? UNMET : verdict === UNMET ? MET : DISCRETION)
const soften: Change = (verdict) => (verdict === UNMET ? DISCRETION : verdict)

const mapSet = (change: Change, set: Verdicts): Verdicts => bits(set).reduce((mapped, one) => mapped | change(one), 0)

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
      return formula.children.reduce((set, child) => joined(joinAll, set, possible(child)), MET)
    default:
      return formula.children.reduce((set, child) => joined(joinAny, set, possible(child)), UNMET)
  }
}

/**
 * What becomes of a verdict on its way to the whole, once the other parts have come out: where met, unmet and discretion go, three bits each.
 */
type Way = number

const wayOf = (met: Verdicts, unmet: Verdicts, discretion: Verdicts): Way => met | (unmet << 3) | (discretion << 6)
const follow = (way: Way, verdict: Verdicts): Verdicts =>
  (verdict === MET ? way : verdict === UNMET ? way >> 3 : way >> 6) & 7
const before = (change: Change, way: Way): Way =>
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
    after[index] = joined(join, sets[index] ?? neutral, after[index + 1] ?? neutral)
  }
  let earlier = neutral
  parts.forEach((part, index) => {
    visit(part, beside(joined(join, earlier, after[index + 1] ?? neutral), join, context), found)
    earlier = joined(join, earlier, sets[index] ?? neutral)
  })
}

/** The ways for a part beside others that can come out as any of `others`. */
function beside(others: Verdicts, join: Join, context: Context): Context {
  const ways: Way[] = []
  for (const other of EACH) {
    if ((others & other) === 0) continue
    for (const way of context) {
      const beyond = before((verdict) => joined(join, verdict, other), way)
      if (!ways.includes(beyond)) ways.push(beyond)
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
