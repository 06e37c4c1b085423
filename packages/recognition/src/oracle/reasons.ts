// SPDX-License-Identifier: Apache-2.0
import type { Assessment } from '../assessment.ts'
import type { Case } from './world.ts'

export function reasonFaults(_input: Case, _assessment: Assessment): string[] {
  return []
}
