// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { isDeepStrictEqual, promisify } from 'node:util'
import { type BenchGroup, type BenchOptions, type BenchResult, median, resultOf, round } from '../result.ts'

const run = promisify(execFile)
const sides = ['ours', 'plain'] as const

type Figure = 'p50' | 'p95' | 'far' | 'out' | 'any' | 'time' | 'effort' | 'disturbed' | 'meanCpu' | 'firstSearch'

interface Line extends Record<Figure, number> {
  answers: (number | null)[]
}

/** One fresh process of a side; answers the figures it prints. */
async function once(side: (typeof sides)[number]): Promise<Line> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'single-search.ts'), side])
  return JSON.parse(stdout) as Line
}

const what = 'pathway over 50,000 nodes and 200,000 rules'

const rows: { name: string; figure: Figure; goal: number | null }[] = [
  { name: `${what}, p50`, figure: 'p50', goal: null },
  { name: `${what}, p95`, figure: 'p95', goal: 10 },
  { name: 'pathway to a far target, p95', figure: 'far', goal: 10 },
  { name: 'pathway to a target that cannot be reached, p95', figure: 'out', goal: 10 },
  { name: 'pathway to any target, 20 to 2,000 held, p95', figure: 'any', goal: 10 },
  { name: 'pathway by time, p95', figure: 'time', goal: null },
  { name: 'pathway by effort, p95', figure: 'effort', goal: null },
  { name: `${what}, p95 of all runs, others on the machine included`, figure: 'disturbed', goal: null },
  { name: `${what}, CPU time of the thread, mean`, figure: 'meanCpu', goal: null },
  { name: `${what}, the first search of a process`, figure: 'firstSearch', goal: null },
]

export const group: BenchGroup = {
  name: 'pathway',
  summary: 'the cheapest plan in a large hypergraph, against Knuth’s algorithm as a textbook has it',
  async run(report: (result: BenchResult) => void, { rounds, progress }: BenchOptions) {
    const lines: Record<(typeof sides)[number], Line[]> = { ours: [], plain: [] }
    for (let turn = 1; turn <= rounds; turn++) {
      progress(`pathway: round ${turn} of ${rounds}`)
      for (const side of sides) lines[side].push(await once(side))
      if (!isDeepStrictEqual(lines.ours.at(-1)?.answers, lines.plain.at(-1)?.answers)) {
        throw new Error('The two sides do not agree on what the plans cost.')
      }
    }
    const reached = lines.ours[0]?.answers.filter((cost) => cost !== null).length ?? 0
    for (const { name, figure, goal } of rows) {
      const [ours, plain] = sides.map((side) => median(lines[side].map((line) => line[figure])))
      const detail = {
        ...(goal === null ? {} : { goal, reached: (ours ?? goal) <= goal }),
        searches: lines.ours[0]?.answers.length ?? 0,
        found: reached,
        runs: sides.map((side) => lines[side].map((line) => round(line[figure]))),
      }
      const peer = { name: 'plain Knuth–Dijkstra', value: plain ?? Number.NaN }
      report(resultOf({ name, unit: 'ms', better: 'lower', ours: ours ?? Number.NaN, peer, detail }))
    }
  },
}
