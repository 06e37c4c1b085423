// SPDX-License-Identifier: Apache-2.0
// Two trees of conditions, compared by what they ask: neither order nor needless brackets count.
import type { LawCondition } from '../rules/rule-schema.ts'
import { meaning } from './compare-parts.ts'
import type { ConditionChange, Effect, Ground } from './law-diff.ts'
import { testEffect } from './order-of-tests.ts'

type Group = 'all' | 'any'

/** The same condition without brackets that say nothing: an `all of` in an `all of`, a group of one, a double `not`. */
export function plain(node: LawCondition): LawCondition {
  if ('all' in node) return grouped('all', node.all)
  if ('any' in node) return grouped('any', node.any)
  if ('of' in node) {
    if (node.atLeast === 1) return grouped('any', node.of)
    return node.atLeast === node.of.length ? grouped('all', node.of) : { ...node, of: node.of.map(plain) }
  }
  if ('not' in node) {
    const inner = plain(node.not)
    return 'not' in inner ? inner.not : { not: inner }
  }
  if ('normally' in node) return { normally: plain(node.normally) }
  if ('credential' in node && node.where !== undefined) return { ...node, where: plain(node.where) }
  return node
}

function grouped(group: Group, nodes: readonly LawCondition[]): LawCondition {
  const parts = nodes.map(plain).flatMap((node) => partsOf(node, group))
  const different = [...new Map(parts.map((part) => [meaning(part), part])).values()]
  const [only] = different
  if (only !== undefined && different.length === 1) return only
  return group === 'all' ? { all: different } : { any: different }
}

function partsOf(node: LawCondition, group: Group): readonly LawCondition[] {
  if (group === 'all' && 'all' in node) return node.all
  return group === 'any' && 'any' in node ? node.any : [node]
}

/** What was asked before and is asked now; undefined: nothing. */
export function compareConditions(
  before: LawCondition | undefined,
  after: LawCondition | undefined,
  ground: Ground,
): ConditionChange[] {
  const nothing: LawCondition = { all: [] }
  return new Comparison(ground).of(plain(before ?? nothing), plain(after ?? nothing), outermost)
}

type Standing = Pick<ConditionChange, 'role' | 'negated' | 'guiding' | 'elsewhere'>

const outermost: Standing = { role: 'needed', negated: false, guiding: false, elsewhere: false }

const neededIn = ({ role }: Standing): Standing['role'] => (role === 'needed' ? 'needed' : 'part')

class Comparison {
  private readonly ground: Ground

  constructor(ground: Ground) {
    this.ground = ground
  }

  of(before: LawCondition, after: LawCondition, at: Standing): ConditionChange[] {
    if (meaning(before) === meaning(after)) return []
    const ways = this.waysToSay(before, after, at)
    return ways.reduce((best, way) => (way.length < best.length ? way : best))
  }

  /** The shortest is told; of equals the first. */
  private waysToSay(before: LawCondition, after: LawCondition, at: Standing): ConditionChange[][] {
    const ways: ConditionChange[][] = []
    if (needOfSame(before, after) !== null) ways.push([this.changed(before, after, at)])
    for (const group of ['all', 'any'] as const)
      if (group in before || group in after)
        ways.push(this.parts(partsOf(before, group), partsOf(after, group), group, at))
    if ('of' in before && 'of' in after && before.atLeast === after.atLeast)
      ways.push(this.parts(before.of, after.of, 'any', at))
    if ('not' in before && 'not' in after) ways.push(this.of(before.not, after.not, { ...at, negated: !at.negated }))
    if ('normally' in before && 'normally' in after)
      ways.push(this.of(before.normally, after.normally, { ...at, guiding: true }))
    if ('credential' in before && 'credential' in after && meaning(before.credential) === meaning(after.credential))
      ways.push(
        this.of(before.where ?? { all: [] }, after.where ?? { all: [] }, {
          ...at,
          role: neededIn(at),
          elsewhere: true,
        }),
      )
    if (ways.length === 0) ways.push([this.changed(before, after, at)])
    return ways
  }

  private changed(before: LawCondition, after: LawCondition, at: Standing): ConditionChange {
    const effect = this.effectOf(before, after)
    return { ...at, change: 'changed', effect: at.negated ? turned(effect) : effect, before, after }
  }

  private effectOf(before: LawCondition, after: LawCondition): Effect {
    if ('normally' in after && meaning(after.normally) === meaning(before)) return 'looser'
    if ('normally' in before && meaning(before.normally) === meaning(after)) return 'tighter'
    return needOfSame(before, after) ?? testEffect(before, after, this.ground)
  }

