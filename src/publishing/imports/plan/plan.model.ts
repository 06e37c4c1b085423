// SPDX-License-Identifier: Apache-2.0
import type { MatchedRow } from '../matching/match.model.ts'
import type { Action, EarlierHolders } from '../rows/row.model.ts'

/** An item of the catalogue, as a line of its file says it. */
export interface CatalogueItem {
  /** Which line of the list as it stood it was, from 0; absent: it was none. */
  at?: number | undefined
  qualification: string
  class: string
  from?: string | undefined
  until?: string | undefined
  /** Of a line of a later batch: what it does to an entry of an earlier one. */
  action?: Action | undefined
  earlierHolders?: EarlierHolders | undefined
  noteEn?: string | undefined
  noteZh?: string | undefined
}

/** What the file is: rows to add to what is there, or all of the catalogue, so that what is not in it goes. */
export type ImportMode = 'batch' | 'whole'

/** How a catalogue continues an earlier list. */
export interface BatchOptions {
  day: string | null
  replaces: boolean
  earlierHolders: EarlierHolders | null
}

export interface PlanOptions {
  mode: ImportMode
  /** From when rows hold that do not say, and what leaves with them ends. */
  effective: string | null
  /** Where the catalogue is a later batch: the day from which it speaks, and whether it takes the place of what stood. */
  batch?: BatchOptions | null
}

export type ChangeKind = 'added' | 'changed' | 'withdrawn' | 'unchanged'

/** What becomes of one qualification. */
export interface PlannedChange {
  kind: ChangeKind
  qualification: string
  before: CatalogueItem | null
  after: CatalogueItem | null
  /** Null: the file does not speak of it. */
  row: MatchedRow | null
}

export const sameItem = (one: CatalogueItem, other: CatalogueItem): boolean =>
  one.class === other.class &&
  one.from === other.from &&
  one.until === other.until &&
  (one.action ?? 'add') === (other.action ?? 'add') &&
  one.earlierHolders === other.earlierHolders &&
  one.noteEn === other.noteEn &&
  one.noteZh === other.noteZh
