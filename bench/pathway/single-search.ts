// SPDX-License-Identifier: Apache-2.0
import { buildHypergraph } from '../../src/finder/pathways/hypergraph.model.ts'
import { PathwaySolver, type Search } from '../../src/finder/pathways/solve-pathway.model.ts'
import { quantile } from '../result.ts'
import { PlainKnuth } from './plain-knuth.ts'
import { makeWorkload, nodes } from './workload.ts'

// One fresh process of a side: `single-search.ts ours|plain`. Prints figures and the answers.
const turns = 3
const { ways, asked } = makeWorkload()
const side = process.argv[2] === 'plain' ? plain() : ours()

function ours(): (search: Search) => number | null {
  const solver = new PathwaySolver(buildHypergraph(nodes, ways))
  return (search) => solver.solve(search)?.cost ?? null
}

function plain(): (search: Search) => number | null {
  const solver = new PlainKnuth(nodes, ways)
  return (search) => solver.solve(search)
}

/** Milliseconds of this thread's CPU time. */
function cpu(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

// Answering once also warms both sides up, and ours arranges its graph.
const begun = performance.now()
const answers = [side(asked[0]?.search ?? { starts: [], target: 0, combine: 'max' })]
const firstSearch = performance.now() - begun
answers.push(...asked.slice(1).map(({ search }) => side(search)))

const every: number[][] = asked.map(() => [])
const cpuBefore = cpu()
for (let turn = 0; turn < turns; turn++) {
  for (const [index, { search }] of asked.entries()) {
    const start = performance.now()
    side(search)
    every[index]?.push(performance.now() - start)
  }
}
const meanCpu = (cpu() - cpuBefore) / (turns * asked.length)

/** The least time of each search: what others on the machine add is left out. Every search is timed as it comes, after 79 others. */
const least = every.map((times) => Math.min(...times))
const of = (keep: (index: number) => boolean) =>
  quantile(
    least.filter((_, index) => keep(index)),
    0.95,
  )
const figures = {
  p50: quantile(least, 0.5),
  p95: quantile(least, 0.95),
  far: of((index) => asked[index]?.sort === 'far'),
  out: of((index) => asked[index]?.sort === 'out'),
  any: of((index) => asked[index]?.sort === 'any'),
  time: of((index) => asked[index]?.search.combine === 'max'),
  effort: of((index) => asked[index]?.search.combine === 'sum'),
  disturbed: quantile(every.flat(), 0.95),
  meanCpu,
  firstSearch,
}
process.stdout.write(`${JSON.stringify({ ...figures, answers })}\n`)
