// SPDX-License-Identifier: Apache-2.0
/**
 * Days in two bytes: 0 is no day (not known, or none), n the n-th day after 1899-12-31, so that 1900-01-01 is 1 and 2079-06-06 is 65,535.
 * A person with a day outside of that is kept whole beside the columns.
 */

export const NO_DAY = 0
export const LAST_DAY_CODE = 65_535
/** Day number (since 1970-01-01) of code 0. */
export const DAY_OF_CODE_0 = -25_568

/** The code of a day number since 1970-01-01; null where two bytes do not reach it. */
export function dayCode(day: number): number | null {
  const code = day - DAY_OF_CODE_0
  return code >= 1 && code <= LAST_DAY_CODE ? code : null
}

/** Day number since 1970-01-01 of a code above 0. */
export const dayOfCode = (code: number): number => code + DAY_OF_CODE_0
