// SPDX-License-Identifier: Apache-2.0
import type { Condition } from '@passerelle/recognition'
import type { LawCondition } from './rule-schema.ts'

/** A condition as the engine takes it: of what is left open only the English. */
export function engineCondition(node: LawCondition): Condition {
  if ('all' in node) return { all: node.all.map(engineCondition) }
  if ('any' in node) return { any: node.any.map(engineCondition) }
  if ('of' in node) return { atLeast: node.atLeast, of: node.of.map(engineCondition) }
  if ('not' in node) return { not: engineCondition(node.not) }
  if ('normally' in node) return { normally: engineCondition(node.normally) }
  if ('credential' in node) {
    const { credential, where } = node
    return where === undefined ? { credential } : { credential, where: engineCondition(where) }
  }
  if ('undetermined' in node) {
    return { undetermined: typeof node.undetermined === 'string' ? node.undetermined : node.undetermined.en }
  }
  return node
}
