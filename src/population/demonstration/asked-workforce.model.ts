// SPDX-License-Identifier: Apache-2.0
import type { PlainDate } from '../../kernel/index.ts'

/** A qualification of the catalogue whose holders are to be found. */
export interface ListedQualification {
  id: string
  country: string
}

export interface AskedWorkforce {
  /** An invented place: ZZ, XA to XZ, or one within. */
  place: string
  holders: number
  seed: number
  /** The day on which the register is as it is told. */
  asOf: PlainDate
  /** Places within the asked one, itself where there are none; the first are drawn most. */
  districts: readonly string[]
  /** Codes of occupations, all of the last level. */
  occupations: readonly string[]
  listed: readonly ListedQualification[]
}

/** What is drawn of one person and decides about the rest. Days are codes of columns; 0: not known. */
export interface Drawn {
  /** Day of birth, known or not. */
  born: number
  /** Position in `occupations`; -1: not known. */
  occupation: number
  /** Position in `districts`; -1: not known. */
  district: number
  /** How many credentials were put. */
  credentials: number
}
