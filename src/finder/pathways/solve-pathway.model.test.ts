// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildHypergraph, type Way } from './hypergraph.model.ts'
import { type Combination, cheapestPlans, PathwaySolver, type Search } from './solve-pathway.model.ts'

/** Small numbers that repeat for a seed (a linear congruence). */
function chance(seed: number): (below: number) => number {
  let state = seed * 2 + 1
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    return (state >>> 8) % below
  }
}

function smallCase(seed: number): { nodes: number; ways: Way[]; search: Search } {
  const random = chance(seed)
  const nodes = 3 + random(4)
  const ways = Array.from({ length: 3 + random(7) }, () => ({
    head: random(nodes),
    weight: random(seed % 3 === 0 ? 70_000 : 9),
    tails: Array.from({ length: random(4) }, () => random(nodes)),
  }))
  const starts = Array.from({ length: random(3) }, () => random(nodes))
  const combine: Combination = random(2) === 0 ? 'max' : 'sum'
  return { nodes, ways, search: { starts, target: random(nodes), combine } }
}

/** Every plan, by trying one way for each node in every combination: the ways it takes and what it costs. */
function allPlans(nodes: number, ways: readonly Way[], { starts, target, combine }: Search): Map<string, number> {
  const plans = new Map<string, number>()
  const chosen: (number | null)[] = new Array(nodes).fill(null)
  const choose = (node: number): void => {
    if (node === nodes) {
      const taken = new Set<number>()
      const cost = costOf(target, [], taken)
      if (cost !== null) plans.set([...taken].sort((a, b) => a - b).join(), cost)
      return
    }
    const into = ways.flatMap((way, index) => (way.head === node && !starts.includes(node) ? [index] : []))
    for (const way of into.length === 0 ? [null] : into) {
      chosen[node] = way
      choose(node + 1)
    }
  }
  const costOf = (node: number, path: readonly number[], taken: Set<number>): number | null => {
    if (starts.includes(node)) return 0
    const number = chosen[node]
    const way = ways[number ?? -1]
    if (way === undefined || number === null || number === undefined || path.includes(node)) return null
    taken.add(number)
    const costs = [...new Set(way.tails)].map((tail) => costOf(tail, [...path, node], taken))
    if (costs.some((cost) => cost === null)) return null
    const before = costs.map((cost) => cost ?? 0)
    return way.weight + (combine === 'max' ? Math.max(0, ...before) : before.reduce((sum, one) => sum + one, 0))
  }
  choose(0)
  return plans
}

test('plans are the cheapest of all, and the alternatives follow in order, on thousands of small sets', () => {
  let reached = 0
  for (let seed = 0; seed < 4000; seed++) {
    const { nodes, ways, search } = smallCase(seed)
    const plans = [...allPlans(nodes, ways, search).values()].sort((a, b) => a - b)
    const solver = new PathwaySolver(buildHypergraph(nodes, ways))
    const found = cheapestPlans(solver, search, 6, 4000).map((plan) => plan.cost)
    assert.deepEqual(found, plans.slice(0, 6), `seed ${seed}`)
    assert.equal(solver.solve(search)?.cost ?? null, plans[0] ?? null, `seed ${seed}, asked again`)
    if (plans.length > 0) reached++
  }
  assert.ok(reached > 1500, `${reached} sets had a plan`)
})

/** What every node costs, by going over all ways again and again until nothing gets cheaper (Bellman–Ford). */
function costsByPatience(nodes: number, ways: readonly Way[], { starts, combine }: Search): number[] {
  const costs: number[] = new Array(nodes).fill(Number.POSITIVE_INFINITY)
  for (const node of starts) costs[node] = 0
  for (let changed = true; changed; ) {
    changed = false
    for (const { head, weight, tails } of ways) {
      const before = [...new Set(tails)].map((tail) => costs[tail] ?? 0)
      const cost = weight + (combine === 'max' ? Math.max(0, ...before) : before.reduce((sum, one) => sum + one, 0))
      if (cost >= (costs[head] ?? 0)) continue
      costs[head] = cost
      changed = true
    }
  }
  return costs
}

test('what a solver has learned from one search changes no cost of the next ones', () => {
  let [reached, not] = [0, 0]
  for (let seed = 0; seed < 60; seed++) {
    const random = chance(seed)
    const nodes = 120
    const ways = Array.from({ length: 360 }, () => ({
      head: random(nodes),
      weight: random(seed % 3 === 0 ? 70_000 : 40),
      tails: Array.from({ length: 1 + random(4) }, () => random(nodes)),
    }))
    const solver = new PathwaySolver(buildHypergraph(nodes, ways), 0)
    for (let round = 0; round < 40; round++) {
      const starts = Array.from({ length: 1 + random(25) }, () => random(nodes))
      const combine: Combination = random(2) === 0 ? 'max' : 'sum'
      const left = new Set(Array.from({ length: random(2) * 12 }, () => random(ways.length)))
      const search = { starts, combine, target: random(nodes), without: left }
      const allowed = ways.filter((_, way) => !left.has(way))
      const cost = costsByPatience(nodes, allowed, search)[search.target] ?? 0
      const plan = solver.solve(search)
      assert.equal(plan?.cost ?? null, Number.isFinite(cost) ? cost : null, `seed ${seed}, round ${round}`)
      const taken = (plan?.ways ?? []).flatMap((way) => ways[way] ?? [])
      assert.equal(plan === null ? null : costAlong(taken, search), plan?.cost ?? null, `seed ${seed}, round ${round}`)
      if (plan === null) not++
      else reached++
    }
  }
  assert.ok(reached > 800 && not > 200, `${reached} reached, ${not} not`)
})

/** What a plan costs when its ways are taken one after the other; NaN where one waits for what is not there. */
function costAlong(taken: readonly Way[], { starts, target, combine }: Search): number {
  const costs = new Map(starts.map((node) => [node, 0]))
  for (const { head, weight, tails } of taken) {
    const before = [...new Set(tails)].map((tail) => costs.get(tail) ?? Number.NaN)
    costs.set(head, weight + (combine === 'max' ? Math.max(0, ...before) : before.reduce((sum, one) => sum + one, 0)))
  }
  return costs.get(target) ?? Number.NaN
}

test('a plan names each way once, after what it waits for', () => {
  const ways: Way[] = [
    { head: 0, weight: 1, tails: [1, 2] },
    { head: 1, weight: 2, tails: [3] },
    { head: 2, weight: 3, tails: [3] },
    { head: 3, weight: 4, tails: [] },
  ]
  const solver = new PathwaySolver(buildHypergraph(4, ways))
  assert.deepEqual(solver.solve({ starts: [], target: 0, combine: 'max' }), { cost: 8, ways: [3, 2, 1, 0] })
  assert.deepEqual(solver.solve({ starts: [3], target: 0, combine: 'sum' }), { cost: 6, ways: [2, 1, 0] })
  assert.equal(solver.solve({ starts: [], target: 0, combine: 'max', without: new Set([3]) }), null)
  assert.deepEqual(solver.solve({ starts: [0], target: 0, combine: 'max' }), { cost: 0, ways: [] })
})
