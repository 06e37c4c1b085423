// SPDX-License-Identifier: Apache-2.0
/** What is left of a condition once everything known is filled in. */
import type { Verdict } from '../assessment.ts'
import type { Test } from './test-fact.ts'

export type Settled = Exclude<Verdict, 'unknown'>

export type Formula =
  | Settled
  | { op: 'test'; test: Test }
  | { op: 'all' | 'any'; children: Formula[] }
  | { op: 'atLeast'; count: number; children: Formula[] }
  | { op: 'not' | 'normally'; child: Formula }

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
