// SPDX-License-Identifier: Apache-2.0
/** Makes a case smaller while something about it stays true. */
import type { Case } from './world.ts'

type Path = (string | number)[]

function without(node: unknown, [head, ...rest]: Path): unknown {
  if (head === undefined) return node
  if (Array.isArray(node)) {
    return rest.length === 0
      ? node.filter((_, at) => at !== head)
      : node.map((item, at) => (at === head ? without(item, rest) : item))
  }
  const { [head]: chosen, ...others } = node as Record<string | number, unknown>
  return rest.length === 0 ? others : { ...others, [head]: without(chosen, rest) }
}

function replaced(node: unknown, [head, ...rest]: Path, by: unknown): unknown {
  if (head === undefined) return by
  if (Array.isArray(node)) return node.map((item, at) => (at === head ? replaced(item, rest, by) : item))
  const object = node as Record<string | number, unknown>
  return { ...object, [head]: replaced(object[head], rest, by) }
}

/** A condition that stands inside another may take its place. */
function inner(node: object): unknown[] {
  const { all, any, of, not, normally, where } = node as Record<string, unknown>
  const lists = [all, any, of].flatMap((list) => (Array.isArray(list) ? list : []))
  return [...lists, not, normally, where].filter((child) => child !== undefined)
}

/** Members without which a case is no longer one. */
const NEEDED = [
  'id',
  'credential',
  'instrument',
  'kind',
  'by',
  'target',
  'type',
  'places',
  'purposes',
  'outcomes',
  'when',
  'subject',
  'from',
  'until',
]

function* smaller(root: unknown, node: unknown, path: Path): Generator<unknown> {
  if (node === null || typeof node !== 'object') return
  for (const child of inner(node)) yield replaced(root, path, child)
  const names = Array.isArray(node) ? node.map((_, at) => at) : Object.keys(node)
  for (const name of names) {
    const needed = NEEDED.includes(String(name)) || (!Array.isArray(node) && names.length === 1)
    if (!needed) yield without(root, [...path, name])
    const child = (node as Record<string | number, unknown>)[name]
    if ((name === 'when' || name === 'subject') && child !== null) yield replaced(root, [...path, name], null)
    yield* smaller(root, child, [...path, name])
  }
}

/** `holds` must be false, not throw, for a case that is no longer well formed. */
export function shrink(start: Case, holds: (input: Case) => boolean, steps = 3000): Case {
  let smallest = start
  let left = steps
  let found = true
  while (found && left > 0) {
    found = false
    for (const candidate of smaller(smallest, smallest, [])) {
      if (left-- <= 0) break
      if (!holds(candidate as Case)) continue
      smallest = candidate as Case
      found = true
      break
    }
  }
  return smallest
}
