// SPDX-License-Identifier: Apache-2.0
import { compareWithJsonld } from '../../packages/attestation/src/testing/compare-with-jsonld.ts'
import type { Proof, ProofRun } from './proof.ts'

const CHUNK = 1_000
const SPREAD = 1_000_000

async function run({ seed, size, done, progress }: ProofRun): Promise<string> {
  const first = (seed - 1) * SPREAD + 1
  const sums = { alike: 0, refused: 0, left: 0, unportable: 0 }
  for (let at = done; at < size; at += CHUNK) {
    const count = Math.min(CHUNK, size - at)
    const result = await compareWithJsonld({ seed: first + at, count })
    if (result.different.length > 0) throw new Error(JSON.stringify(result.different, null, 2))
    for (const name of ['alike', 'refused', 'left', 'unportable'] as const) sums[name] += result[name]
    progress(at + count)
    if ((at + count) % 10_000 === 0) console.log(`${at + count} of ${size} agree (seed ${seed})`)
  }
  return (
    `${size} documents agree with jsonld in its safe mode: ${sums.alike} the same canonical N-Quads byte for byte, ` +
    `${sums.refused} refused by both; ${sums.left} left to jsonld, ${sums.unportable} refused for a number that jsonld writes as 0, or for texts that it takes for one`
  )
}

/** Certificates become the same statements here as in the usual library, or are refused by both. */
export const linkedDataProof: Proof = {
  name: 'linked-data',
  summary: 'the statements of certificates against jsonld',
  unit: 'documents',
  size: 120_000,
  run,
}
