// SPDX-License-Identifier: Apache-2.0
/**
 * What is left of a condition once everything known is filled in, and exactly which unknown facts its verdict depends on.
 *
 * The table of verdicts alone cannot tell: `x or not x` looks open but is settled. A reduced ordered decision diagram over the
 * values of the facts can: its verdict depends on a fact if and only if the fact occurs in it.
 */
import type { Verdict } from '../assessment.ts'
import { representatives, type Test, type Value } from './test-fact.ts'

export type Settled = Exclude<Verdict, 'unknown'>

export type Formula =
  | Settled
  | { op: 'test'; test: Test }
  | { op: 'all' | 'any'; children: Formula[] }
  | { op: 'atLeast'; count: number; children: Formula[] }
  | { op: 'not' | 'normally'; child: Formula }

/** Beyond this many diagram nodes every fact that occurs is taken to matter. Real clauses stay far below. */
const MOST_NODES = 20_000

export function allOf(children: Formula[]): Formula {
  const rest: Formula[] = []
  let discretion = false
  for (const child of children) {
    if (child === 'unmet') return 'unmet'
    if (child === 'discretion') discretion = true
    else if (child !== 'met') rest.push(child)
  }
  if (rest.length === 0) return discretion ? 'discretion' : 'met'
  if (discretion) rest.push('discretion')
  return rest.length === 1 && rest[0] !== undefined ? rest[0] : { op: 'all', children: rest }
}

export function anyOf(children: Formula[]): Formula {
  const rest: Formula[] = []
  let discretion = false
  for (const child of children) {
    if (child === 'met') return 'met'
    if (child === 'discretion') discretion = true
    else if (child !== 'unmet') rest.push(child)
  }
  if (rest.length === 0) return discretion ? 'discretion' : 'unmet'
  if (discretion) rest.push('discretion')
  return rest.length === 1 && rest[0] !== undefined ? rest[0] : { op: 'any', children: rest }
}

export function atLeastOf(count: number, children: Formula[]): Formula {
  const rest: Formula[] = []
  let needed = count
  let discretion = 0
  for (const child of children) {
    if (child === 'met') needed--
    else if (child === 'discretion') discretion++
    else if (child !== 'unmet') rest.push(child)
  }
  if (needed <= 0) return 'met'
  if (needed > rest.length + discretion) return 'unmet'
  if (rest.length === 0) return 'discretion'
  for (let index = 0; index < discretion; index++) rest.push('discretion')
  return { op: 'atLeast', count: needed, children: rest }
}

export function notOf(child: Formula): Formula {
  if (child === 'met') return 'unmet'
  if (child === 'unmet') return 'met'
  return child === 'discretion' ? child : { op: 'not', child }
}

export function normallyOf(child: Formula): Formula {
  if (child === 'unmet') return 'discretion'
  return typeof child === 'string' ? child : { op: 'normally', child }
}

function collect(formula: Formula, tests: Test[], state: { plain: boolean }): void {
  if (typeof formula === 'string') {
    if (formula === 'discretion') state.plain = false
    return
  }
  switch (formula.op) {
    case 'test':
      tests.push(formula.test)
      return
    case 'not':
    case 'normally':
      if (formula.op === 'normally') state.plain = false
      collect(formula.child, tests, state)
      return
    default:
      for (const child of formula.children) collect(child, tests, state)
  }
}

function assign(formula: Formula, key: string, value: Value): Formula {
  if (typeof formula === 'string') return formula
  switch (formula.op) {
    case 'test':
      if (formula.test.key !== key) return formula
      return formula.test.accepts(value) ? 'met' : 'unmet'
    case 'not':
      return notOf(assign(formula.child, key, value))
    case 'normally':
      return normallyOf(assign(formula.child, key, value))
    case 'atLeast':
      return atLeastOf(formula.count, assignAll(formula.children, key, value))
    case 'all':
      return allOf(assignAll(formula.children, key, value))
    case 'any':
      return anyOf(assignAll(formula.children, key, value))
  }
}

const assignAll = (children: Formula[], key: string, value: Value): Formula[] =>
  children.map((child) => assign(child, key, value))

