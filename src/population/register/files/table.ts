// SPDX-License-Identifier: Apache-2.0
import type { Header } from '../columns.model.ts'
import type { RowFault } from '../row-fault.model.ts'

export type RegisterFormat = 'csv' | 'xlsx' | 'parquet'

/** One row as it stands in the file, or why it cannot be read. */
export interface RawRow {
  /** Line or row of the file, from 1. */
  line: number
  cells: readonly string[]
  fault: RowFault | null
}

/** Rows that follow one another, and where the next ones begin. */
export interface RowBatch {
  rows: RawRow[]
  /** Rows that are told by one of these, and not themselves among them: a part of the file that cannot be read. */
  lost: number
  /** To begin behind these rows another time. */
  position: number
  line: number
  /** How much of the file is read, from 0 to 1. */
  share: number
}

/** Where reading begins: 0 at the first row behind the header. */
export interface Place {
  position: number
  line: number
}

/** A register as it is read, whatever it is written in. */
export interface RegisterTable {
  format: RegisterFormat
  encoding: string | null
  header: Header
  rows(from: Place): AsyncIterable<RowBatch>
}

/** Why nothing of a file can be read, or nothing more of it; message `workforce.file.CODE`. */
export const fileFaultCodes = [
  'empty',
  'no-header',
  'encoding',
  'old-excel',
  'encrypted',
  'other-kind',
  'not-that',
  'sheet-broken',
  'several-sheets',
  'zip-broken',
  'parquet-cut-off',
  'parquet-broken',
  'parquet-codec',
  'parquet-group',
] as const
export type FileFaultCode = (typeof fileFaultCodes)[number]

/** The file cannot be read, or not to its end; what was read before stays. */
export class RegisterFileError extends Error {
  override readonly name = 'RegisterFileError'
  readonly code: FileFaultCode
  readonly args: Readonly<Record<string, string>>

  constructor(code: FileFaultCode, args: Readonly<Record<string, string>> = {}, options?: ErrorOptions) {
    super(`the register cannot be read: ${code}`, options)
    this.code = code
    this.args = args
  }
}

/** So many rows are taken in one transaction. */
export const batchRows = 2000
