// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { type BenchOptions, type BenchResult, median, resultOf } from '../result.ts'
import type { IntegrityFigures } from './integrity-side.ts'

const run = promisify(execFile)
const hook = pathToFileURL(join(import.meta.dirname, '..', '..', 'scripts', 'tsx-hook.mjs')).href

/** Proofs within documents: the package, the usual library, and node:crypto alone, in fresh processes of one thread. */
export async function measureIntegrity(
  report: (result: BenchResult) => void,
  { rounds, progress }: BenchOptions,
): Promise<void> {
  const runs: Record<string, IntegrityFigures>[] = []
  for (let round = 0; round < rounds; round++) {
    progress(`attestation: proofs in documents, ${round + 1} of ${rounds}`)
    const { stdout } = await run(process.execPath, ['--import', hook, join(import.meta.dirname, 'integrity-side.ts')])
    runs.push(JSON.parse(stdout) as Record<string, IntegrityFigures>)
  }
  for (const name of Object.keys(runs[0] ?? {})) {
    const of = (side: keyof IntegrityFigures) => median(runs.map((figures) => figures[name]?.[side] ?? Number.NaN))
    const usual = { name: '@digitalbazaar/vc', value: of('usual') }
    const better = 'lower' as const
    report(
      resultOf({ name, unit: 'µs CPU', better, ours: of('ours'), peer: usual, limit: of('raw'), detail: { rounds } }),
    )
  }
}
