// SPDX-License-Identifier: Apache-2.0
import type { Condition, FactTest, Period } from '@passerelle/recognition'
import type { Vocabulary } from '../law/vocabulary.ts'
import type { Literal } from './domain.ts'

/** What a leaf of a condition asks, as literals; empty where it asks nothing that could contradict another leaf. */
export function literalsOf(
  node: Condition,
  negated: boolean,
  path: string,
  scope: string,
  vocabulary: Vocabulary,
): Literal[] {
  if ('fact' in node) return factLiterals(node, negated, path, vocabulary)
  if ('age' in node) return ageLiterals(node.age, negated, path)
  if ('stated' in node) {
    const universe =
      typeof node.is === 'boolean' ? [true, false] : (vocabulary.statements?.get(node.stated)?.options ?? null)
    return [{ key: `${scope}:stated:${node.stated}`, path, kind: 'one-of', values: [node.is], universe, negated }]
  }
  if ('held' in node) return [monthsLiteral(`${scope}:held`, monthsOf(node.held), negated, path)]
  if ('experience' in node) {
    const key = `${scope}:experience:${JSON.stringify(Object.entries(node.experience).sort())}`
    return [monthsLiteral(key, monthsOf(node.atLeast), negated, path)]
  }
  return []
}

export function monthsOf(period: Period): number {
  return (period.years ?? 0) * 12 + (period.months ?? 0)
}

function monthsLiteral(key: string, months: number, negated: boolean, path: string): Literal {
  return { key, path, kind: 'bound', side: negated ? 'upper' : 'lower', value: months, open: negated, whole: true }
}

function bound(
  key: string,
  path: string,
  side: 'lower' | 'upper',
  value: number | string,
  open: boolean,
  whole: boolean,
): Literal {
  return { key, path, kind: 'bound', side, value, open, whole }
}

/** Negated, an age with both ends is a choice of two, which never narrows here. */
function ageLiterals(age: { atLeast?: number; atMost?: number }, negated: boolean, path: string): Literal[] {
  const floor = bound('age', path, 'lower', 0, false, true)
  const { atLeast, atMost } = age
  if (negated && atLeast !== undefined && atMost !== undefined) return [floor]
  const literals = [floor]
  if (atLeast !== undefined) literals.push(bound('age', path, negated ? 'upper' : 'lower', atLeast, negated, true))
  if (atMost !== undefined) literals.push(bound('age', path, negated ? 'lower' : 'upper', atMost, negated, true))
  return literals
}

function factLiterals(test: FactTest, negated: boolean, path: string, vocabulary: Vocabulary): Literal[] {
  const key = `fact:${test.fact}`
  const universe = vocabulary.facts?.get(test.fact)?.options ?? null
  if (typeof test.is === 'boolean')
    return [{ key, path, kind: 'one-of', values: [test.is], universe: [true, false], negated }]
  if (test.is !== undefined) return [{ key, path, kind: 'one-of', values: [test.is], universe, negated }]
  if (test.in !== undefined) return [{ key, path, kind: 'one-of', values: test.in, universe, negated }]
  if (test.includes !== undefined) {
    return [{ key: `${key}:${test.includes}`, path, kind: 'one-of', values: [true], universe: [true, false], negated }]
  }
  if (test.within !== undefined) return [{ key, path, kind: 'within', places: test.within, negated }]
  const lower = test.atLeast ?? test.from
  if (lower !== undefined) return [bound(key, path, negated ? 'upper' : 'lower', lower, negated, false)]
  if (test.atMost !== undefined) return [bound(key, path, negated ? 'lower' : 'upper', test.atMost, negated, false)]
  if (test.before !== undefined) return [bound(key, path, negated ? 'lower' : 'upper', test.before, !negated, false)]
  return []
}
