// SPDX-License-Identifier: Apache-2.0
import type { Condition } from '@passerelle/recognition'
import type { Path } from '../source/source-problem.ts'

/** A condition with its place in the rule, and whether a credential is in scope there. */
export interface ConditionAt {
  node: Condition
  path: Path
  scoped: boolean
}

/** The conditions directly below. */
export function childrenOf({ node, path, scoped }: ConditionAt): ConditionAt[] {
  const list = (name: 'all' | 'any' | 'of', nodes: readonly Condition[]): ConditionAt[] =>
    nodes.map((child, index) => ({ node: child, path: [...path, name, index], scoped }))
  if ('all' in node) return list('all', node.all)
  if ('any' in node) return list('any', node.any)
  if ('of' in node) return list('of', node.of)
  if ('not' in node) return [{ node: node.not, path: [...path, 'not'], scoped }]
  if ('normally' in node) return [{ node: node.normally, path: [...path, 'normally'], scoped }]
  if ('credential' in node && node.where !== undefined) {
    return [{ node: node.where, path: [...path, 'where'], scoped: true }]
  }
  return []
}

/** The condition and all below it, outermost first. */
export function* walkCondition(start: ConditionAt): Generator<ConditionAt> {
  yield start
  for (const child of childrenOf(start)) yield* walkCondition(child)
}
