// SPDX-License-Identifier: Apache-2.0
import { type BenchResult, median, resultOf, round } from '../result.ts'
import type { Line } from './side.ts'
import { RULES } from './workload.ts'

export const SIDES = ['ours', 'duckdb', 'postgres', 'copy', 'zen', 'json-rules'] as const
export type Side = (typeof SIDES)[number]

type Figure = 'load' | 'evaluate' | 'fresh' | 'ofPersons'

/** Peers of the evaluation on one thread, with what they are asked and how many times better ours is to be. */
const PEERS: { side: Side; name: string; figure: Figure; goal?: number }[] = [
  ...(
    [
      ['duckdb', 'DuckDB 1.5.4 in memory, one thread, denormalised', 15],
      ['postgres', 'PostgreSQL, one process, denormalised', 60],
    ] as const
  ).flatMap(([side, name, goal]): typeof PEERS => [
    { side, goal, figure: 'evaluate', name: `${name}, rules counted` },
    { side, goal, figure: 'ofPersons', name: `${name}, outcomes of each person` },
  ]),
  { side: 'zen', figure: 'evaluate', name: 'ZEN 0.52.1, sliced by hand, facts made, no trace' },
  { side: 'json-rules', figure: 'evaluate', name: 'json-rules-engine 7.3.1, sliced by hand, facts made' },
]

/** What the processes of all sides tell of a workforce. */
export function evaluationLines(persons: number, lines: Record<Side, Line[]>): BenchResult[] {
  const of = (side: Side, figure: Figure): number => median(lines[side].map((line) => line[figure] ?? Number.NaN))
  const rate = (side: Side, figure: Figure): number => ((lines[side][0]?.sample ?? persons) / of(side, figure)) * 1000
  const runs = (side: Side, figure: Figure): number[] => lines[side].map((line) => round(line[figure] ?? Number.NaN))
  const common = { unit: 'persons/s', better: 'higher' } as const
  const evaluate = rate('ours', 'evaluate')
  const workload = { persons, rules: RULES, runs: runs('ours', 'evaluate') }
  const fresh = rate('ours', 'fresh')
  const alone = PEERS.map(({ side, name, figure, goal }) => {
    const peer = { name, value: rate(side, figure) }
    const notReady = { fresh: round(fresh), timesFresh: round(fresh / peer.value) }
    const reached = goal === undefined ? {} : { goal, reached: evaluate / peer.value >= goal }
    const { sample } = lines[side][0] ?? {}
    const detail = {
      ...reached,
      ...notReady,
      ...workload,
      peers: runs(side, figure),
      ...(sample === undefined ? {} : { sample }),
    }
    return resultOf({ name: 'population evaluation, one thread', ...common, ours: evaluate, peer, detail })
  })
  const load = rate('ours', 'load')
  const loading = resultOf({
    ...{ name: 'population load, snapshot', ...common, ours: load },
    peer: { name: 'COPY BINARY of the denormalised table into Node', value: rate('copy', 'load') },
    detail: {
      goal: 1e6,
      reached: load >= 1e6,
      persons,
      milliseconds: runs('ours', 'load'),
      peers: runs('copy', 'load'),
    },
  })
  return [...alone, loading]
}
