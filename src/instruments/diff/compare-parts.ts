// SPDX-License-Identifier: Apache-2.0
import { canonical } from '../law/law-hash.ts'
import type { Effect, MemberChange, PartChange } from './law-diff.ts'

/** What a value says, as text: neither the order of keys nor that of entries counts. */
export function meaning(value: unknown): string {
  return canonical(sorted(value))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const entries = value.map(sorted).map((entry) => [canonical(entry), entry] as const)
    return entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, entry]) => entry)
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, sorted(member)]))
}

export const sameMeaning = (a: unknown, b: unknown): boolean => a === b || meaning(a) === meaning(b)

/** Members that are written otherwise, but for those that are compared by themselves. */
export function changedMembers(before: object, after: object, apart: readonly string[] = []): MemberChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].flatMap((member) => {
    if (apart.includes(member)) return []
    const [was, is]: [unknown, unknown] = [Reflect.get(before, member), Reflect.get(after, member)]
    return sameMeaning(was ?? null, is ?? null) ? [] : [{ member, before: was, after: is }]
  })
}

interface Naming<Part> {
  idOf: (part: Part) => string
  /** Members that are not compared here. */
  apart?: readonly string[]
}

/** Entries by their names. One that only has another name is changed, not removed and added. */
export function changedParts<Part extends object>(
  before: readonly Part[],
  after: readonly Part[],
  { idOf, apart = [] }: Naming<Part>,
): PartChange<Part>[] {
  return pairs(before, after, idOf).flatMap(([was, is]): PartChange<Part>[] => {
    if (was === null)
      return is === null ? [] : [{ id: idOf(is), change: 'added', before: null, after: is, members: [] }]
    if (is === null) return [{ id: idOf(was), change: 'removed', before: was, after: null, members: [] }]
    const members = changedMembers(was, is, apart)
    return members.length === 0 ? [] : [{ id: idOf(is), change: 'changed', before: was, after: is, members }]
  })
}

/** What stands in the place of what: by name, and where a name is gone by saying the same under another one. In the order of what stands now. */
export function pairs<Part extends object>(
  before: readonly Part[],
  after: readonly Part[],
  idOf: (part: Part) => string,
): [Part | null, Part | null][] {
  const left = new Map(before.map((part) => [idOf(part), part]))
  const found = new Map<Part, Part>()
  for (const part of after) {
    const was = left.get(idOf(part))
    if (was === undefined) continue
    found.set(part, was)
    left.delete(idOf(part))
  }
  const renamed = new Map([...left.values()].map((part) => [meaning({ ...part, id: '' }), part]))
  for (const part of after) {
    const was = found.has(part) ? undefined : renamed.get(meaning({ ...part, id: '' }))
    if (was === undefined || !left.delete(idOf(was))) continue
    found.set(part, was)
  }
  return [
    ...after.map((part): [Part | null, Part | null] => [found.get(part) ?? null, part]),
    ...[...left.values()].map((part): [Part | null, Part | null] => [part, null]),
  ]
}

/** What several changes do together: only what all of them do. */
export function together(effects: readonly Effect[]): Effect | null {
  const [first] = effects
  if (first === undefined) return null
  return effects.every((effect) => effect === first) ? first : 'other'
}
