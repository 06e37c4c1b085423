// SPDX-License-Identifier: Apache-2.0
import type { FactDeclaration } from '../bundle.ts'
import type { PlainDate, Rule } from '../rule.ts'

/** Rules of one place by what can make them candidates. Numbers are positions in `Compiled.rules`, ascending. */
export interface PlaceIndex {
  byQualification: Record<string, number[]>
  byLevel: Record<string, number[]>
  /** Rules whose subject names no identity: any credential may be theirs. */
  any: number[]
  /** Rules without subject. */
  none: number[]
}

export interface CompiledQualification {
  levels: string[]
  country: string | null
  awardingBody: string | null
  field: string[]
}

export interface CompiledCatalogue {
  classes: string[]
  complete: boolean
  /** Qualification id to class, in force on the as-of date. */
  items: Record<string, string>
  /** Qualification id to its entries that have ended and say what becomes of earlier holders, earliest end first. Absent: none. */
  ended?: Record<string, EndedItem[]>
}

export interface EndedItem {
  until: PlainDate
  class: string
  kept: boolean
}

/** Law and register as of one date, indexed. Plain JSON: the same form serves a browser. */
export interface Compiled {
  version: 1
  asOf: PlainDate
  /** Rules in force, ordered by id. */
  rules: Rule[]
  places: Record<string, PlaceIndex>
  /** Jurisdiction to all that contain it, itself included. */
  within: Record<string, string[]>
  /** Framework to its levels as `framework/level` with ranks. */
  frameworks: Record<string, { level: string; rank: number | null }[]>
  qualifications: Record<string, CompiledQualification>
  catalogues: Record<string, CompiledCatalogue>
  facts: Record<string, FactDeclaration>
}
