// SPDX-License-Identifier: Apache-2.0
import { buildHypergraph } from '../../src/finder/pathways/hypergraph.model.ts'
import { PathwaySolver, type Search } from '../../src/finder/pathways/solve-pathway.model.ts'
import { quantile } from '../result.ts'
import { PlainKnuth } from './plain-knuth.ts'
import { randomFrom, randomWays } from './random-hypergraph.ts'

// One fresh process of a side: `single-search.ts ours|plain`. Prints figures and a digest of the answers.
const nodes = 50_000
const ways = randomWays(nodes, 200_000, 11)
const random = randomFrom(12)
const searches: Search[] = Array.from({ length: 60 }, (_, index) => ({
  starts: Array.from({ length: 400 }, () => random(2500)),
  target: nodes - 1 - random(nodes / 2),
  combine: index % 2 === 0 ? 'max' : 'sum',
}))
const side = process.argv[2] === 'plain' ? plain() : ours()

function ours(): (search: Search) => number | null {
  const solver = new PathwaySolver(buildHypergraph(nodes, ways))
  return (search) => solver.solve(search)?.cost ?? null
}

function plain(): (search: Search) => number | null {
  const solver = new PlainKnuth(nodes, ways)
  return (search) => solver.solve(search)
}

const answers = searches.map(side)
const times: Record<'max' | 'sum', number[]> = { max: [], sum: [] }
for (let round = 0; round < 2; round++) {
  for (const search of searches) {
    const begun = performance.now()
    side(search)
    times[search.combine].push(performance.now() - begun)
  }
}
const all = [...times.max, ...times.sum]
const figures = { p50: quantile(all, 0.5), p95: quantile(all, 0.95) }
const byMeasure = { time: quantile(times.max, 0.95), effort: quantile(times.sum, 0.95) }
process.stdout.write(`${JSON.stringify({ ...figures, ...byMeasure, answers })}\n`)
