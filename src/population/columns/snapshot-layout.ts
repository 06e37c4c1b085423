// SPDX-License-Identifier: Apache-2.0
/**
 * How a workforce lies in a file (docs/workforce.md): a head of 64 bytes, a directory in JSON, then sections that begin at multiples of 64.
 * All numbers are little-endian.
 */
import type { Workforce } from './workforce.ts'

export const MAGIC = 0x46575350
export const VERSION = 1
export const HEAD_BYTES = 64
export const ALIGNMENT = 64

export type Width = 1 | 2 | 4
export type Column = Uint8Array | Uint16Array | Uint32Array

/** One array or one list of values. */
export interface Section {
  name: string
  /** Bytes of each number; 8: floats; 0: values in JSON. */
  width: Width | 8 | 0
  offset: number
  bytes: number
  /** CRC-32 (IEEE 802.3) of its bytes. */
  crc: number
}

export interface Directory {
  persons: number
  records: number
  jobs: number
  facts: string[]
  groups: string[]
  /** Lists of numbers that the writer keeps beside the workforce. */
  lists: string[]
  /** What the writer says of where the workforce comes from. */
  about: Record<string, unknown>
  sections: Section[]
}

type PlainColumn = {
  [Name in keyof Workforce]: Workforce[Name] extends Column ? Name : never
}[keyof Workforce]

type Counts = Pick<Directory, 'persons' | 'records' | 'jobs'>

/** Every array of a workforce beside facts and groups: its width, and how long it is. `null`: as many as the list `kinds` has, and one. */
export const columns: Record<PlainColumn, { width: Width; length: (counts: Counts) => number | null }> = {
  birth: { width: 2, length: ({ persons }) => persons },
  firstRecord: { width: 4, length: ({ persons }) => persons + 1 },
  firstJob: { width: 4, length: ({ persons }) => persons + 1 },
  workKnown: { width: 1, length: ({ persons }) => persons },
  kindStart: { width: 4, length: () => null },
  person: { width: 4, length: ({ records }) => records },
  slot: { width: 1, length: ({ records }) => records },
  issued: { width: 2, length: ({ records }) => records },
  expires: { width: 2, length: ({ records }) => records },
  recordBirth: { width: 2, length: ({ records }) => records },
  recordOf: { width: 4, length: ({ records }) => records },
  recordKind: { width: 4, length: ({ records }) => records },
  jobKind: { width: 4, length: ({ jobs }) => jobs },
  jobFrom: { width: 2, length: ({ jobs }) => jobs },
  jobEnd: { width: 2, length: ({ jobs }) => jobs },
  jobRelevant: { width: 4, length: ({ jobs }) => jobs },
}

export const columnNames = Object.keys(columns) as PlainColumn[]

export const aligned = (offset: number): number => Math.ceil(offset / ALIGNMENT) * ALIGNMENT
