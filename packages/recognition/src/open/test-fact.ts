// SPDX-License-Identifier: Apache-2.0
/**
 * A test on a fact that is not known. Conditions that stand on the same key share the fact's one value, so tests carry the key,
 * the values the fact can take, and which of them satisfy the test.
 */
import type { Question } from '../assessment.ts'
import type { FactValue } from '../rule.ts'

export type Value = boolean | number | string

/** The values a fact can take. `number`: every whole number within the bounds. */
export type Domain =
  | { kind: 'values'; values: readonly Value[]; memo?: Map<string, Value[]> }
  /** Open set of words: the ones that any test names, and one that none names. */
  | { kind: 'words' }
  | { kind: 'number'; low: number; high: number }

export interface Test {
  key: string
  /** How the question is put; `null` where no answer exists (`undetermined`). */
  asks: Omit<Question, 'key' | 'decides' | 'options'> | null
  domain: Domain
  /** Words the test names, or the numbers at which it turns. Tests with equal edges on one key are equal tests. */
  edges: readonly (number | string)[]
  accepts(value: Value): boolean
  options?: readonly FactValue[]
  /** For a member of a set: the set's fact id and the member. */
  member?: { set: string; name: string }
}

/** A word that no test names. */
export const OTHER = '\u0000other'

const FALSE_TRUE: Domain = { kind: 'values', values: [false, true] }
export const BOOLEAN: Domain = FALSE_TRUE
export const WORDS: Domain = { kind: 'words' }
export const UNBOUNDED: Domain = { kind: 'number', low: -Infinity, high: Infinity }

/** Values that stand for all others, given every test on the key. */
export function representatives(tests: readonly Test[]): Value[] {
  const domain = tests[0]?.domain ?? BOOLEAN
  if (domain.kind === 'values') return [...domain.values]
  if (domain.kind === 'words') return [...new Set([...tests.flatMap((test) => test.edges.map(String)), OTHER])]
  const { low, high } = domain
  const near = tests.flatMap((test) => test.edges.flatMap((edge) => [Number(edge) - 1, Number(edge), Number(edge) + 1]))
  if (Number.isFinite(low)) near.push(low)
  if (Number.isFinite(high)) near.push(high)
  return [...new Set(near.filter((value) => value >= low && value <= high))].sort((a, b) => a - b)
}

/** `true` or `false` where the test has that value whatever the fact is; otherwise null. */
export function constantOf(test: Test): boolean | null {
  const { domain, edges } = test
  if (domain.kind === 'values') return agreed(test, domain.values, null)
  if (domain.kind === 'words') return agreed(test, edges, test.accepts(OTHER))
  let found: boolean | null = null
  for (const edge of edges) {
    for (let value = Number(edge) - 1; value <= Number(edge) + 1; value++) {
      if (value < domain.low || value > domain.high) continue
      const accepted = test.accepts(value)
      if (found !== null && accepted !== found) return null
      found = accepted
    }
  }
  const bounds = [domain.low, domain.high].filter((bound) => Number.isFinite(bound))
  return agreed(test, bounds, found)
}

/** What the test says of every value, and of those seen before; null where it says both, or there is none. */
function agreed(test: Test, values: readonly Value[], before: boolean | null): boolean | null {
  let found = before
  for (const value of values) {
    const accepted = test.accepts(value)
    if (found !== null && accepted !== found) return null
    found = accepted
  }
  return found
}
