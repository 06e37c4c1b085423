// SPDX-License-Identifier: Apache-2.0
import { BucketQueue } from './bucket-queue.model.ts'
import { type Hypergraph, member } from './hypergraph.model.ts'

/** `max`: what can be done at the same time is done at the same time. `sum`: every step costs its own effort. */
export type Combination = 'max' | 'sum'

export interface Search {
  /** Nodes that are there already. */
  starts: readonly number[]
  target: number
  combine: Combination
  /** Ways that may not be taken. */
  without?: ReadonlySet<number>
}

export interface Plan {
  cost: number
  /** The ways taken, each after those it waits for. */
  ways: number[]
}

/**
 * The cheapest plan to a node: Knuth's generalisation of Dijkstra's algorithm (1977) to superior functions, here
 * `weight + max(tails)` and `weight + sum(tails)`. With `sum` a step that two branches share counts once for each.
 * A solver keeps its buffers: one search at a time. What a way watches stays from search to search, which makes later ones
 * faster; of plans that cost the same it may then choose another.
 */
export class PathwaySolver {
  private readonly graph: Hypergraph
  private readonly queue: BucketQueue
  private readonly cost: Float64Array
  /** By node: the way it is reached by, or -1. */
  private readonly by: Int32Array
  private readonly done: Uint8Array
  private readonly firstWatch: Int32Array
  private readonly nextWatch: Int32Array

  constructor(graph: Hypergraph) {
    this.graph = graph
    this.queue = new BucketQueue(graph.ways + graph.nodes + 1)
    this.cost = new Float64Array(graph.nodes)
    this.by = new Int32Array(graph.nodes)
    this.done = new Uint8Array(graph.nodes)
    this.firstWatch = graph.firstWatch.slice()
    this.nextWatch = graph.nextWatch.slice()
  }

  /** Null: the target cannot be reached. */
  solve(search: Search): Plan | null {
    this.begin(search)
    if (!this.spread(search)) return null
    return { cost: this.cost[search.target] ?? 0, ways: this.waysTo(search.target) }
  }

  private begin({ starts, without }: Search): void {
    const { free, records, begins } = this.graph
    this.queue.clear()
    this.cost.fill(Number.POSITIVE_INFINITY)
    this.by.fill(-1)
    this.done.fill(0)
    for (const node of starts) this.reach(node, 0, -1)
    for (const way of free) {
      const at = begins[way] as number
      if (without?.has(way) !== true) this.reach(records[at] as number, records[at + member.weight] as number, way)
    }
  }

  private reach(node: number, cost: number, way: number): void {
    if (cost >= (this.cost[node] as number)) return
    this.cost[node] = cost
    this.by[node] = way
    this.queue.add(node, cost)
  }

  /** Nodes in the order of their cost, until the target comes. */
  private spread({ target, combine, without }: Search): boolean {
    const { queue, done } = this
    for (let node = queue.take(); node >= 0; node = queue.take()) {
      if (node === target) return true
      if (done[node] === 1) continue
      done[node] = 1
      this.settle(node, queue.cost, combine === 'sum', without)
    }
    return false
  }

  /**
   * Every way watches one of its tails that is not there yet; only when that one comes is the way looked at. It is left alone where
   * it cannot beat what its head already has: what comes later only costs more.
   */
  private settle(node: number, now: number, adds: boolean, without: ReadonlySet<number> | undefined): void {
    const { cost, firstWatch, nextWatch } = this
    const { records, begins } = this.graph
    let kept = -1
    for (let way = firstWatch[node] as number; way >= 0; ) {
      const next = nextWatch[way] as number
      const at = begins[way] as number
      const head = records[at] as number
      const least = now + (records[at + member.weight] as number)
      const counts = least < (cost[head] as number) && without?.has(way) !== true
      const missing = counts ? this.missingTail(at) : node
      if (missing < 0) this.reach(head, adds ? this.effortOf(at) : least, way)
      if (missing < 0 || missing === node) {
        nextWatch[way] = kept
        kept = way
      } else {
        nextWatch[way] = firstWatch[missing] as number
        firstWatch[missing] = way
      }
      way = next
    }
    firstWatch[node] = kept
  }

  private missingTail(at: number): number {
    const { records } = this.graph
    const begin = at + member.tails
    for (let tail = begin + (records[at + member.arity] as number) - 1; tail >= begin; tail--) {
      if (this.done[records[tail] as number] === 0) return records[tail] as number
    }
    return -1
  }

  private effortOf(at: number): number {
    const { records } = this.graph
    const end = at + member.tails + (records[at + member.arity] as number)
    let total = records[at + member.weight] as number
    for (let tail = at + member.tails; tail < end; tail++) total += this.cost[records[tail] as number] as number
    return total
  }

  /** Each way once, after all that it waits for. */
  private waysTo(target: number): number[] {
    const { records, begins } = this.graph
    const order: number[] = []
    const entered = new Set<number>()
    const stack: { node: number; left: boolean }[] = [{ node: target, left: false }]
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      const way = this.by[top.node] as number
      if (way < 0) continue
      if (top.left) {
        order.push(way)
        continue
      }
      if (entered.has(top.node)) continue
      entered.add(top.node)
      stack.push({ node: top.node, left: true })
      const at = begins[way] as number
      const end = at + member.tails + (records[at + member.arity] as number)
      for (let tail = at + member.tails; tail < end; tail++) stack.push({ node: records[tail] as number, left: false })
    }
    return order
  }
}

/**
 * The `count` cheapest plans, cheapest first. Every further plan leaves out some way of each plan before it (Lawler 1972):
 * the search goes on from each plan found by forbidding one of its ways. Exact; meant for small graphs.
 */
export function cheapestPlans(solver: PathwaySolver, search: Search, count: number, effort = 400): Plan[] {
  const found: Plan[] = []
  const seen = new Set<string>()
  const tried = new Set<string>()
  const candidates: { plan: Plan; without: Set<number> }[] = []
  let searches = 0
  const consider = (without: Set<number>): void => {
    const key = [...without].sort((a, b) => a - b).join()
    if (tried.has(key) || searches >= effort) return
    tried.add(key)
    searches++
    const plan = solver.solve({ ...search, without })
    if (plan !== null) candidates.push({ plan, without })
  }
  consider(new Set(search.without))
  while (found.length < count) {
    candidates.sort((a, b) => a.plan.cost - b.plan.cost)
    const best = candidates.shift()
    if (best === undefined) break
    const key = [...best.plan.ways].sort((a, b) => a - b).join()
    if (!seen.has(key)) found.push(best.plan)
    seen.add(key)
    for (const way of best.plan.ways) consider(new Set([...best.without, way]))
  }
  return found
}
