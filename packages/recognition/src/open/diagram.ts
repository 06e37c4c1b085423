// SPDX-License-Identifier: Apache-2.0
/**
 * A reduced ordered decision diagram over the values of the facts: a verdict depends on a fact if and only if the fact occurs in it.
 * The table of verdicts alone cannot tell: `x or not x` looks open but is settled.
 */
import { allOf, anyOf, atLeastOf, type Formula, normallyOf, notOf } from './formula.ts'
import { representatives, type Test, type Value } from './test-fact.ts'

/** Beyond this many diagram nodes every fact that occurs is taken to matter. Real clauses stay far below. */
const MOST_NODES = 20_000

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

export class Diagram {
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
  const domain = tests[0]?.domain
  const memo = domain?.kind === 'values' ? domain.memo : undefined
  if (memo === undefined) return tryOut(tests)
  const name = tests.map((test) => test.edges.join()).join('|')
  const known = memo.get(name) ?? tryOut(tests)
  memo.set(name, known)
  return known
}

function tryOut(tests: readonly Test[]): Value[] {
  const seen = new Map<string, Value>()
  for (const value of representatives(tests)) {
    const signature = tests.map((test) => (test.accepts(value) ? '1' : '0')).join('')
    if (!seen.has(signature)) seen.set(signature, value)
  }
  return [...seen.values()]
}
