// SPDX-License-Identifier: Apache-2.0
import { shared } from '../columns/growing.ts'
import type { Layout } from './layout.ts'

/** How outcomes stand, in the bytes of a layout; no bit stands in two of them. */
export interface Results {
  met: Uint8Array
  discretion: Uint8Array
  open: Uint8Array
  /** By person: 1 where only the single evaluation counts, whatever stands in the bytes. */
  singly: Uint8Array
}

export function emptyResults({ start }: Layout, persons: number): Results {
  const bytes = start[start.length - 1] as number
  return {
    met: shared.bytes(bytes),
    discretion: shared.bytes(bytes),
    open: shared.bytes(bytes),
    singly: shared.bytes(persons),
  }
}
