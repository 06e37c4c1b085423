// SPDX-License-Identifier: Apache-2.0
import type { Localized } from '../../kernel/index.ts'
import { isPartOf, type World } from './mutuality.model.ts'

export interface FrameworkFact {
  id: string
  names: Localized
  short: string | null
  jurisdictions: readonly string[]
  status: string
}

/** A level-to-level reference as a source states it. */
export interface ReferenceFact {
  from: string
  to: string | null
  toFramework: string
  status: string
  historical: boolean
  quality: string
}

/** Two levels that a source compares directly, seen from the first side. */
export interface DirectReference {
  a: string
  b: string
  historical: boolean
  quality: string
}

/** Levels of both sides that sources reference to the same level of the European framework. It recognises nothing. */
export interface SharedReference {
  /** `eqf/5`. */
  level: string
  a: string[]
  b: string[]
  historical: boolean
}

export interface References {
  frameworks: { a: FrameworkFact[]; b: FrameworkFact[] }
  direct: DirectReference[]
  shared: SharedReference[]
}

/** Frameworks of a place, of its parts, and of the country in which it lies. */
export function frameworksOf(world: World, frameworks: readonly FrameworkFact[], place: string): FrameworkFact[] {
  return frameworks.filter(
    ({ jurisdictions, status }) =>
      status !== 'superseded' &&
      status !== 'repealed' &&
      jurisdictions.some((code) => isPartOf(world, code, place) || isPartOf(world, place, code)),
  )
}

const frameworkOf = (level: string): string => level.slice(0, level.indexOf('/'))

export function referencesBetween(
  world: World,
  frameworks: readonly FrameworkFact[],
  references: readonly ReferenceFact[],
  a: string,
  b: string,
): References {
  const own = { a: frameworksOf(world, frameworks, a), b: frameworksOf(world, frameworks, b) }
  const ofA = new Set(own.a.map((one) => one.id))
  const ofB = new Set(own.b.map((one) => one.id))
  const sourced = references.filter(({ status, to }) => status === 'sourced' && to !== null)
  const direct = sourced.flatMap(({ from, to, historical, quality }) => {
    if (to === null) return []
    if (ofA.has(frameworkOf(from)) && ofB.has(frameworkOf(to))) return [{ a: from, b: to, historical, quality }]
    if (ofB.has(frameworkOf(from)) && ofA.has(frameworkOf(to))) return [{ a: to, b: from, historical, quality }]
    return []
  })
  return { frameworks: own, direct, shared: sharedReferences(sourced, ofA, ofB) }
}

const bridge = 'eqf'

function sharedReferences(
  sourced: readonly ReferenceFact[],
  ofA: ReadonlySet<string>,
  ofB: ReadonlySet<string>,
): SharedReference[] {
  const shared = new Map<string, SharedReference>()
  for (const { from, to, toFramework, historical } of sourced) {
    if (to === null || toFramework !== bridge) continue
    const entry = shared.get(to) ?? { level: to, a: [], b: [], historical: false }
    if (ofA.has(frameworkOf(from))) entry.a.push(from)
    if (ofB.has(frameworkOf(from))) entry.b.push(from)
    if (ofA.has(frameworkOf(from)) || ofB.has(frameworkOf(from))) entry.historical ||= historical
    shared.set(to, entry)
  }
  return [...shared.values()]
    .filter((entry) => entry.a.length > 0 && entry.b.length > 0)
    .sort((x, y) => (x.level < y.level ? -1 : 1))
}
