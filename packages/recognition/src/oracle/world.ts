// SPDX-License-Identifier: Apache-2.0
/** What the oracle reads from a bundle, looked up by plain search each time. */

import type { AssessmentRequest } from '../assessment.ts'
import type { Bundle, FrameworkNode, QualificationNode } from '../bundle.ts'
import type { Person } from '../person.ts'
import type { FactValue, LevelRef, PlainDate, Rule } from '../rule.ts'
import { type Day, dayOf } from './calendar.ts'
import type { Value } from './expression.ts'

/** One question to the oracle: everything the answer depends on. */
export interface Case {
  bundle: Bundle
  person: Person
  asOf: PlainDate
  request: AssessmentRequest
}

export interface World extends Case {
  today: Day
  /** Rules in force that reach the place and serve the purpose, by id. */
  asked: Rule[]
  /** Where a place lies on the as-of date. */
  parents: Map<string, string[]>
  /** Every object anywhere in the rules. */
  nodes: Record<string, unknown>[]
}

export function worldOf(input: Case): World {
  const { jurisdictions, rules } = input.bundle
  const parents = new Map(
    jurisdictions.map(({ code, parents: all }) => {
      const held = all.filter((parent) => holdsOn(parent, input.asOf))
      return [code, held.map((parent) => parent.code)]
    }),
  )
  const world: World = { ...input, today: dayOf(input.asOf), asked: [], parents, nodes: objectsIn(rules) }
  const asked = rules.filter((rule) => isAsked(world, rule)).map((rule) => doubted(rule, input.asOf))
  return { ...world, asked: asked.sort((left, right) => (left.id < right.id ? -1 : 1)) }
}

/** On a day on which it may not be in force a rule has one more condition, which nobody can settle. */
function doubted(rule: Rule, date: PlainDate): Rule {
  const doubt = (rule.doubtful ?? []).find((days) => holdsOn(days, date))
  if (doubt === undefined) return rule
  const open = { undetermined: 'whether it is in force' }
  return { ...rule, when: rule.when === null ? open : { all: [rule.when, open] } }
}

function isAsked(world: World, rule: Rule): boolean {
  const { place, purpose } = world.request
  if (!holdsOn(rule, world.asOf)) return false
  if (purpose !== undefined && !rule.purposes.includes(purpose)) return false
  return liesIn(world, place, rule.places) && !liesIn(world, place, rule.except ?? [])
}

export function holdsOn(interval: { from?: PlainDate | null; until?: PlainDate | null }, date: PlainDate): boolean {
  return (interval.from ?? '0000') <= date && date < (interval.until ?? '9999')
}

/** The place is one of these, or one of these contains it on the as-of date. */
export function liesIn(world: World, place: string, these: readonly string[], seen: string[] = []): boolean {
  if (these.includes(place)) return true
  if (seen.includes(place)) return false
  return (world.parents.get(place) ?? []).some((parent) => liesIn(world, parent, these, [...seen, place]))
}

/** `scheme/code`: a longer code of the same scheme lies within a shorter one. */
export function codeLiesIn(code: string, these: readonly string[]): boolean {
  return these.some((wider) => code.startsWith(wider))
}

export function frameworkOf(level: LevelRef): string {
  return level.slice(0, level.indexOf('/'))
}

export function levelsOf(framework: FrameworkNode): LevelRef[] {
  return framework.levels.map(({ id }) => `${framework.id}/${id}`)
}

export function framework(world: World, id: string): FrameworkNode {
  return world.bundle.frameworks.find((node) => node.id === id) ?? { id, levels: [] }
}

function rankOf(world: World, level: LevelRef): number | null {
  const node = framework(world, frameworkOf(level)).levels.find(({ id }) => `${frameworkOf(level)}/${id}` === level)
  return node?.rank ?? null
}

/** Not below the bound. A level that the law does not order lies in no range. */
export function isAtLeast(world: World, level: LevelRef, bound: LevelRef): boolean {
  const [rank, least] = [rankOf(world, level), rankOf(world, bound)]
  return frameworkOf(level) === frameworkOf(bound) && rank !== null && least !== null && rank >= least
}

export function qualification(world: World, id: string | null): QualificationNode | undefined {
  return world.bundle.qualifications.find((node) => node.id === id)
}

export function fact(world: World, key: string): FactValue | undefined {
  return world.person.facts?.[key]
}

function objectsIn(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(objectsIn)
  if (node === null || typeof node !== 'object') return []
  return [{ ...node }, ...Object.values(node).flatMap(objectsIn)]
}

/** Every text that stands under this name anywhere in the rules. */
function mentioned(world: World, name: string): string[] {
  const found = world.nodes.flatMap((node) => node[name])
  return found.filter((value) => typeof value === 'string')
}

export const OTHER = 'something else'

/** Any jurisdiction of the register, or another place. */
export function anyPlace(world: World): Value[] {
  return [...world.bundle.jurisdictions.map(({ code }) => code), OTHER]
}

/** One of those that are tested for, or another. */
export function anyMentioned(world: World, name: string): Value[] {
  return [...new Set([...mentioned(world, name), OTHER])]
}

export function testsOfStatement(world: World, name: string): Value[] {
  const tests = world.nodes.filter((node) => node.stated === name)
  return [...new Set(tests.map(({ is }) => (typeof is === 'boolean' ? is : String(is))))]
}

/** Values that a declared fact is compared with. */
export function testsOfFact(world: World, id: string): Value[] {
  const tests = world.nodes.filter((node) => node.fact === id)
  return [...new Set(tests.flatMap((node) => [node.is, node.in].flat()))].filter((value) => typeof value === 'string')
}
