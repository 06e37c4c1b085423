// SPDX-License-Identifier: Apache-2.0
import type { LevelRef, PlainDate, Rule } from './rule.ts'

export interface JurisdictionNode {
  code: string
  /** Where it lies, as instruments say: nested territory and dated membership of unions. */
  parents: { code: string; from?: PlainDate; until?: PlainDate }[]
}

export interface FrameworkNode {
  id: string
  /** Lowest first. Levels with the same `rank` are equal; null: the law does not order this level. */
  levels: { id: string; rank: number | null }[]
}

export interface QualificationNode {
  id: string
  levels: LevelRef[]
  country: string | null
  awardingBody: string | null
  field: string[]
}

/** What can be stated, and with which values. */
export interface FactDeclaration {
  id: string
  type: 'boolean' | 'number' | 'date' | 'choice' | 'place' | 'set'
  /** Values of a choice, members of a set. */
  options?: string[]
}

/** An entry of a catalogue, counted on `from` and later, and before `until`. */
export interface CatalogueItem {
  qualification: string
  class: string
  from?: PlainDate
  until?: PlainDate
  /** Once it has ended: whether it goes on for what was issued before `until`. Absent: the catalogue says nothing more of it. */
  after?: 'kept' | 'lost'
}

export interface CatalogueNode {
  id: string
  classes: string[]
  /** `complete`: what is not an item is not listed. `partial`: what is not an item may be listed. */
  coverage: 'complete' | 'partial'
  items: CatalogueItem[]
}

/** Everything the engine needs to know of the world. Plain JSON. */
export interface Bundle {
  jurisdictions: JurisdictionNode[]
  frameworks: FrameworkNode[]
  qualifications: QualificationNode[]
  catalogues: CatalogueNode[]
  facts: FactDeclaration[]
  rules: Rule[]
}
