// SPDX-License-Identifier: Apache-2.0
import type { MatchedRow } from '../matching/match.model.ts'

/** An item of the catalogue, as a line of its file says it. */
export interface CatalogueItem {
  qualification: string
  class: string
  from?: string | undefined
  until?: string | undefined
  noteEn?: string | undefined
  noteZh?: string | undefined
}

/** What the file is: rows to add to what is there, or all of the catalogue, so that what is not in it goes. */
export type ImportMode = 'batch' | 'whole'

export interface PlanOptions {
  mode: ImportMode
  /** From when rows hold that do not say, and what leaves with them ends. */
  effective: string | null
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
  one.noteEn === other.noteEn &&
  one.noteZh === other.noteZh
