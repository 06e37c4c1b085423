// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../finding.model.ts'
import type { Column } from './columns.model.ts'

export const actions = ['add', 'change', 'withdraw'] as const
export type Action = (typeof actions)[number]

/** What becomes of those whose certificate was issued before the item ended. */
export type EarlierHolders = 'keep' | 'lose'

/** What a row says, read but not yet matched. What is absent was empty. */
export interface ItemRow {
  sheet: string | null
  row: number
  id?: string
  nameZh?: string
  nameEn?: string
  bodyZh?: string
  bodyEn?: string
  country?: string
  class: string
  from?: string
  until?: string
  /** What the row says happens; absent where it does not say. */
  action?: Action
  earlierHolders?: EarlierHolders
  noteZh?: string
  noteEn?: string
  source?: string
  /** Where each of it stands, for findings that come later. */
  cells: Partial<Record<Column, string>>
}

/** What the rows of a file are read against. */
export interface RowContext {
  classes: readonly { id: string; names: readonly string[] }[]
  countries: readonly { code: string; names: readonly string[] }[]
  from1904: boolean
  /** Whether to name the sheet at each finding: there is more than one. */
  severalSheets: boolean
}

export interface RowsRead {
  rows: ItemRow[]
  findings: Finding[]
  /** Rows with anything in them, also those that cannot be taken. */
  counted: number
  /** Of each sheet that was read: what stands in which column, for whoever wants to see it. */
  columns: { sheet: string; header: number; columns: Column[] }[]
}
