// SPDX-License-Identifier: Apache-2.0

/** One way to reach a node: all of `tails` first, then a step of this weight. Without tails it can be taken at once. */
export interface Way {
  head: number
  /** A whole number, 0 or more. */
  weight: number
  tails: readonly number[]
}

/** Where the members of a way stand in its record; its tails follow. */
export const member = { head: 0, weight: 1, arity: 2, number: 3, tails: 4 } as const

/**
 * A directed hypergraph: a node is an OR over its ways, a way an AND over its tails. A way is one record in `records`, so that it
 * lies together in memory; where it begins is its name while searching. A way without tails is among `free`.
 */
export interface Hypergraph {
  nodes: number
  ways: number
  records: Int32Array
  /** By number of the way: where its record begins. */
  begins: Int32Array
  /** By node: the first way that watches it, as a number, or -1. */
  firstWatch: Int32Array
  /** By way: the next one that watches the same node, or -1. */
  nextWatch: Int32Array
  free: number[]
}

export function buildHypergraph(nodes: number, ways: readonly Way[]): Hypergraph {
  // A node named twice in one way is one tail.
  const distinct = ways.map((way) => [...new Set(way.tails)])
  const length = distinct.reduce((sum, tails) => sum + tails.length + member.tails, 0)
  const records = new Int32Array(length)
  const begins = new Int32Array(ways.length)
  const firstWatch = new Int32Array(nodes).fill(-1)
  const nextWatch = new Int32Array(ways.length).fill(-1)
  const free: number[] = []
  let at = 0
  for (const [number, way] of ways.entries()) {
    const tails = distinct[number] ?? []
    begins[number] = at
    records.set([way.head, way.weight, tails.length, number, ...tails], at)
    at += member.tails + tails.length
    const watched = tails.at(-1)
    if (watched === undefined) free.push(number)
    else {
      nextWatch[number] = firstWatch[watched] ?? -1
      firstWatch[watched] = number
    }
  }
  return { nodes, ways: ways.length, records, begins, firstWatch, nextWatch, free }
}