/** One key with every test on it, and values that stand for all its values. */
interface Variable {
  key: string
  tests: Test[]
  values: Value[]
}

class Diagram {
  private readonly variables: Variable[]
  private readonly numbers = new Map<Test, number>()
  private readonly memo = new Map<string, number>()
  private readonly unique = new Map<string, number>([
    ['met', 0],
    ['unmet', 1],
    ['discretion', 2],
  ])
  /** Keys at which some node branches. */
  readonly branching = new Set<string>()
  overflow = false

  constructor(tests: readonly Test[]) {
    const groups = new Map<string, Test[]>()
    for (const test of tests) {
      this.numbers.set(test, this.numbers.size)
      const group = groups.get(test.key)
      if (group === undefined) groups.set(test.key, [test])
      else group.push(test)
    }
    this.variables = [...groups].map(([key, group]) => ({ key, tests: group, values: classes(group) }))
  }

  /** The number of the reduced node for `formula`, all variables before `from` being assigned. */
  build(formula: Formula, from: number): number {
    if (typeof formula === 'string') return this.node(formula)
    const name = `${from}|${this.print(formula)}`
    const known = this.memo.get(name)
    if (known !== undefined) return known
    const variable = this.variables[from]
    if (variable === undefined || this.memo.size > MOST_NODES) {
      this.overflow = true
      return 2
    }
    const branches = variable.values.map((value) => this.build(assign(formula, variable.key, value), from + 1))
    const same = branches.every((one) => one === branches[0])
    const node = same ? (branches[0] ?? 2) : this.node(`${from}:${branches.join(',')}`)
    if (!same) this.branching.add(variable.key)
    this.memo.set(name, node)
    return node
  }

  private node(name: string): number {
    const known = this.unique.get(name)
    if (known !== undefined) return known
    this.unique.set(name, this.unique.size)
    return this.unique.size - 1
  }

  private print(formula: Formula): string {
    if (typeof formula === 'string') return formula.charAt(0)
    switch (formula.op) {
      case 'test':
        return `${this.numbers.get(formula.test)}`
      case 'not':
        return `!${this.print(formula.child)}`
      case 'normally':
        return `~${this.print(formula.child)}`
      default: {
        const count = formula.op === 'atLeast' ? formula.count : ''
        return `${formula.op}${count}(${formula.children.map((child) => this.print(child)).join(' ')})`
      }
    }
  }
}

/** One value for each way in which the tests on a key can come out together. */
function classes(tests: readonly Test[]): Value[] {
  const seen = new Map<string, Value>()
  for (const value of representatives(tests)) {
    const signature = tests.map((test) => (test.accepts(value) ? '1' : '0')).join('')
    if (!seen.has(signature)) seen.set(signature, value)
  }
  return [...seen.values()]
}

export interface Decision {
  verdict: Verdict
  /** Tests on the facts that matter, one for each key, sorted by key. */
  matters: Test[]
}

const SETTLED: readonly Settled[] = ['met', 'unmet', 'discretion']

/** The exact verdict of a formula, and the facts on which it depends. */
export function decide(formula: Formula): Decision {
  if (typeof formula === 'string') return { verdict: formula, matters: [] }
  const tests: Test[] = []
  const state = { plain: true }
  collect(formula, tests, state)
  const keys = new Set(tests.map((test) => test.key))
  if (state.plain && keys.size === tests.length) return { verdict: 'unknown', matters: sorted(tests, keys) }
  const diagram = new Diagram(tests)
  const root = diagram.build(formula, 0)
  if (diagram.overflow) return { verdict: 'unknown', matters: sorted(tests, keys) }
  const settled = SETTLED[root]
  if (settled !== undefined) return { verdict: settled, matters: [] }
  return { verdict: 'unknown', matters: sorted(tests, diagram.branching) }
}

function sorted(tests: readonly Test[], keys: ReadonlySet<string>): Test[] {
  const byKey = new Map<string, Test>()
  for (const test of tests) if (keys.has(test.key) && !byKey.has(test.key)) byKey.set(test.key, test)
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}
