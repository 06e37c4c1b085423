// SPDX-License-Identifier: Apache-2.0
import type { LawCatalogue } from '../catalogues/catalogue-schema.ts'
import type { CreditProgramme } from '../credits/credits-schema.ts'
import type { LawClause, LawInstrument, LawSource } from '../law/instrument-schema.ts'
import type { Vocabulary } from '../law/vocabulary.ts'
import type { LawCondition, LawOutcome, LawRule } from '../rules/rule-schema.ts'
import type { LawWhole } from '../wholes/whole-schema.ts'

/** An instrument as it stood, stands or shall stand; none: it does not. */
export interface LawState {
  instrument: LawInstrument
  rules: readonly LawRule[]
}

/** What is needed of the register to say whether a place lies within another, or a level above one. */
export type Ground = Pick<Vocabulary, 'jurisdictions' | 'frameworks'>

/** What a change does to those who ask: it is harder to fulfil, easier, or neither can be said. */
export type Effect = 'tighter' | 'looser' | 'other'

export type Change = 'added' | 'removed' | 'changed'

/** One member that was written otherwise; undefined: it was not, or is no longer, written. */
export interface MemberChange {
  member: string
  before: unknown
  after: unknown
}

/** One entry of a list whose entries have names. */
export interface PartChange<Part> {
  id: string
  change: Change
  before: Part | null
  after: Part | null
  /** Of a changed one: what is otherwise. */
  members: MemberChange[]
}

/** One condition that was added, dropped or changed. */
export interface ConditionChange {
  change: 'added' | 'dropped' | 'changed'
  /** Whether everybody needs it, it is one of several ways, or it is needed for one of them. */
  role: 'needed' | 'alternative' | 'part'
  effect: Effect
  /** It stands within a `not`: who fulfils it is shut out. */
  negated: boolean
  /** It stands within a `normally`: who does not fulfil it is left to the authority. */
  guiding: boolean
  /** It is asked of another credential than the one that the rule is about. */
  elsewhere: boolean
  before: LawCondition | null
  after: LawCondition | null
}

export interface RuleDiff {
  id: string
  change: Change
  before: LawRule | null
  after: LawRule | null
  members: MemberChange[]
  /** What became of the credentials it speaks of; null: nothing. */
  subject: Effect | null
  conditions: ConditionChange[]
  outcomes: PartChange<LawOutcome>[]
  /** All of its conditions and its subject together; null: neither has changed. */
  effect: Effect | null
}

export type CatalogueItem = NonNullable<LawCatalogue['items']>[number]

/** What became of one line: it does something else, its class is another, or its days, whose rights it keeps, or its note. */
export type ItemChange =
  | { change: 'added'; qualification: string; before: null; after: CatalogueItem }
  | { change: 'removed'; qualification: string; before: CatalogueItem; after: null }
  | {
      change: 'action' | 'class' | 'dates' | 'holders' | 'note'
      qualification: string
      before: CatalogueItem
      after: CatalogueItem
    }

export interface CatalogueDiff {
  id: string
  change: Change
  before: LawCatalogue | null
  after: LawCatalogue | null
  members: MemberChange[]
  classes: PartChange<LawCatalogue['classes'][number]>[]
  items: ItemChange[]
}

/** A programme with the ids of its units in their order. */
export type OrderedProgramme = CreditProgramme & { order: string }

/** All that is different between two states of one instrument. */
export interface LawDiff {
  instrument: string
  change: Change | 'same'
  members: MemberChange[]
  sources: PartChange<LawSource>[]
  clauses: PartChange<LawClause>[]
  /** Examinations and the like, and programmes of a credit bank. */
  wholes: PartChange<LawWhole>[]
  credits: PartChange<OrderedProgramme>[]
  catalogues: CatalogueDiff[]
  rules: RuleDiff[]
}
