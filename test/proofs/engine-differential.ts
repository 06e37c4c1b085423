// SPDX-License-Identifier: Apache-2.0
import { caseOf } from '../../packages/recognition/src/oracle/generate-case.ts'
import { assessByBruteForce, type OracleAssessment } from '../../packages/recognition/src/oracle/judge.ts'
import { checkSeed, describeMismatch } from './engine/mismatch.ts'
import type { Proof, ProofRun } from './proof.ts'

const CHUNK = 500
const SPREAD = 1_000_000

/** In one case of this many the oracle walks every day of sixty years, against its own shorter walk. */
const EVERY_DAY = 200

type Counts = Map<string, number>

function count(counts: Counts, { findings, questions }: OracleAssessment): void {
  const add = (name: string, by = 1): unknown => counts.set(name, (counts.get(name) ?? 0) + by)
  add('findings', findings.length)
  add('questions', questions.length)
  for (const finding of findings) {
    add(finding.verdict)
    if (finding.holdsFrom) add('with a day from which')
    if (finding.via.length > 0) add('on derived credentials')
  }
}

function checkEveryDay(seed: number): void {
  const { input, expected } = caseOf(seed)
  const walked = assessByBruteForce(input, { everyDay: true })
  if (JSON.stringify(walked) !== JSON.stringify(expected))
    throw new Error(`seed ${seed}: the oracle's walk over every day gives another assessment`)
}

function checkChunk(first: number, size: number, counts: Counts): void {
  for (let seed = first; seed < first + size; seed++) {
    const { mismatch, expected } = checkSeed(seed)
    if (mismatch) throw new Error(describeMismatch(mismatch))
    count(counts, expected)
    if (seed % EVERY_DAY === 0) checkEveryDay(seed)
  }
}

function run({ seed, size, done, progress }: ProofRun): Promise<string> {
  const counts: Counts = new Map()
  const first = (seed - 1) * SPREAD + 1
  for (let at = done; at < size; at += CHUNK) {
    const chunk = Math.min(CHUNK, size - at)
    checkChunk(first + at, chunk, counts)
    progress(at + chunk)
    if ((at + chunk) % 10_000 === 0) console.log(`${at + chunk} of ${size} agree (seed ${seed})`)
  }
  const detail = [...counts].map(([name, number]) => `${number} ${name}`).join(', ')
  return Promise.resolve(`${size} random rule sets and persons agree, seeds ${first} to ${first + size - 1}: ${detail}`)
}

/** The engine and the brute-force evaluator give the same assessment for random rules and persons. */
export const engineDifferentialProof: Proof = {
  name: 'engine-differential',
  summary: 'the engine against brute force on random rules and persons',
  unit: 'cases',
  size: 100_000,
  run,
}
