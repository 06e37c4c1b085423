// SPDX-License-Identifier: Apache-2.0
/** Walks a rule for one person: once for the reasons, and where facts are missing once more for what is left open. */
import type { Reason, Verdict } from '../assessment.ts'
import { candidatesFor } from '../credentials/candidates.ts'
import type { Held } from '../credentials/person-view.ts'
import { isOther, selectorReason, selectorStates } from '../credentials/selector.ts'
import { formatDay } from '../dates/days.ts'
import type { Node, RuleNode } from '../link/node.ts'
import { decide } from '../open/decide.ts'
import { allOf, anyOf, atLeastOf, type Formula, normallyOf, notOf } from '../open/formula.ts'
import { BOOLEAN, type Test } from '../open/test-fact.ts'
import { type Evaluation, entering } from './circumstances.ts'
import { experienceState } from './experience.ts'
import { ageState, factState, heldState, type State, statedState } from './leaves.ts'
import { describeExperience, describeLeaf, sharedReason } from './measures.ts'

export const toFormula = (state: State): Formula =>
  typeof state === 'string' ? settledOf(state) : { op: 'test', test: state }

/** A leaf's state is never the bare word `unknown`. */
const settledOf = (verdict: Verdict): Formula => (verdict === 'unknown' ? 'unmet' : verdict)

function leafState(node: Node, scope: Held | null, around: Evaluation): State {
  switch (node.op) {
    case 'fact':
      return factState(node.test, around)
    case 'age':
      return ageState(node.atLeast, node.atMost, around)
    case 'held':
      return scope === null ? 'unmet' : heldState(node.months, scope, around)
    case 'stated':
      return scope === null ? 'unmet' : statedState(node.name, node.value, scope, around)
    case 'experience':
      return experienceState(node, scope, around)
    default:
      return undetermined(node.path, scope, around)
  }
}

/** What the source leaves out: unknown for good, and nothing that a person could answer. */
function undetermined(path: string, scope: Held | null, { stack }: Evaluation): Test {
  const rule = stack[stack.length - 1]?.rule.id
  const key = `undetermined:${rule}:${path}:${scope?.id}`
  return { key, asks: null, domain: BOOLEAN, edges: [], accepts: (value) => value === true }
}

/** Valid: not revoked, not expired, and not issued in the future. */
export function validity(held: Held, day: number): Verdict {
  if (held.kind !== 'own') return 'met'
  if (held.revoked) return 'unmet'
  if (held.expires !== undefined && held.expires <= day) return 'unmet'
  return held.issued !== undefined && held.issued > day ? 'unmet' : 'met'
}

/** Why a credential does not count on the day; one not issued yet says from when. */
function invalidReason(path: string, held: Held, day: number): Reason {
  const reason: Reason = { path, verdict: 'unmet', credential: held.id }
  if (!held.revoked && held.issued !== undefined && held.issued > day) reason.from = formatDay(held.issued)
  return reason
}

// --- reasons ---

/** The table of `docs/engine-semantics.md`. */
function combine(op: 'all' | 'any', children: readonly Reason[]): Verdict {
  const decisive = op === 'all' ? 'unmet' : 'met'
  let unknown = false
  let discretion = false
  for (const { verdict } of children) {
    if (verdict === decisive) return decisive
    if (verdict === 'unknown') unknown = true
    else if (verdict === 'discretion') discretion = true
  }
  if (unknown) return 'unknown'
  if (discretion) return 'discretion'
  return op === 'all' ? 'met' : 'unmet'
}

function combineAtLeast(count: number, children: readonly Reason[]): Verdict {
  let met = 0
  let discretion = 0
  let unknown = 0
  for (const { verdict } of children) {
    if (verdict === 'met') met++
    else if (verdict === 'discretion') discretion++
    else if (verdict === 'unknown') unknown++
  }
  if (met >= count) return 'met'
  if (met + discretion + unknown < count) return 'unmet'
  return met + unknown >= count || met + discretion < count ? 'unknown' : 'discretion'
}

export function reasonOf(node: Node, scope: Held | null, around: Evaluation): Reason {
  switch (node.op) {
    case 'fact':
      return sharedReason(node, factState(node.test, around))
    case 'all':
    case 'any': {
      const children = reasonsOf(node.children, scope, around)
      return { path: node.path, verdict: combine(node.op, children), children }
    }
    case 'atLeast': {
      const children = reasonsOf(node.children, scope, around)
      return { path: node.path, verdict: combineAtLeast(node.count, children), children }
    }
    case 'not':
    case 'normally': {
      const child = reasonOf(node.child, scope, around)
      return { path: node.path, verdict: turned(node.op, child.verdict), children: [child] }
    }
    case 'credential':
      return credentialReason(node, around)
    case 'is':
      return scope === null ? { path: node.path, verdict: 'unmet' } : selectorReason(node.selector, scope, around)
    case 'experience':
      return describeExperience(node, scope, around)
    default:
      return describeLeaf(node, leafState(node, scope, around), scope, around)
  }
}

