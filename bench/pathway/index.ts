// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { isDeepStrictEqual, promisify } from 'node:util'
import { type BenchGroup, type BenchOptions, type BenchResult, median, resultOf } from '../result.ts'

const run = promisify(execFile)
const sides = ['ours', 'plain'] as const

interface Line {
  p50: number
  p95: number
  time: number
  effort: number
  answers: (number | null)[]
}

/** One fresh process of a side; answers the figures it prints. */
async function once(side: (typeof sides)[number]): Promise<Line> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'single-search.ts'), side])
  return JSON.parse(stdout) as Line
}

const rows = [
  { name: 'pathway over 50,000 nodes and 200,000 rules, p50', figure: 'p50', goal: null },
  { name: 'pathway over 50,000 nodes and 200,000 rules, p95', figure: 'p95', goal: 10 },
  { name: 'pathway by time, p95', figure: 'time', goal: null },
  { name: 'pathway by effort, p95', figure: 'effort', goal: null },
] as const

export const group: BenchGroup = {
  name: 'pathway',
  summary: 'the cheapest plan in a large hypergraph, against Knuth’s algorithm as a textbook has it',
  async run(report: (result: BenchResult) => void, { rounds, progress }: BenchOptions) {
    const lines: Record<(typeof sides)[number], Line[]> = { ours: [], plain: [] }
    for (let round = 1; round <= rounds; round++) {
      progress(`pathway: round ${round} of ${rounds}`)
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
        searches: 60,
        found: reached,
      }
      const peer = { name: 'plain Knuth–Dijkstra', value: plain ?? Number.NaN }
      report(resultOf({ name, unit: 'ms', better: 'lower', ours: ours ?? Number.NaN, peer, detail }))
    }
  },
}
