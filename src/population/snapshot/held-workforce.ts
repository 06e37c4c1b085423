// SPDX-License-Identifier: Apache-2.0
import type { Workforce } from '../columns/workforce.ts'

/** The workforce of an authority as its tables have it. */
export interface HeldWorkforce {
  workforce: Workforce
  /** Numbers of the holders (`population_holders.id`) by position, ascending. */
  ids: Float64Array
  /** The last change that is in it (`population_holders.changed`); 0: none. */
  upTo: number
}

/** The position of a holder; -1: they are not among these. */
export function positionOf(ids: Float64Array, id: number): number {
  let low = 0
  let high = ids.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = ids[middle] as number
    if (found === id) return middle
    if (found < id) low = middle + 1
    else high = middle - 1
  }
  return -1
}