function reasonsOf(nodes: readonly Node[], scope: Held | null, around: Evaluation): Reason[] {
  const reasons: Reason[] = new Array(nodes.length)
  for (let index = 0; index < nodes.length; index++) reasons[index] = reasonOf(nodes[index] as Node, scope, around)
  return reasons
}

function turned(op: 'not' | 'normally', verdict: Verdict): Verdict {
  if (verdict === 'unmet') return op === 'not' ? 'met' : 'discretion'
  return op === 'not' && verdict === 'met' ? 'unmet' : verdict
}

type CredentialNode = Extract<Node, { op: 'credential' }>

/** One child for each credential that may serve; none where no credential comes into question. */
function credentialReason(node: CredentialNode, around: Evaluation): Reason {
  const children: Reason[] = []
  for (const held of candidatesFor(node, around)) {
    if (held.kind !== 'hypothetical' && isOther(node.selector, held)) continue
    const selected = selectorReason(node.selector, held, around)
    if (selected.verdict === 'unmet' && held.kind !== 'hypothetical') continue
    const parts = [selected]
    const valid = validity(held, around.day)
    if (valid !== 'met') parts.push(invalidReason(`${node.path}.validity`, held, around.day))
    const source = existence(held, around)
    if (source !== null) parts.push(source)
    if (node.where !== null) parts.push(reasonOf(node.where, held, around))
    children.push(parts.length === 1 ? selected : joined(selected.path, held, parts))
  }
  return { path: node.path, verdict: combine('any', children), children }
}

const joined = (path: string, held: Held, children: Reason[]): Reason => ({
  path,
  verdict: combine('all', children),
  credential: held.id,
  children,
})

/** The finding by which a derived credential exists; null for any other. */
function existence(held: Held, around: Evaluation): Reason | null {
  const derivation = held.derivation
  if (derivation === null) return null
  const inner = entering(derivation.rule, around)
  return { ...ruleReason(derivation.rule, derivation.subject, inner), path: `derived:${derivation.rule.rule.id}` }
}

/** Whether the finding behind a derived subject is settled against it, as seen from the rule under evaluation. */
export function isUnfounded(subject: Held, around: Evaluation): boolean {
  return subject.derivation !== null && decide(existenceFormula(subject, around)).verdict === 'unmet'
}

/** `all [selector of the subject, validity of the subject, when]`, and the source finding of a derived subject. */
export function ruleReason(node: RuleNode, subject: Held | null, around: Evaluation): Reason {
  const children: Reason[] = []
  if (subject !== null && node.subject !== null) {
    children.push(selectorReason(node.subject, subject, around))
    const valid = validity(subject, around.day)
    if (valid !== 'met') children.push(invalidReason('subject.validity', subject, around.day))
    const source = existence(subject, around)
    if (source !== null) children.push(source)
  }
  if (node.when !== null) children.push(reasonOf(node.when, subject, around))
  return { path: 'rule', verdict: combine('all', children), children }
}

// --- what is left open ---

export function formulaOf(node: Node, scope: Held | null, around: Evaluation): Formula {
  switch (node.op) {
    case 'all':
      return allOf(formulasOf(node.children, scope, around))
    case 'any':
      return anyOf(formulasOf(node.children, scope, around))
    case 'atLeast':
      return atLeastOf(node.count, formulasOf(node.children, scope, around))
    case 'not':
      return notOf(formulaOf(node.child, scope, around))
    case 'normally':
      return normallyOf(formulaOf(node.child, scope, around))
    case 'credential':
      return credentialFormula(node, around)
    case 'is':
      return scope === null ? 'unmet' : selectorFormula(node.selector, scope, around)
    default:
      return toFormula(leafState(node, scope, around))
  }
}

const formulasOf = (nodes: readonly Node[], scope: Held | null, around: Evaluation): Formula[] =>
  nodes.map((node) => formulaOf(node, scope, around))

function selectorFormula(node: CredentialNode['selector'], held: Held, around: Evaluation): Formula {
  const parts: Formula[] = []
  selectorStates(node, held, around, (state) => parts.push(toFormula(state)))
  return allOf(parts)
}

function credentialFormula(node: CredentialNode, around: Evaluation): Formula {
  const options: Formula[] = []
  for (const held of candidatesFor(node, around)) {
    if (isOther(node.selector, held)) continue
    const parts = [selectorFormula(node.selector, held, around)]
    if (parts[0] === 'unmet') continue
    parts.push(settledOf(validity(held, around.day)), existenceFormula(held, around))
    if (node.where !== null) parts.push(formulaOf(node.where, held, around))
    options.push(allOf(parts))
  }
  return anyOf(options)
}

function existenceFormula(held: Held, around: Evaluation): Formula {
  const derivation = held.derivation
  if (derivation === null) return 'met'
  return ruleFormula(derivation.rule, derivation.subject, entering(derivation.rule, around))
}

export function ruleFormula(node: RuleNode, subject: Held | null, around: Evaluation): Formula {
  const parts: Formula[] = []
  if (subject !== null && node.subject !== null) {
    parts.push(selectorFormula(node.subject, subject, around), settledOf(validity(subject, around.day)))
    parts.push(existenceFormula(subject, around))
  }
  if (node.when !== null) parts.push(formulaOf(node.when, subject, around))
  return allOf(parts)
}
