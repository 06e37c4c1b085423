// SPDX-License-Identifier: Apache-2.0
import type { Cell, CellState, Formula } from '@passerelle/recognition'
import type { Circumstances } from '../circumstances.ts'
import type { Span } from '../span.ts'

/** Reads what a cell says for a record of a person. `record` -1: for a credential of which nothing is known, or for none. */
export interface CellReader {
  span(person: number, record: number): Span
  /** A text that is equal where what is open is the same; null where only the single evaluation can tell. */
  key(person: number, record: number): string | null
  /** What is put in its place to settle a formula. */
  state(person: number, record: number): CellState | Formula
}

/** The readers of an evaluation. */
export interface CellReaders {
  around: Circumstances
  readerOf(cell: Cell): CellReader
}
