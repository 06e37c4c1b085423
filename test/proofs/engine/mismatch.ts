// SPDX-License-Identifier: Apache-2.0
/** One case decided by both, and a mismatch made as small as it goes. */

import { caseOf } from '../../../packages/recognition/src/oracle/generate-case.ts'
import { assessByBruteForce, type OracleAssessment } from '../../../packages/recognition/src/oracle/judge.ts'
import { shrink } from '../../../packages/recognition/src/oracle/shrink.ts'
import type { Case } from '../../../packages/recognition/src/oracle/world.ts'
import { differences } from './compare.ts'

export interface Mismatch {
  seed: number
  differences: string[]
  smallest: Case
}

function differencesOrThrown(input: Case, expected: OracleAssessment): string[] {
  try {
    return differences(input, expected)
  } catch (problem) {
    return [`the engine throws: ${problem instanceof Error ? problem.message : String(problem)}`]
  }
}

/** The kind of a difference: what it is about, without names. */
function kindOf([first]: string[]): string {
  return (first ?? '').replace(/law#\w.*|\n[\s\S]*/g, '')
}

/** What is still a mismatch of the same kind; what the oracle cannot read is none. */
function stillDiffers(kind: string): (input: Case) => boolean {
  return (input) => {
    try {
      const found = differencesOrThrown(input, assessByBruteForce(input, { limit: 500 }))
      return found.length > 0 && kindOf(found) === kind
    } catch {
      return false
    }
  }
}

export interface Checked {
  expected: OracleAssessment
  mismatch?: Mismatch
}

export function checkSeed(seed: number): Checked {
  const { input, expected } = caseOf(seed)
  const found = differencesOrThrown(input, expected)
  if (found.length === 0) return { expected }
  const smallest = shrink(input, stillDiffers(kindOf(found)))
  const again = differencesOrThrown(smallest, assessByBruteForce(smallest))
  return { expected, mismatch: { seed, differences: again.length > 0 ? again : found, smallest } }
}

export function describeMismatch({ seed, differences: found, smallest }: Mismatch): string {
  const rules = smallest.bundle.rules.map((rule) => `  rule   ${JSON.stringify(rule)}`)
  const { rules: _, ...register } = smallest.bundle
  const lines = [
    `seed ${seed}: ${found.join('\n')}`,
    ...rules,
    `  person ${JSON.stringify(smallest.person)}`,
    `  as of  ${smallest.asOf} ${JSON.stringify(smallest.request)}`,
    `  world  ${JSON.stringify(register)}`,
  ]
  return lines.join('\n')
}
