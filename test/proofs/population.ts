// SPDX-License-Identifier: Apache-2.0
import { compareColumns } from './population/compare-columns.ts'
import type { Proof, ProofRun } from './proof.ts'

/** Persons of one world, each under two laws. */
const CROWD = 25
const LAWS = 2
const CHUNK = 1_000
const SPREAD = 1_000_000

async function run({ seed, size, done, progress }: ProofRun): Promise<string> {
  const first = (seed - 1) * SPREAD + 1
  let singly = 0
  let outcomes = 0
  for (let at = done; at < size; at += CHUNK) {
    for (let world = at / (CROWD * LAWS); world < (at + CHUNK) / (CROWD * LAWS); world++) {
      const compared = await compareColumns(first + world, CROWD)
      singly += compared.singly
      outcomes += compared.outcomes
    }
    progress(at + CHUNK)
    if ((at + CHUNK) % 50_000 === 0) console.log(`${at + CHUNK} of ${size} agree (seed ${seed})`)
  }
  return `${size} random persons under random rule sets have the same outcomes in columns and singly: ${outcomes} outcomes; columns left ${singly} persons to the single evaluation`
}

/** Columns say of everybody what the single evaluation says. */
export const populationProof: Proof = {
  name: 'population',
  summary: 'columns against the single evaluation',
  unit: 'pairs of a person and a rule set',
  size: 1_000_000,
  run,
}
