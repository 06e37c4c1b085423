// SPDX-License-Identifier: Apache-2.0
import type { JurisdictionNode } from '@passerelle/recognition'
import { alwaysAround, containersOf } from '../law/vocabulary.ts'

/** One thing a branch of a rule asks of one value. All literals of a branch must hold at once. */
export type Literal = { key: string; path: string } & (
  | {
      kind: 'one-of'
      values: readonly (string | boolean)[]
      universe: readonly (string | boolean)[] | null
      negated: boolean
    }
  | { kind: 'bound'; side: 'lower' | 'upper'; value: number | string; open: boolean; whole: boolean }
  | { kind: 'within'; places: readonly string[]; negated: boolean }
)

export type Places = ReadonlyMap<string, JurisdictionNode> | null

/** Whether some value satisfies all literals on one key. Exact for finite sets, intervals and places of the register. */
export function satisfiable(literals: readonly Literal[], places: Places): boolean {
  return finite(literals) && interval(literals) && place(literals, places)
}

function finite(literals: readonly Literal[]): boolean {
  let left: Set<string | boolean> | null = null
  const excluded = new Set<string | boolean>()
  for (const literal of literals) {
    if (literal.kind !== 'one-of') continue
    left ??= literal.universe === null ? null : new Set(literal.universe)
    if (literal.negated) for (const value of literal.values) excluded.add(value)
    else left = new Set(literal.values.filter((value) => left === null || left.has(value)))
  }
  return left === null || [...left].some((value) => !excluded.has(value))
}

function interval(literals: readonly Literal[]): boolean {
  let lower: { value: number | string; open: boolean } | null = null
  let upper: { value: number | string; open: boolean } | null = null
  for (const literal of literals) {
    if (literal.kind !== 'bound') continue
    const bound = closed(literal)
    if (literal.side === 'lower') {
      if (lower === null || bound.value > lower.value || (bound.value === lower.value && bound.open)) lower = bound
    } else if (upper === null || bound.value < upper.value || (bound.value === upper.value && bound.open)) upper = bound
  }
  if (lower === null || upper === null) return true
  return lower.value < upper.value || (lower.value === upper.value && !lower.open && !upper.open)
}

/** Over whole numbers an open bound is the closed one beside it. */
function closed(literal: Extract<Literal, { kind: 'bound' }>): { value: number | string; open: boolean } {
  const { value, open, whole, side } = literal
  if (!open || !whole || typeof value !== 'number') return { value, open }
  return { value: side === 'lower' ? value + 1 : value - 1, open: false }
}

function place(literals: readonly Literal[], places: Places): boolean {
  const tests = literals.filter((literal) => literal.kind === 'within')
  if (tests.length === 0 || places === null) return true
  return someJurisdiction(
    tests.filter((test) => !test.negated).map((test) => test.places),
    tests.filter((test) => test.negated).flatMap((test) => test.places),
    places,
  )
}

/** Whether the register knows a place that lies, at some time, within one of each list and not always within one of the excluded. */
export function someJurisdiction(
  within: readonly (readonly string[])[],
  outside: readonly string[],
  places: NonNullable<Places>,
): boolean {
  for (const code of places.keys()) {
    const around = containersOf(code, places)
    if (!within.every((list) => list.some((item) => around.has(item)))) continue
    const always = outside.length === 0 ? around : alwaysAround(code, places)
    if (!outside.some((item) => always.has(item))) return true
  }
  return false
}
