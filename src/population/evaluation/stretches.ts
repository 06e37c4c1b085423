// SPDX-License-Identifier: Apache-2.0
import type { Workforce } from '../columns/workforce.ts'

const ROWS = 65_536

/** The rows of a workforce in pieces that one thread takes at a time: kind, first row, row after the last; persons as the kind after all others. */
export function stretchesOf({ kinds, kindStart, persons }: Workforce): Uint32Array {
  const found: number[] = []
  const add = (kind: number, first: number, end: number): void => {
    for (let from = first; from < end; from += ROWS) found.push(kind, from, Math.min(end, from + ROWS))
  }
  for (let kind = 0; kind < kinds.length; kind++) add(kind, kindStart[kind] as number, kindStart[kind + 1] as number)
  add(kinds.length, 0, persons)
  const stretches = new Uint32Array(new SharedArrayBuffer(found.length * 4))
  stretches.set(found)
  return stretches
}
