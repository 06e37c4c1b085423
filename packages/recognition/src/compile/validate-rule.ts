// SPDX-License-Identifier: Apache-2.0

import { RecognitionError } from '../error.ts'
import type { Condition, CredentialSelector, FactTest, Rule } from '../rule.ts'
import type { Compiled } from './compiled.ts'
import { selectedLevels } from './levels.ts'

/** Refuses a rule that speaks of what the bundle does not hold; such a rule would silently never fire. */
export function validateRule(rule: Rule, compiled: Compiled): void {
  const at = (path: string): string => `${rule.id}: ${path}`
  if (rule.subject !== null) validateSelector(rule.subject, compiled, at('subject'))
  if (rule.when !== null) validateCondition(rule.when, rule.subject !== null, compiled, at, 'when')
}

function validateSelector(selector: CredentialSelector, compiled: Compiled, at: string): void {
  selectedLevels(compiled.frameworks, selector, at)
  if (selector.listed !== undefined && compiled.catalogues[selector.listed.catalogue] === undefined) {
    throw new RecognitionError('unknown-catalogue', at, `no catalogue '${selector.listed.catalogue}'`)
  }
}

type At = (path: string) => string

function validateCondition(node: Condition, scoped: boolean, compiled: Compiled, at: At, path: string): void {
  const list = 'all' in node ? node.all : 'any' in node ? node.any : 'of' in node ? node.of : null
  if (list !== null) {
    const name = 'all' in node ? 'all' : 'any' in node ? 'any' : 'of'
    list.forEach((child, index) => {
      validateCondition(child, scoped, compiled, at, `${path}.${name}.${index}`)
    })
  } else if ('not' in node) validateCondition(node.not, scoped, compiled, at, `${path}.not`)
  else if ('normally' in node) validateCondition(node.normally, scoped, compiled, at, `${path}.normally`)
  else if ('credential' in node) {
    validateSelector(node.credential, compiled, at(path))
    if (node.where !== undefined) validateCondition(node.where, true, compiled, at, `${path}.where`)
  } else validateLeaf(node, scoped, compiled, at(path))
}

function validateLeaf(node: Condition, scoped: boolean, compiled: Compiled, at: string): void {
  if ('fact' in node) validateFact(node, compiled, at)
  else if ('is' in node && typeof node.is === 'object') validateSelector(node.is, compiled, at)
  if (!scoped && needsScope(node)) {
    throw new RecognitionError(
      'no-credential-in-scope',
      at,
      'this condition speaks of a credential, but none is in scope',
    )
  }
}

function needsScope(node: Condition): boolean {
  if ('fact' in node) return false
  if ('experience' in node) return node.experience.relevant === true || node.experience.award !== undefined
  return 'held' in node || 'stated' in node || 'is' in node
}

const TESTS = ['is', 'in', 'atLeast', 'atMost', 'within', 'includes', 'from', 'before'] as const

function validateFact(node: FactTest, compiled: Compiled, at: string): void {
  if (compiled.facts[node.fact] === undefined) {
    throw new RecognitionError('unknown-fact', at, `no fact '${node.fact}' is declared`)
  }
  if (TESTS.filter((test) => node[test] !== undefined).length !== 1) {
    throw new RecognitionError('invalid-condition', at, `a fact test has exactly one of ${TESTS.join(', ')}`)
  }
}