  /** The parts of two groups: the same ones drop out, those that are about the same are compared, the rest came or went. */
  private parts(
    before: readonly LawCondition[],
    after: readonly LawCondition[],
    group: Group,
    at: Standing,
  ): ConditionChange[] {
    const role = group === 'any' ? 'alternative' : neededIn(at)
    const [gone, come] = withoutSame(before, after)
    const changes: ConditionChange[] = []
    for (const [was, is] of this.related(gone, come)) {
      gone.splice(gone.indexOf(was), 1)
      come.splice(come.indexOf(is), 1)
      changes.push(...this.of(was, is, { ...at, role }))
    }
    const adds: Effect = (group === 'all') === at.negated ? 'looser' : 'tighter'
    changes.push(
      ...gone.map((one): ConditionChange => {
        return { ...at, role, change: 'dropped', effect: turned(adds), before: one, after: null }
      }),
      ...come.map((one): ConditionChange => {
        return { ...at, role, change: 'added', effect: adds, before: null, after: one }
      }),
    )
    return changes
  }

  /** Pairs that are about the same thing, the most alike first. */
  private related(gone: readonly LawCondition[], come: readonly LawCondition[]): [LawCondition, LawCondition][] {
    const alike = gone.flatMap((was) =>
      come.flatMap((is) => {
        const likeness = likenessOf(was, is)
        return likeness === 0 ? [] : [{ was, is, likeness }]
      }),
    )
    alike.sort((a, b) => b.likeness - a.likeness)
    const taken = new Set<LawCondition>()
    return alike.flatMap(({ was, is }) => {
      if (taken.has(was) || taken.has(is)) return []
      taken.add(was).add(is)
      return [[was, is] as [LawCondition, LawCondition]]
    })
  }
}

/** Where another number of the same conditions is needed: more is tighter. */
function needOfSame(before: LawCondition, after: LawCondition): Effect | null {
  if (!('of' in before || 'of' in after)) return null
  const [was, is] = [needOf(before), needOf(after)]
  if (was === null || is === null || was.need === is.need || meaning(was.of) !== meaning(is.of)) return null
  return was.need < is.need ? 'tighter' : 'looser'
}

function needOf(node: LawCondition): { need: number; of: readonly LawCondition[] } | null {
  if ('all' in node) return { need: node.all.length, of: node.all }
  if ('any' in node) return { need: 1, of: node.any }
  return 'of' in node ? { need: node.atLeast, of: node.of } : null
}

const turned = (effect: Effect): Effect => (effect === 'other' ? 'other' : effect === 'tighter' ? 'looser' : 'tighter')

function withoutSame(
  before: readonly LawCondition[],
  after: readonly LawCondition[],
): [LawCondition[], LawCondition[]] {
  const [was, is] = [new Set(before.map(meaning)), new Set(after.map(meaning))]
  return [before.filter((one) => !is.has(meaning(one))), after.filter((one) => !was.has(meaning(one)))]
}

/** What a test is about; two tests on the same are told as one that has changed. */
function topicOf(node: LawCondition): string | null {
  if ('fact' in node) return `fact ${node.fact} ${node.includes ?? ''}`
  if ('stated' in node) return `stated ${node.stated}`
  for (const name of ['held', 'experience', 'age', 'credential', 'is', 'undetermined', 'not', 'normally'])
    if (name in node) return name
  return null
}

/** How alike two conditions are; 0: they are not about the same. */
function likenessOf(a: LawCondition, b: LawCondition): number {
  const topic = topicOf(a)
  if (topic !== null && topic === topicOf(b)) return 1 + sharedMembers(a, b)
  if ('normally' in a) return likenessOf(a.normally, b)
  if ('normally' in b) return likenessOf(a, b.normally)
  const [own, other] = [childrenOf(a), childrenOf(b)]
  const texts = new Set(other.map(meaning))
  if (own.length > 0 && other.length > 0) {
    const same = own.filter((one) => texts.has(meaning(one))).length
    return same > 0 ? 1 + same : own.some((one) => other.some((two) => topicOf(one) === topicOf(two))) ? 0.5 : 0
  }
  // One that has become one of several, or was.
  const [single, several] = own.length > 0 ? [b, own] : [a, other]
  return several.some((one) => meaning(one) === meaning(single)) ? 1 : 0
}

const childrenOf = (node: LawCondition): readonly LawCondition[] =>
  'all' in node ? node.all : 'any' in node ? node.any : 'of' in node ? node.of : []

/** Members, at any depth, that say the same in both. */
function sharedMembers(a: unknown, b: unknown): number {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return 0
  return Object.entries(a).reduce((sum, [name, value]) => {
    const other: unknown = Reflect.get(b, name)
    if (other === undefined) return sum
    return sum + (meaning(value) === meaning(other) ? 1 : sharedMembers(value, other))
  }, 0)
}
