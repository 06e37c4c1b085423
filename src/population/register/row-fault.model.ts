// SPDX-License-Identifier: Apache-2.0
import type { HeadedColumn } from './columns.model.ts'

/** Everything that can be wrong with a row; message `workforce.wrong.CODE`. */
export const rowFaultCodes = [
  'encoding',
  'quote',
  'cells',
  'cut-off',
  'unreadable',
  'number-missing',
  'name-missing',
  'document-form',
  'document-check',
  'document-country',
  'document-unknown-kind',
  'document-type',
  'birth-differs',
  'sex-differs',
  'date',
  'date-future',
  'order',
  'sex',
  'place',
  'qualification',
  'level',
  'level-without',
  'body',
  'occupation',
  'status',
  'listed',
  'yes-no',
  'purpose',
  'email',
  'fact',
  'too-long',
  'erased',
  'too-many',
] as const
export type RowFaultCode = (typeof rowFaultCodes)[number]

export interface RowFault {
  code: RowFaultCode
  /** Null: the row as such. */
  field: HeadedColumn | null
  /** What stood there, where it tells nothing of who it is about. */
  found: string | null
  args?: Record<string, string>
}

/** A fault with the row that has it. */
export interface LineFault extends RowFault {
  /** Line of the file or row of the sheet, from 1. */
  line: number
}
