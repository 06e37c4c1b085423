// SPDX-License-Identifier: Apache-2.0
/** A small seeded generator (splitmix32), so that every case can be made again from its number. */
export interface Dice {
  /** A whole number from 0 to `below - 1`. */
  roll(below: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** `count` different members, or all if there are fewer, in the order of the list. */
  some<T>(from: readonly T[], count: number): T[]
  shuffle<T>(from: readonly T[]): T[]
}

function splitmix(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
}

export function dice(seed: number): Dice {
  const next = splitmix(Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995)
  const roll = (below: number): number => next() % below
  const shuffle = <T>(from: readonly T[]): T[] => {
    const list = [...from]
    for (let at = list.length - 1; at > 0; at--) {
      const other = roll(at + 1)
      const held = list[at] as T
      list[at] = list[other] as T
      list[other] = held
    }
    return list
  }
  return {
    roll,
    chance: (probability) => next() / 0x1_0000_0000 < probability,
    pick: <T>(from: readonly T[]): T => from[roll(from.length)] as T,
    some: <T>(from: readonly T[], count: number): T[] => {
      const kept = new Set(shuffle(from.map((_, at) => at)).slice(0, count))
      return from.filter((_, at) => kept.has(at))
    },
    shuffle,
  }
}
