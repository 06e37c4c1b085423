// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type BenchGroup, type BenchOptions, type BenchResult, median, resultOf } from '../result.ts'

const run = promisify(execFile)
const SIDES = ['ours', 'zen', 'json-rules'] as const
type Side = (typeof SIDES)[number]
type Line = Record<string, number>

/** One fresh process of a side; answers the figures it prints. */
async function once(side: Side): Promise<Line> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'single-person.ts'), side])
  return JSON.parse(stdout) as Line
}

async function measure({ rounds, progress }: BenchOptions): Promise<Record<Side, Line[]>> {
  const lines: Record<Side, Line[]> = { ours: [], zen: [], 'json-rules': [] }
  for (let round = 1; round <= rounds; round++) {
    progress(`engine: round ${round} of ${rounds}`)
    for (const side of SIDES) lines[side].push(await once(side))
  }
  return lines
}

const of = (lines: Line[], figure: string): number => median(lines.map((line) => line[figure] ?? Number.NaN))

const ROWS = [
  { name: 'engine one person explained, p50', ours: 'p50', peer: 'p50', goal: 10 },
  { name: 'engine one person explained, p95', ours: 'p95', peer: 'p95', goal: 40 },
  { name: 'engine one person explained as JSON, p50', ours: 'jsonP50', peer: 'p50', goal: 60 },
  { name: 'engine one person explained as JSON, p95', ours: 'jsonP95', peer: 'p95', goal: 200 },
] as const

export const group: BenchGroup = {
  name: 'engine',
  summary: 'one person, fully explained, against rule engines that are handed the right rules',
  async run(report: (result: BenchResult) => void, options: BenchOptions) {
    const lines = await measure(options)
    const workload = Object.fromEntries(
      ['findings', 'outcomes', 'bytes', 'compile'].map((figure) => [figure, of(lines.ours, figure)]),
    )
    for (const row of ROWS) {
      for (const [side, name] of [
        ['zen', 'ZEN 0.52.1, sliced by hand, with trace'],
        ['json-rules', 'json-rules-engine 7.3.1, sliced by hand, no explanation'],
      ] as const) {
        const ours = of(lines.ours, row.ours)
        const peer = { name, value: of(lines[side], row.peer) }
        const detail = { goal: row.goal, reached: ours <= row.goal, rules: 2000, ...workload }
        report(resultOf({ name: row.name, unit: 'µs', better: 'lower', ours, peer, detail }))
      }
    }
    for (const side of ['zen', 'json-rules'] as const) {
      const peer = { name: side, value: 1e6 / of(lines[side], 'cpu') }
      const ours = 1e6 / of(lines.ours, 'cpu')
      report(
        resultOf({
          name: 'engine assessments, CPU',
          unit: 'persons/s',
          better: 'higher',
          ours,
          peer,
          detail: workload,
        }),
      )
    }
  },
}
