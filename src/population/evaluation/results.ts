// SPDX-License-Identifier: Apache-2.0
import { shared } from '../columns/growing.ts'
import type { Layout } from './layout.ts'

/** How outcomes stand, in the places of a layout. */
export interface Results {
  /**
   * Of eight outcomes each: two bits, 3 met, 2 at discretion, 1 open. The lower bits are the lower half of a place, the higher ones the upper
   * half.
   */
  standings: Uint16Array
  /** By person: 1 where only the single evaluation counts, whatever stands in the places. */
  singly: Uint8Array
}

export function emptyResults({ start }: Layout, persons: number): Results {
  return {
    standings: shared.words(start[start.length - 1] as number),
    singly: shared.bytes(persons),
  }
}
