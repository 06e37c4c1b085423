// SPDX-License-Identifier: Apache-2.0
import { shared } from '../columns/growing.ts'
import type { Layout } from './layout.ts'

/** How outcomes stand, in the words of a layout; no bit stands in two of them. */
export interface Results {
  met: Uint32Array
  discretion: Uint32Array
  open: Uint32Array
  /** By person: 1 where only the single evaluation counts, whatever stands in the words. */
  singly: Uint8Array
}

export function emptyResults({ start }: Layout, persons: number): Results {
  const words = start[start.length - 1] as number
  return {
    met: shared.longs(words),
    discretion: shared.longs(words),
    open: shared.longs(words),
    singly: shared.bytes(persons),
  }
}
