// SPDX-License-Identifier: Apache-2.0
import { type BenchOptions, type BenchResult, median, resultOf, round } from '../result.ts'
import type { IntegrityFigures } from './integrity-side.ts'
import { pinned } from './pinned.ts'

/** What is wanted: the share of node:crypto alone, and how many times faster than the usual library. */
const goals: Record<string, { ofLimit: number; ratio?: number }> = {
  'eddsa-rdfc-2022 verify': { ofLimit: 0.4, ratio: 10 },
  'eddsa-jcs-2022 verify': { ofLimit: 0.7 },
}

/** Proofs within documents: the package, the usual library, and node:crypto alone, in fresh processes of one thread. */
export async function measureIntegrity(
  report: (result: BenchResult) => void,
  { rounds, progress }: BenchOptions,
): Promise<void> {
  const runs: Record<string, IntegrityFigures>[] = []
  for (let round = 0; round < rounds; round++) {
    progress(`attestation: proofs in documents, round ${round + 1} of ${rounds}`)
    runs.push(await pinned('integrity-side.ts'))
  }
  for (const name of Object.keys(runs[0] ?? {})) report(resultFor(name, runs))
}

function resultFor(name: string, runs: readonly Record<string, IntegrityFigures>[]): BenchResult {
  const figures = runs.flatMap((run) => run[name] ?? [])
  const of = (side: keyof IntegrityFigures) => median(figures.map((one) => one[side]))
  const shares = figures.map(({ ours, raw }) => round(raw / ours))
  return resultOf({
    name: `attestation ${name}`,
    unit: 'µs of CPU',
    better: 'lower',
    ours: of('ours'),
    peer: { name: '@digitalbazaar/vc 7.3.0', value: of('usual') },
    limit: of('raw'),
    detail: {
      goal: goals[name] ?? null,
      limitIs: 'the same signatures and digests by node:crypto alone',
      runs: shares,
    },
  })
}
