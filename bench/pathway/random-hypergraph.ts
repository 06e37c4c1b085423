// SPDX-License-Identifier: Apache-2.0
import type { Way } from '../../src/finder/pathways/hypergraph.model.ts'

/** The same numbers for the same seed, on every machine (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below)
  }
}

/** Ways of one to four tails; most lead a little further on, some back, as credentials build on one another. */
export function randomWays(nodes: number, ways: number, seed: number): Way[] {
  const random = randomFrom(seed)
  const list: Way[] = []
  for (let way = 0; way < ways; way++) {
    const head = random(nodes)
    const tails = Array.from({ length: 1 + random(4) }, () => {
      const near = head - 1 - random(2000)
      return random(10) === 0 || near < 0 ? random(nodes) : near
    })
    list.push({ head, weight: 1 + random(60), tails })
  }
  return list
}
