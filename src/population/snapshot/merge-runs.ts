// SPDX-License-Identifier: Apache-2.0
import { shared } from '../columns/growing.ts'
import { positionOf } from './held-workforce.ts'

/** Neighbours that stay neighbours: from a source (0: the one that stood, 1: what is new), to a place in the result. */
export class Runs {
  readonly source: number[] = []
  readonly from: number[] = []
  readonly length: number[] = []
  total = 0

  /** The next places of the result are these. */
  add(source: number, from: number, length: number): void {
    if (length === 0) return
    const last = this.source.length - 1
    if (this.source[last] === source && (this.from[last] as number) + (this.length[last] as number) === from)
      this.length[last] = (this.length[last] as number) + length
    else {
      this.source.push(source)
      this.from.push(from)
      this.length.push(length)
    }
    this.total += length
  }

  each(visit: (source: number, from: number, end: number, to: number) => void): void {
    let to = 0
    for (let run = 0; run < this.source.length; run++) {
      const [from, length] = [this.from[run] as number, this.length[run] as number]
      visit(this.source[run] as number, from, from + length, to)
      to += length
    }
  }
}

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** One array of two, by runs. */
export function spliced<T extends Numbers>(runs: Runs, sources: readonly [T, T], make: (length: number) => T): T {
  const result = make(runs.total)
  runs.each((source, from, end, to) => result.set((sources[source] as T).subarray(from, end), to))
  return result
}

/** The second array with other codes for its values. */
export function recoded<T extends Numbers>(array: T, codes: readonly number[], make: (length: number) => T): T {
  const result = make(array.length)
  for (let at = 0; at < array.length; at++) result[at] = codes[array[at] as number] as number
  return result
}

export const floats = (length: number): Float64Array<SharedArrayBuffer> =>
  new Float64Array(new SharedArrayBuffer(length * 8))

export const makers = { 1: shared.bytes, 2: shared.words, 4: shared.longs } as const

/**
 * Who stands where: those who stood, without whom `gone` names and who are among the new, and the new, in the order of their numbers.
 */
export function personRuns(ids: Float64Array, newIds: Float64Array, gone: Float64Array): Runs {
  const dropped = [...newIds, ...gone].map((id) => positionOf(ids, id)).filter((position) => position >= 0)
  const drops = Float64Array.from(new Set(dropped)).sort()
  const runs = new Runs()
  let at = 0
  let drop = 0
  const keepUntil = (end: number): void => {
    while (at < end) {
      while (drop < drops.length && (drops[drop] as number) < at) drop++
      const next = Math.min(end, drops[drop] ?? end)
      runs.add(0, at, next - at)
      at = next === end ? end : next + 1
    }
  }
  for (const [position, id] of newIds.entries()) {
    keepUntil(firstAfter(ids, id, at))
    runs.add(1, position, 1)
  }
  keepUntil(ids.length)
  return runs
}

/** The first position from `from` on whose number is `id` or greater. */
function firstAfter(ids: Float64Array, id: number, from: number): number {
  let low = from
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ids[middle] as number) < id) low = middle + 1
    else high = middle
  }
  return low
}
