// SPDX-License-Identifier: Apache-2.0
import type { Way } from '../../src/finder/pathways/hypergraph.model.ts'
import type { Search } from '../../src/finder/pathways/solve-pathway.model.ts'

interface Entry {
  node: number
  cost: number
}

/** Knuth's algorithm as a textbook has it: lists of objects and a binary heap. Its index is made once, as ours is. */
export class PlainKnuth {
  private readonly ways: { head: number; weight: number; tails: number[] }[]
  private readonly uses: number[][]

  constructor(nodes: number, ways: readonly Way[]) {
    this.ways = ways.map(({ head, weight, tails }) => ({ head, weight, tails: [...new Set(tails)] }))
    this.uses = Array.from({ length: nodes }, () => [])
    for (const [index, way] of this.ways.entries()) for (const tail of way.tails) this.uses[tail]?.push(index)
  }

  solve({ starts, target, combine }: Search): number | null {
    const cost = new Map<number, number>()
    const open = this.ways.map((way) => way.tails.length)
    const heap: Entry[] = []
    for (const node of starts) push(heap, { node, cost: 0 })
    for (const way of this.ways) if (way.tails.length === 0) push(heap, { node: way.head, cost: way.weight })
    for (let top = pop(heap); top !== undefined; top = pop(heap)) {
      if (cost.has(top.node)) continue
      cost.set(top.node, top.cost)
      if (top.node === target) return top.cost
      for (const index of this.uses[top.node] ?? []) {
        const left = (open[index] ?? 0) - 1
        open[index] = left
        const way = this.ways[index]
        if (left !== 0 || way === undefined || cost.has(way.head)) continue
        const costs = way.tails.map((tail) => cost.get(tail) ?? 0)
        const before = combine === 'max' ? Math.max(...costs) : costs.reduce((sum, one) => sum + one, 0)
        push(heap, { node: way.head, cost: way.weight + before })
      }
    }
    return null
  }
}

function push(heap: Entry[], entry: Entry): void {
  heap.push(entry)
  let at = heap.length - 1
  while (at > 0) {
    const parent = (at - 1) >> 1
    const above = heap[parent]
    if (above === undefined || above.cost <= entry.cost) break
    heap[at] = above
    at = parent
  }
  heap[at] = entry
}

function pop(heap: Entry[]): Entry | undefined {
  const top = heap[0]
  const last = heap.pop()
  if (top === undefined || last === undefined || heap.length === 0) return top
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= heap.length) break
    if ((heap[child + 1]?.cost ?? Number.POSITIVE_INFINITY) < (heap[child]?.cost ?? 0)) child++
    const below = heap[child]
    if (below === undefined || below.cost >= last.cost) break
    heap[at] = below
    at = child
  }
  heap[at] = last
  return top
}
