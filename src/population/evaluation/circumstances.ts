// SPDX-License-Identifier: Apache-2.0
import type { AssessmentRequest, Compiled, Residuals, WorkCell } from '@passerelle/recognition'
import { DAY_OF_CODE_0 } from '../columns/day-code.ts'
import type { Workforce } from '../columns/workforce.ts'

/** What an evaluation stands on. */
export interface Circumstances {
  workforce: Workforce
  compiled: Compiled
  request: AssessmentRequest
  residuals: Residuals
  /** The as-of date as a day number, and as a day code. */
  day: number
  dayCode: number
  /** Whether the jobs of each kind count for a length of work: 0 no, 1 perhaps, 2 yes. */
  matches(cell: WorkCell): Uint8Array
}

const DAY = 86_400_000

export function circumstances(
  workforce: Workforce,
  compiled: Compiled,
  request: AssessmentRequest,
  residuals: Residuals,
): Circumstances {
  const day = Date.parse(`${compiled.asOf}T00:00:00Z`) / DAY
  const tables = new Map<string, Uint8Array>()
  const matches = (cell: WorkCell): Uint8Array => {
    let table = tables.get(cell.matching)
    if (table === undefined) {
      table = Uint8Array.from(workforce.jobKinds, (kind) => MATCHES.indexOf(cell.match(kind)))
      tables.set(cell.matching, table)
    }
    return table
  }
  return { workforce, compiled, request, residuals, day, dayCode: day - DAY_OF_CODE_0, matches }
}

const MATCHES = ['no', 'maybe', 'yes']

/** Whether a record counts on the as-of date: neither expired nor issued after it. */
export function isValid({ workforce, dayCode }: Circumstances, record: number): boolean {
  const expires = workforce.expires[record] as number
  return (expires === 0 || expires > dayCode) && (workforce.issued[record] as number) <= dayCode
}
