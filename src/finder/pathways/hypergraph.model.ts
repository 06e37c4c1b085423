// SPDX-License-Identifier: Apache-2.0

/** One way to reach a node: all of `tails` first, then a step of this weight. Without tails it can be taken at once. */
export interface Way {
  head: number
  /** A whole number, 0 or more. */
  weight: number
  tails: readonly number[]
}

/** A directed hypergraph in columns: a node is an OR over its ways, a way an AND over its tails. */
export interface Hypergraph {
  nodes: number
  ways: number
  heads: Int32Array
  weights: Int32Array
  /** By way: where its tails begin in `tails`; they end where those of the next way begin. */
  firstTail: Int32Array
  tails: Int32Array
}

export function buildHypergraph(nodes: number, ways: readonly Way[]): Hypergraph {
  const firstTail = new Int32Array(ways.length + 1)
  const tails: number[] = []
  for (const [number, way] of ways.entries()) {
    // A node named twice in one way is one tail.
    for (const tail of new Set(way.tails)) tails.push(tail)
    firstTail[number + 1] = tails.length
  }
  return {
    nodes,
    ways: ways.length,
    heads: Int32Array.from(ways, (way) => way.head),
    weights: Int32Array.from(ways, (way) => way.weight),
    firstTail,
    tails: Int32Array.from(tails),
  }
}

/**
 * The graph in the order in which a search goes through it: nodes numbered as they come, the ways that the same node watches side
 * by side. A way is watched by one of its tails only, and is looked at when that one comes. Columns by place, not by the number of
 * the way; nodes by their number here.
 */
export interface Arrangement {
  /** By node of the graph: its number here. */
  numbers: Int32Array
  /** The first place that a node watches; its places end where those of the next node begin. Ways without tails come last. */
  watched: Int32Array
  heads: Int32Array
  weights: Int32Array
  firstTail: Int32Array
  tails: Int32Array
  /** The number of the way in the graph. */
  ways: Int32Array
}

/** @param numbers by node: when it is likely to come; each number once. The tail of the highest number watches a way. */
export function arrange(graph: Hypergraph, numbers: Int32Array): Arrangement {
  const { nodes, ways: count, firstTail } = graph
  const heads = graph.heads.map((node) => numbers[node] as number)
  const tails = graph.tails.map((node) => numbers[node] as number)
  const watcher = new Int32Array(count)
  const watched = new Int32Array(nodes + 1)
  for (let way = 0; way < count; way++) {
    let last = -1
    for (let at = firstTail[way] as number; at < (firstTail[way + 1] as number); at++) {
      last = Math.max(last, tails[at] as number)
    }
    watcher[way] = last < 0 ? nodes : last
    if (last >= 0) watched[last + 1] = (watched[last + 1] as number) + 1
  }
  for (let node = 0; node < nodes; node++) watched[node + 1] = (watched[node + 1] as number) + (watched[node] as number)
  const next = watched.slice()
  const ways = new Int32Array(count)
  for (const [way, node] of watcher.entries()) {
    const place = next[node] as number
    ways[place] = way
    next[node] = place + 1
  }
  return { numbers, watched, ways, ...inOrder({ ...graph, heads, tails }, ways) }
}

function inOrder(graph: Hypergraph, ways: Int32Array): Pick<Arrangement, 'heads' | 'weights' | 'firstTail' | 'tails'> {
  const firstTail = new Int32Array(ways.length + 1)
  const tails = new Int32Array(graph.tails.length)
  let at = 0
  for (const [place, way] of ways.entries()) {
    const end = graph.firstTail[way + 1] as number
    for (let of = graph.firstTail[way] as number; of < end; of++) tails[at++] = graph.tails[of] as number
    firstTail[place + 1] = at
  }
  const heads = ways.map((way) => graph.heads[way] as number)
  const weights = ways.map((way) => graph.weights[way] as number)
  return { heads, weights, firstTail, tails }
}
