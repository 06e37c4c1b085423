// SPDX-License-Identifier: Apache-2.0
/** What is left of a condition once everything known is filled in. */
import type { Verdict } from '../assessment.ts'
import type { Test } from './test-fact.ts'

export type Settled = Exclude<Verdict, 'unknown'>

/** Over leaves of a kind. */
export type FormulaOf<Leaf> =
  | Settled
  | { op: 'test'; test: Leaf }
  | { op: 'all' | 'any'; children: FormulaOf<Leaf>[] }
  | { op: 'atLeast'; count: number; children: FormulaOf<Leaf>[] }
  | { op: 'not' | 'normally'; child: FormulaOf<Leaf> }

/** Over facts that are not known. */
export type Formula = FormulaOf<Test>

export function allOf<Leaf>(children: FormulaOf<Leaf>[]): FormulaOf<Leaf> {
  const rest: FormulaOf<Leaf>[] = []
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

export function anyOf<Leaf>(children: FormulaOf<Leaf>[]): FormulaOf<Leaf> {
  const rest: FormulaOf<Leaf>[] = []
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

export function atLeastOf<Leaf>(count: number, children: FormulaOf<Leaf>[]): FormulaOf<Leaf> {
  const rest: FormulaOf<Leaf>[] = []
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

export function notOf<Leaf>(child: FormulaOf<Leaf>): FormulaOf<Leaf> {
  if (child === 'met') return 'unmet'
  if (child === 'unmet') return 'met'
  return child === 'discretion' ? child : { op: 'not', child }
}

export function normallyOf<Leaf>(child: FormulaOf<Leaf>): FormulaOf<Leaf> {
  if (child === 'unmet') return 'discretion'
  return typeof child === 'string' ? child : { op: 'normally', child }
}
