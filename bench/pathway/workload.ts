// SPDX-License-Identifier: Apache-2.0
import type { Way } from '../../src/finder/pathways/hypergraph.model.ts'
import type { Search } from '../../src/finder/pathways/solve-pathway.model.ts'
import { randomFrom, randomWays } from './random-hypergraph.ts'

export const nodes = 50_000

/** `far`: a target of the upper half; `out`: one that nothing leads to in the end, so that all that can be reached is gone through; `any`: any target, few or many held. */
export type Sort = 'far' | 'out' | 'any'

export interface Asked {
  sort: Sort
  search: Search
}

/** The same graph and the same searches in every process. */
export function makeWorkload(): { ways: Way[]; asked: Asked[] } {
  const ways = randomWays(nodes, 200_000, 11)
  const random = randomFrom(12)
  const combine = (index: number) => (index % 2 === 0 ? 'max' : 'sum')
  const held = (count: number, below: number) => Array.from({ length: count }, () => random(below))
  const far = Array.from({ length: 40 }, (_, index): Asked => {
    const search: Search = { starts: held(400, 2500), target: nodes - 1 - random(nodes / 2), combine: combine(index) }
    return { sort: 'far', search }
  })
  const out = Array.from({ length: 20 }, (_, index): Asked => {
    const starts = held(400, 2500)
    const unreachable = notReached(ways, starts)
    const target = unreachable[random(unreachable.length)] ?? 0
    return { sort: 'out', search: { starts, target, combine: combine(index) } }
  })
  const any = Array.from({ length: 20 }, (_, index): Asked => {
    const starts = held(Math.round(20 * 100 ** (random(1000) / 1000)), nodes)
    return { sort: 'any', search: { starts, target: random(nodes), combine: combine(index) } }
  })
  return { ways, asked: [...far, ...out, ...any] }
}

/** Nodes that ways lead to and that cannot be reached all the same. */
function notReached(ways: readonly Way[], starts: readonly number[]): number[] {
  const reached = new Uint8Array(nodes)
  for (const node of starts) reached[node] = 1
  for (let before = -1, count = 0; count !== before; ) {
    before = count
    for (const { head, tails } of ways) {
      if (reached[head] === 1 || tails.some((tail) => reached[tail] === 0)) continue
      reached[head] = 1
      count++
    }
  }
  return [...new Set(ways.map(({ head }) => head))].filter((node) => reached[node] === 0)
}
