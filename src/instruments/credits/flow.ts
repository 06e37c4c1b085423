// SPDX-License-Identifier: Apache-2.0
import { type Fraction, isLess, least, minus, plus, zero } from './fractions.ts'

/** What can be had at most: of each kind in each unit, of each kind, of each unit, and in all. */
export interface Supply {
  /** By kind, then by unit. */
  offered: readonly (readonly Fraction[])[]
  kinds: readonly (Fraction | null)[]
  units: readonly Fraction[]
  total: Fraction | null
}

/** The most that the named units can take together: a greatest flow from kinds to units. */
export function mostInto({ offered, kinds, units, total }: Supply, wanted: readonly number[]): Fraction {
  const end = 1 + kinds.length + units.length
  const left = new Map<number, Map<number, Fraction>>()
  const add = (from: number, to: number, much: Fraction): void => {
    left.set(from, (left.get(from) ?? new Map()).set(to, much))
    const back = left.get(to) ?? new Map<number, Fraction>()
    left.set(to, back.set(from, back.get(from) ?? zero))
  }
  kinds.forEach((most, kind) => {
    const all = (offered[kind] ?? []).reduce(plus, zero)
    add(0, 1 + kind, most === null ? all : least(most, all))
    for (const unit of wanted) add(1 + kind, 1 + kinds.length + unit, offered[kind]?.[unit] ?? zero)
  })
  for (const unit of wanted) add(1 + kinds.length + unit, end, units[unit] ?? zero)
  let found = zero
  for (;;) {
    const path = shortest(left, 0, end)
    if (path === null) break
    const much = path.map(([from, to]) => left.get(from)?.get(to) ?? zero).reduce(least)
    for (const [from, to] of path) {
      left.get(from)?.set(to, minus(left.get(from)?.get(to) ?? zero, much))
      left.get(to)?.set(from, plus(left.get(to)?.get(from) ?? zero, much))
    }
    found = plus(found, much)
  }
  return total === null ? found : least(total, found)
}

/** The way with the fewest steps on which something is left. */
function shortest(
  left: ReadonlyMap<number, ReadonlyMap<number, Fraction>>,
  start: number,
  end: number,
): [number, number][] | null {
  const cameFrom = new Map<number, number>([[start, start]])
  for (const at of cameFrom.keys()) {
    if (at === end) break
    for (const [to, much] of left.get(at) ?? []) if (!cameFrom.has(to) && isLess(zero, much)) cameFrom.set(to, at)
  }
  if (!cameFrom.has(end)) return null
  const path: [number, number][] = []
  for (let to = end; to !== start; ) {
    const from = cameFrom.get(to) ?? start
    path.unshift([from, to])
    to = from
  }
  return path
}
