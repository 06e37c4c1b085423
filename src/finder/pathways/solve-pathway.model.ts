// SPDX-License-Identifier: Apache-2.0
import { BucketQueue } from './bucket-queue.model.ts'
import { type Arrangement, arrange, type Hypergraph } from './hypergraph.model.ts'

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

/** In `done`: its way stands in the plan. */
const entered = 2

/** From this many ways on it pays to put them into the order in which nodes are reached. */
const worthArranging = 5000

/**
 * The cheapest plan to a node: Knuth's generalisation of Dijkstra's algorithm (1977) to superior functions, here
 * `weight + max(tails)` and `weight + sum(tails)`. With `sum` a step that two branches share counts once for each.
 * A solver keeps its buffers: one search at a time. Of a large graph it learns from a search in which order nodes are reached, and
 * lets each way be watched by the tail that came last: then most ways are looked at once. That changes no cost; of plans that
 * cost the same another may be chosen. In a small graph a search does not depend on those before it.
 */
export class PathwaySolver {
  private readonly graph: Hypergraph
  private readonly queue: BucketQueue
  private readonly cost: Float64Array
  /** By number of a node in the arrangement: the way it is reached by, or -1. */
  private readonly by: Int32Array
  private readonly done: Uint8Array
  /** The place of the first way that waits for it although another node watches it, or -1. */
  private readonly waiting: Int32Array
  /** By place: the next way that waits for the same node, or -1. */
  private readonly next: Int32Array
  /** By measure: in another one nodes come in another order. */
  private readonly arranged: Record<Combination, { as: Arrangement; seen: number }>
  private settled = 0
  private readonly learns: boolean

  /** @param worth from how many ways on the graph is arranged by what a search has seen */
  constructor(graph: Hypergraph, worth = worthArranging) {
    this.graph = graph
    this.learns = graph.ways >= worth
    this.queue = new BucketQueue(graph.ways + graph.nodes + 1)
    this.cost = new Float64Array(graph.nodes)
    this.by = new Int32Array(graph.nodes)
    this.done = new Uint8Array(graph.nodes)
    this.waiting = new Int32Array(graph.nodes)
    this.next = new Int32Array(graph.ways)
    const as = arrange(
      graph,
      Int32Array.from({ length: graph.nodes }, (_, node) => node),
    )
    this.arranged = { max: { as, seen: 0 }, sum: { as, seen: 0 } }
  }

  /** Null: the target cannot be reached. */
  solve(search: Search): Plan | null {
    this.begin(search)
    const reached = this.spread(search)
    const plan = reached ? { cost: this.queue.cost, ways: this.waysTo(search) } : null
    // What was seen of the graph has to have grown by a tenth, so that it is arranged a few times only.
    if (this.learns && this.settled > this.arranged[search.combine].seen * 1.1) this.learn(search.combine)
    return plan
  }

  private begin({ starts, without, combine }: Search): void {
    const { numbers, watched, ways, heads, weights } = this.arranged[combine].as
    this.queue.clear()
    this.cost.fill(Number.POSITIVE_INFINITY)
    this.by.fill(-1)
    this.done.fill(0)
    this.waiting.fill(-1)
    this.settled = 0
    for (const node of starts) this.reach(numbers[node] as number, 0, -1)
    for (let place = watched[this.graph.nodes] as number; place < ways.length; place++) {
      const way = ways[place] as number
      if (without?.has(way) !== true) this.reach(heads[place] as number, weights[place] as number, way)
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
    const { as } = this.arranged[combine]
    const adds = combine === 'sum'
    const wanted = as.numbers[target]
    for (let node = queue.take(); node >= 0; node = queue.take()) {
      if (node === wanted) return true
      if (done[node] === 1) continue
      done[node] = 1
      this.settled++
      this.settle(node, as, adds, without)
    }
    return false
  }

  /**
   * Looks at the ways that this node watches, side by side, then at those that others watch and that wait for it. A way is left alone
   * where it cannot beat what its head already has: what comes later only costs more. It is taken where all tails are there; else
   * it waits for one that is not. One function: calls would cost as much as what they do.
   */
  private settle(node: number, as: Arrangement, adds: boolean, without: ReadonlySet<number> | undefined): void {
    const { cost, done, queue, waiting, next } = this
    const { watched, heads, weights, firstTail, tails } = as
    const now = queue.cost
    const end = watched[node + 1] as number
    let own = watched[node] as number
    let waits = waiting[node] as number
    while (own < end || waits >= 0) {
      let place = own
      if (own < end) own++
      else {
        place = waits
        waits = next[waits] as number
      }
      const head = heads[place] as number
      const weight = weights[place] as number
      const least = now + weight
      if (least >= (cost[head] as number)) continue
      const last = firstTail[place + 1] as number
      let at = firstTail[place] as number
      let total = adds ? weight : least
      for (; at < last && done[tails[at] as number] === 1; at++) {
        if (adds) total += cost[tails[at] as number] as number
      }
      if (at < last) {
        const missing = tails[at] as number
        next[place] = waiting[missing] as number
        waiting[missing] = place
        continue
      }
      const way = as.ways[place] as number
      if (total >= (cost[head] as number) || without?.has(way) === true) continue
      cost[head] = total
      this.by[head] = way
      queue.add(head, total)
    }
  }

  /** Arranges the graph anew by the order of the search just made; what it did not reach comes last. */
  private learn(measure: Combination): void {
    const { cost, done } = this
    const order = Int32Array.from(done, (_, number) => number)
    const when = cost.map((one, number) => (done[number] === 0 ? Number.POSITIVE_INFINITY : one))
    order.sort((one, other) =>
      when[one] === when[other] ? one - other : (when[one] as number) - (when[other] as number),
    )
    const later = new Int32Array(order.length)
    for (const [at, number] of order.entries()) later[number] = at
    const { numbers } = this.arranged[measure].as
    const as = arrange(
      this.graph,
      numbers.map((number) => later[number] as number),
    )
    this.arranged[measure] = { as, seen: this.settled }
  }

  /** Each way once, after all that it waits for. */
  private waysTo({ target, combine }: Search): number[] {
    const { firstTail, tails } = this.graph
    const { numbers } = this.arranged[combine].as
    const { done, by } = this
    const order: number[] = []
    /** Nodes to be entered, and ways, as their complement, to be left. */
    const stack = [target]
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      if (top < 0) {
        order.push(~top)
        continue
      }
      const number = numbers[top] as number
      const way = by[number] as number
      if (way < 0 || done[number] === entered) continue
      done[number] = entered
      stack.push(~way)
      for (let at = firstTail[way] as number; at < (firstTail[way + 1] as number); at++) stack.push(tails[at] as number)
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
