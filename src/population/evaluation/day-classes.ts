// SPDX-License-Identifier: Apache-2.0
import { DAY_OF_CODE_0, LAST_DAY_CODE } from '../columns/day-code.ts'

/** Days between which no rule tells a difference, as one class: 0 for a day that is not known, then 1 up. */
export interface DayClasses {
  /** By day code. */
  classOf: Uint8Array | Uint16Array
  /** The same by counting: day codes, ascending; a code has the class of the number of those that it has reached. */
  codeEdges: Uint16Array
  count: number
  /** A day (since 1970-01-01) of each class; none for class 0. */
  days: readonly (number | undefined)[]
  edges: ReadonlySet<number>
}

export function dayClasses(edges: readonly number[]): DayClasses {
  const turns = [...new Set(edges)].sort((a, b) => a - b)
  const count = turns.length + 2
  const classOf = count <= 256 ? new Uint8Array(LAST_DAY_CODE + 1) : new Uint16Array(LAST_DAY_CODE + 1)
  classOf.fill(1, 1)
  turns.forEach((day, at) => {
    const code = Math.max(1, day - DAY_OF_CODE_0)
    if (code <= LAST_DAY_CODE) classOf.fill(at + 2, code)
  })
  const first = turns[0]
  const reachable = turns.map((day) => Math.max(1, day - DAY_OF_CODE_0)).filter((code) => code <= LAST_DAY_CODE)
  const codeEdges = Uint16Array.from([1, ...reachable])
  return {
    classOf,
    codeEdges,
    count,
    days: [undefined, first === undefined ? 0 : first - 1, ...turns],
    edges: new Set(turns),
  }
}
