// SPDX-License-Identifier: Apache-2.0
/** Exactly which unknown facts a verdict depends on. */
import type { Verdict } from '../assessment.ts'
import { Diagram } from './diagram.ts'
import type { Formula, Settled } from './formula.ts'
import { decideIndependent } from './independent.ts'
import type { Test } from './test-fact.ts'

interface Shape {
  /** No discretion, and nothing that can become it. */
  plain: boolean
  /** Some condition counts how many hold. */
  counts: boolean
}

function collect(formula: Formula, tests: Test[], state: Shape): void {
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
      if (formula.op === 'atLeast') state.counts = true
      for (const child of formula.children) collect(child, tests, state)
  }
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
  const state = { plain: true, counts: false }
  collect(formula, tests, state)
  const keys = new Set(tests.map((test) => test.key))
  if (keys.size === tests.length) {
    if (state.plain) return { verdict: 'unknown', matters: sorted(tests, keys) }
    if (!state.counts) return ofIndependent(decideIndependent(formula))
  }
  const diagram = new Diagram(tests)
  const root = diagram.build(formula, 0)
  if (diagram.overflow) return { verdict: 'unknown', matters: sorted(tests, keys) }
  const settled = SETTLED[root]
  if (settled !== undefined) return { verdict: settled, matters: [] }
  return { verdict: 'unknown', matters: sorted(tests, diagram.branching) }
}

function ofIndependent(decision: { settled: Settled } | { matters: Test[] }): Decision {
  if ('settled' in decision) return { verdict: decision.settled, matters: [] }
  const { matters } = decision
  return { verdict: 'unknown', matters: sorted(matters, new Set(matters.map((test) => test.key))) }
}

function sorted(tests: readonly Test[], keys: ReadonlySet<string>): Test[] {
  const byKey = new Map<string, Test>()
  for (const test of tests) if (keys.has(test.key) && !byKey.has(test.key)) byKey.set(test.key, test)
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}
