// SPDX-License-Identifier: Apache-2.0
import type { Evaluated } from './evaluated.ts'

/** The kind of the first credential by which an outcome is met for a person; -1: of none, or of no single one that columns know. */
export function kindBehind({ evaluation, results, singly }: Evaluated, person: number, outcome: number): number {
  if (singly.has(person)) return -1
  const { outcomes, start, rows } = evaluation.layout
  const { firstRecord, recordKind, recordOf, kindStart } = evaluation.around.workforce
  for (let index = firstRecord[person] as number; index < (firstRecord[person + 1] as number); index++) {
    const kind = recordKind[index] as number
    const at = outcomes[kind]?.indexOf(outcome) ?? -1
    if (at === -1) continue
    const row = (recordOf[index] as number) - (kindStart[kind] as number)
    const byte = (start[kind] as number) + (at >> 3) * (rows[kind] as number) + row
    if (((results.met[byte] as number) & (1 << (at & 7))) !== 0) return kind
  }
  return -1
}
