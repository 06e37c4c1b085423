// SPDX-License-Identifier: Apache-2.0
import { checkSmallLaw, describeSmallLaw } from './law/check-small-law.ts'
import type { Proof, ProofRun } from './proof.ts'

const CHUNK = 200
const SPREAD = 1_000_000

function run({ seed, size, done, progress }: ProofRun): Promise<string> {
  const first = (seed - 1) * SPREAD + 1
  const counts = { dead: 0, shadowed: 0, contradictions: 0 }
  for (let at = done; at < size; at += CHUNK) {
    const last = Math.min(size, at + CHUNK)
    for (let each = first + at; each < first + last; each++) {
      const { facts, differences } = checkSmallLaw(each)
      if (differences.length > 0) throw new Error(describeSmallLaw(each, differences))
      for (const name of ['dead', 'shadowed', 'contradictions'] as const) counts[name] += facts[name].length
    }
    progress(last)
    if (last % 5_000 === 0) console.log(`${last} of ${size} agree (seed ${seed})`)
  }
  const { dead, shadowed, contradictions } = counts
  return Promise.resolve(
    `${size} random laws of three rules agree with the list of all their persons, seeds ${first} to ${first + size - 1}: ` +
      `${dead} rules that never fire, ${shadowed} shadowed, ${contradictions} contradictions, each with its person`,
  )
}

/** What `law check` says of small random laws is what the list of all their persons says. */
export const lawAnalysisProof: Proof = {
  name: 'law-analysis',
  summary: 'the analysis of rules against the list of all persons',
  unit: 'laws',
  size: 20_000,
  run,
}
