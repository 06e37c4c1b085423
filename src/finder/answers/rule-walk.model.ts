// SPDX-License-Identifier: Apache-2.0
import type { Bundle, Condition, CredentialSelector, Rule } from '@passerelle/recognition'

/** Every condition of a rule, outer ones first. */
export function conditionsOf(rule: Rule): Condition[] {
  const found: Condition[] = []
  const open = rule.when === null ? [] : [rule.when]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    found.push(next)
    open.push(...parts(next))
  }
  return found
}

/** Every selector of a rule: of its subject, of other credentials, of the credential in scope. */
export function selectorsOf(rule: Rule): CredentialSelector[] {
  const found = rule.subject === null ? [] : [rule.subject]
  for (const condition of conditionsOf(rule)) {
    if ('credential' in condition) found.push(condition.credential)
    if ('is' in condition && typeof condition.is === 'object') found.push(condition.is)
  }
  return found
}

function parts(condition: Condition): Condition[] {
  if ('all' in condition) return condition.all
  if ('any' in condition) return condition.any
  if ('of' in condition) return condition.of
  if ('not' in condition) return [condition.not]
  if ('normally' in condition) return [condition.normally]
  if ('credential' in condition && condition.where !== undefined) return [condition.where]
  return []
}

/** Codes of fields and occupations that rules and register name, `family/code`: those that answers need names for. */
export function codesOf(bundle: Bundle): string[] {
  const named = bundle.rules.flatMap((rule) => [
    ...selectorsOf(rule).flatMap((selector) => selector.field ?? []),
    ...conditionsOf(rule).flatMap((one) => ('experience' in one ? (one.experience.occupation ?? []) : [])),
    ...rule.outcomes.flatMap(({ target }) => [target.field ?? [], target.occupation ?? []].flat()),
  ])
  const held = bundle.qualifications.flatMap((qualification) => qualification.field)
  return [...new Set([...named, ...held])].sort()
}
