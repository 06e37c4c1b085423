// SPDX-License-Identifier: Apache-2.0
import type { AssessmentRequest, Compiled, Residuals } from '@passerelle/recognition'
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
}

const DAY = 86_400_000

export function circumstances(
  workforce: Workforce,
  compiled: Compiled,
  request: AssessmentRequest,
  residuals: Residuals,
): Circumstances {
  const day = Date.parse(`${compiled.asOf}T00:00:00Z`) / DAY
  return { workforce, compiled, request, residuals, day, dayCode: day - DAY_OF_CODE_0 }
}

/** Whether a record counts on the as-of date: neither expired nor issued after it. */
export function isValid({ workforce, dayCode }: Circumstances, record: number): boolean {
  const expires = workforce.expires[record] as number
  return (expires === 0 || expires > dayCode) && (workforce.issued[record] as number) <= dayCode
}
