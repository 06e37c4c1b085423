// SPDX-License-Identifier: Apache-2.0
import type { Workforce } from '../columns/workforce.ts'
import type { Circumstances } from './circumstances.ts'
import type { Layout } from './layout.ts'
import type { OutcomeList } from './outcomes.ts'
import type { Results } from './results.ts'

/** How outcomes stand for everybody of a workforce under a law. */
export interface Standings {
  around: Circumstances
  outcomes: OutcomeList
  /** Puts in how each outcome stands for a person; those that do not are left out. */
  gather(person: number, found: Found): void
  /** The kind of the first credential by which an outcome is met for a person; -1: of none that columns hold. */
  kindBehind(person: number, outcome: number): number
}

/** What was evaluated: where it stands, and how. */
export interface Side {
  layout: Layout
  results: Results
}

/** How outcomes stand for one person. It is filled and cleared for one after the other. */
export class Found {
  /** By outcome id, as in `standings`. */
  readonly standings: Uint8Array
  /** Ids of those that stand, each once. */
  readonly ids: Int32Array
  count = 0

  constructor({ list }: OutcomeList) {
    this.standings = new Uint8Array(list.length)
    this.ids = new Int32Array(list.length)
  }

  /** The best standing counts. */
  add(id: number, standing: number): void {
    const known = this.standings[id] as number
    if (standing <= known) return
    if (known === 0) this.ids[this.count++] = id
    this.standings[id] = standing
  }

  clear(): void {
    for (let at = 0; at < this.count; at++) this.standings[this.ids[at] as number] = 0
    this.count = 0
  }
}

/** How each outcome stands for a person, by outcome id. */
export function outcomesOf(standings: Standings, person: number): Map<number, number> {
  const found = new Found(standings.outcomes)
  standings.gather(person, found)
  return new Map(Array.from(found.ids.subarray(0, found.count), (id) => [id, found.standings[id] as number]))
}

/** How the outcome of a bit stands in a place of results. */
export const standingAt = (eight: number, bit: number): number => ((eight >> bit) & 1) | ((eight >> (bit + 7)) & 2)

/** Puts in what stands in the places of the rows of a person. `sideOf`: where those of a kind stand. */
export function gatherRows(
  { kinds, firstRecord, recordKind, recordOf, kindStart }: Workforce,
  sideOf: (kind: number) => Side,
  person: number,
  found: Found,
): void {
  const end = firstRecord[person + 1] as number
  for (let index = firstRecord[person] as number; index < end; index++) {
    const kind = recordKind[index] as number
    gatherRow(sideOf(kind), kind, (recordOf[index] as number) - (kindStart[kind] as number), found)
  }
  gatherRow(sideOf(kinds.length), kinds.length, person, found)
}

/** Puts in what stands in the places of one row of a kind; `also`: into a second one as well. */
export function gatherRow({ layout, results }: Side, kind: number, row: number, found: Found, also?: Found): void {
  const ids = layout.outcomes[kind] as readonly number[]
  const [start, rows, width] = [layout.start[kind] as number, layout.rows[kind] as number, layout.width[kind] as number]
  for (let at = 0; at < width; at++) {
    const eight = results.standings[start + at * rows + row] as number
    for (let left = (eight | (eight >> 8)) & 255; left !== 0; left &= left - 1) {
      const bit = 31 - Math.clz32(left & -left)
      const id = ids[8 * at + bit] as number
      const standing = standingAt(eight, bit)
      found.add(id, standing)
      also?.add(id, standing)
    }
  }
}
