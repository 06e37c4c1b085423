// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { caseOf } from '../../../packages/recognition/src/oracle/generate-case.ts'
import type { Case } from '../../../packages/recognition/src/oracle/world.ts'

/** The same cases wherever the engine runs. */
export function fixedCases(count: number): Case[] {
  return Array.from({ length: count }, (_, at) => caseOf(900_000 + at).input)
}

export function digest(texts: string[]): string {
  return createHash('sha256').update(texts.join('\n')).digest('hex')
}
