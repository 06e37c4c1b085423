// SPDX-License-Identifier: Apache-2.0
import { type BenchOptions, type BenchResult, median, resultOf, round } from '../result.ts'
import { pinned } from './pinned.ts'
import type { JoseFigures, JoseLine } from './work.ts'

/** Certificates as JWTs and SD-JWTs, against node:crypto alone. */
export async function joseResults(report: (result: BenchResult) => void, options: BenchOptions): Promise<void> {
  const lines: JoseLine[] = []
  for (let turn = 1; turn <= options.rounds; turn++) {
    options.progress(`attestation: vc+jwt and SD-JWT, round ${turn} of ${options.rounds}`)
    lines.push(await pinned<JoseLine>('jose-side.ts'))
  }
  for (const name of Object.keys(lines[0] ?? {}))
    report(
      resultFor(
        name,
        lines.flatMap((line) => line[name] ?? []),
      ),
    )
}

function resultFor(name: string, figures: readonly JoseFigures[]): BenchResult {
  const middle = (member: 'ours' | 'raw' | 'direct') => median(figures.map((one) => one[member]))
  const goal = name.includes('issue') ? 0.5 : 0.75
  const reached = median(figures.map(({ ours, raw }) => raw / ours)) >= goal
  const peers = figures.flatMap(({ peer }) => (peer === null ? [] : [peer]))
  return resultOf({
    name: `attestation ${name}`,
    unit: 'µs of CPU',
    better: 'lower',
    ours: middle('ours'),
    ...(peers.length === 0 ? {} : { peer: { name: 'jose 6.2.17', value: median(peers) } }),
    limit: middle('raw'),
    detail: {
      goal,
      reached,
      limitIs: 'the same signatures and digests by node:crypto alone',
      ofLimitWithSignaturesAsDer: round(middle('direct') / middle('ours')),
      characters: figures[0]?.size,
      runs: figures.map(({ ours, raw }) => round(raw / ours)),
    },
  })
}
