// SPDX-License-Identifier: Apache-2.0
import type { Bundle, Person, Rule } from '@passerelle/recognition'
import { loadPeer } from '../peers.ts'
import { type PeerFacts, type PeerTest, peerFacts, peerTest, slices } from './peer-case.ts'

/** Answers the ids of the rules met, each with the credential, sorted. */
type PeerAssess = (person: Person, place: string) => Promise<string[]>

/** The ids of the rules of one slice that are met by the facts. */
export type Slice = (facts: PeerFacts) => Promise<string[]>

/** By place and qualification, with a space between them. */
type Slices = ReadonlyMap<string, Slice>

const slicesOf = (bundle: Bundle, build: (rules: Rule[]) => Slice): Slices =>
  new Map([...slices(bundle)].map(([key, rules]) => [key, build(rules)]))

/** Works the facts out for each credential, and hands them to its slice. */
export function bySlice(slices: Slices): PeerAssess {
  return async (person, place) => {
    const met: string[] = []
    for (const credential of person.credentials) {
      const slice = slices.get(`${place} ${credential.qualification}`)
      if (slice === undefined) continue
      for (const id of await slice(peerFacts(person, credential))) met.push(`${id} ${credential.id}`)
    }
    return met.sort()
  }
}

const OPERATORS = {
  equal: 'equal',
  in: 'in',
  'at-least': 'greaterThanInclusive',
  'at-most': 'lessThanInclusive',
  contains: 'contains',
} as const

type JsonRulesCondition =
  | { all: JsonRulesCondition[] }
  | { any: JsonRulesCondition[] }
  | { fact: string; operator: string; value: unknown }

function jsonRulesCondition(test: PeerTest): JsonRulesCondition {
  if ('all' in test) return { all: test.all.map(jsonRulesCondition) }
  if ('any' in test) return { any: test.any.map(jsonRulesCondition) }
  return { fact: test.fact, operator: OPERATORS[test.operator], value: test.value }
}

interface JsonRulesEngine {
  addRule(rule: unknown): void
  run(facts: Record<string, unknown>): Promise<{ events: { params: { id: string } }[] }>
}

/** json-rules-engine: one engine for each slice, built once. It gives no explanation. */
export async function jsonRulesSlices(bundle: Bundle): Promise<Slices> {
  const module = (await loadPeer('json-rules-engine')) as {
    Engine: new (rules: unknown[], options: { allowUndefinedFacts: boolean }) => JsonRulesEngine
  }
  return slicesOf(bundle, (rules) => {
    const engine = new module.Engine([], { allowUndefinedFacts: true })
    for (const rule of rules) {
      const condition = rule.when === null ? { all: [] } : jsonRulesCondition(peerTest(rule.when))
      const conditions = 'fact' in condition ? { all: [condition] } : condition
      engine.addRule({ conditions, event: { type: 'met', params: { id: rule.id } } })
    }
    return async (facts) => (await engine.run(facts)).events.map((event) => event.params.id)
  })
}

function zenExpression(test: PeerTest): string {
  if ('all' in test) return test.all.length === 0 ? 'true' : `(${test.all.map(zenExpression).join(' and ')})`
  if ('any' in test) return `(${test.any.map(zenExpression).join(' or ')})`
  const { fact, operator, value } = test
  const literal = JSON.stringify(value)
  if (operator === 'contains') return `(${fact} != null and ${literal} in ${fact})`
  if (operator === 'in') return `${fact} in ${literal}`
  if (operator === 'equal') return `${fact} == ${literal}`
  return `(${fact} != null and ${fact} ${operator === 'at-least' ? '>=' : '<='} ${literal})`
}

interface ZenDecision {
  evaluate(context: unknown, options: { trace: boolean }): Promise<{ result: Record<string, unknown> }>
}

function zenGraph(rules: Rule[]): unknown {
  const expressions = rules.map((rule, index) => ({
    id: `e${index}`,
    key: `r${index}`,
    value: rule.when === null ? 'true' : zenExpression(peerTest(rule.when)),
  }))
  return {
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode', position: { x: 0, y: 0 } },
      { id: 'rules', name: 'rules', type: 'expressionNode', content: { expressions }, position: { x: 1, y: 0 } },
      { id: 'out', name: 'out', type: 'outputNode', position: { x: 2, y: 0 } },
    ],
    edges: [
      { id: 'a', type: 'edge', sourceId: 'in', targetId: 'rules' },
      { id: 'b', type: 'edge', sourceId: 'rules', targetId: 'out' },
    ],
  }
}

/** ZEN: one decision for each slice, built once. `trace`: the nearest it has to reasons. */
export async function zenSlices(bundle: Bundle, { trace }: { trace: boolean }): Promise<Slices> {
  const module = (await loadPeer('@gorules/zen-engine')) as {
    ZenEngine: new () => { createDecision(content: unknown): ZenDecision }
  }
  const engine = new module.ZenEngine()
  return slicesOf(bundle, (rules) => {
    const decision = engine.createDecision(zenGraph(rules))
    return async (facts) => {
      const { result } = await decision.evaluate(facts, { trace })
      return rules.flatMap((rule, index) => (result[`r${index}`] === true ? [rule.id] : []))
    }
  })
}
