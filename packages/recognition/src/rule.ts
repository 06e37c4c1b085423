// SPDX-License-Identifier: Apache-2.0
/**
 * The rule language: what one clause of an instrument says, made executable.
 *
 * Everything here is plain JSON, so that a compiled form can be stored, sent to a browser and hashed.
 * The meaning of every node is written out in `docs/engine-semantics.md`.
 */

/** A calendar date `YYYY-MM-DD` in the proleptic Gregorian calendar; no time, no zone. */
export type PlainDate = string

/** `framework/level`, for example `cn-skill/2` or `degree/bachelor`. */
export type LevelRef = string

/** Six outcomes that the law keeps apart, and two auxiliary effects. */
export type OutcomeKind =
  | 'recognised-as'
  | 'may-apply'
  | 'may-be-appointed'
  | 'may-practise'
  | 'may-sit-exam'
  | 'entitled-to'
  | 'counts-as-level'
  | 'exempt-from'

/** What the recognition is asked for. The same qualification may count for one purpose and not for another. */
export type Purpose = 'employment' | 'title' | 'study' | 'practice'

/** By what act the outcome comes about. */
export type Manner = 'operation-of-law' | 'application' | 'review' | 'individual-assessment' | 'appointment'

/** What the outcome arrives at. At least one member is given. */
export interface Target {
  qualification?: string
  level?: LevelRef
  /** `scheme/code`, for example `cn-series/05` (engineering titles). */
  field?: string
  occupation?: string
  /** What is exempted: `whole/part`, a whole with all of its parts, or a code that names no whole. */
  part?: string
  /** Code of a benefit, for `entitled-to`. */
  benefit?: string
}

export interface Outcome {
  kind: OutcomeKind
  by: Manner
  target: Target
}

/** Outcomes of other rules that a rule speaks against. Members are joined by AND; at least one is given. */
export interface OutcomePattern {
  /** Of one of these kinds; absent: of any. */
  kinds?: OutcomeKind[]
  /** Each member that is named here is the outcome's too; a field, an occupation or a part may lie within the one named. */
  target?: Target
}

/** A length of time in whole calendar units; both members add up. */
export interface Period {
  years?: number
  months?: number
}

/**
 * Which credentials a rule speaks of. Members are joined by AND, the entries of a list by OR.
 * A selector needs `qualification`, `levels`, `framework` or `listed` to be indexed.
 */
export interface CredentialSelector {
  /** Register ids. */
  qualification?: string[]
  framework?: string
  /** Explicit levels, `framework/level`. */
  levels?: LevelRef[]
  /** Range over an ordered framework, both ends included. */
  atLeast?: LevelRef
  atMost?: LevelRef
  /** The credential has no level of these frameworks: a degree is on no list of certificates. */
  notFramework?: string[]
  /** `scheme/code`; a longer code of the same scheme lies within a shorter one. */
  field?: string[]
  /** Place of award lies within one of these jurisdictions. */
  country?: string[]
  notCountry?: string[]
  awardingBody?: string[]
  /** Issued on or after / strictly before. */
  issuedFrom?: PlainDate
  issuedBefore?: PlainDate
  /** On a catalogue, in one of these classes (any class if none is named). */
  listed?: { catalogue: string; classes?: string[] }
  /** Accept credentials that are themselves outcomes of these kinds. Without it, only what was really awarded counts. */
  derived?: ('recognised-as' | 'counts-as-level')[]
}

/** Which working time counts. Members are joined by AND, the entries of a list by OR. */
export interface ExperienceSelector {
  /** Relevant to the credential in scope. */
  relevant?: true
  /** `scheme/code`; a longer code lies within a shorter one. */
  occupation?: string[]
  place?: string[]
  capacity?: string[]
  /** Only time on or after, or before, the day the credential in scope was issued. */
  award?: 'after' | 'before'
  /** Only time within this period before the as-of date. */
  within?: Period
}

/** A scalar or a set that a person states. A set that is stated is complete. */
export type FactValue = boolean | number | string | string[]

/** A test on one stated fact; exactly one of the tests is given. */
export interface FactTest {
  fact: string
  is?: boolean | string
  in?: string[]
  atLeast?: number
  atMost?: number
  /** The value is a jurisdiction that lies within one of these. */
  within?: string[]
  /** The value is a set that holds this member. */
  includes?: string
  /** The value is a date on or after / strictly before. */
  from?: PlainDate
  before?: PlainDate
}

export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { atLeast: number; of: Condition[] }
  /** Worded 'normally' or 原则上: unmet becomes discretion. */
  | { normally: Condition }
  /** The person also holds such a credential, for which `where` holds (with that credential in scope). */
  | { credential: CredentialSelector; where?: Condition }
  /** The credential in scope has been held for at least this long. */
  | { held: Period }
  | { experience: ExperienceSelector; atLeast: Period }
  /** Completed years; `atMost: 45` holds until the day before the 46th birthday. */
  | { age: { atLeast?: number; atMost?: number } }
  | FactTest
  /** A fact about the credential in scope, stated by the person. */
  | { stated: string; is: boolean | string }
  /** The credential in scope has these attributes. */
  | { is: CredentialSelector }
  /** The source does not give this condition in full: it stays undecided, whatever the person says. */
  | { undetermined: string }

/** One executable clause. */
export interface Rule {
  /** `instrument#rule`, unique in the bundle. */
  id: string
  instrument: string
  /** Jurisdictions in which it holds, with all that lies within them. */
  places: string[]
  /** Jurisdictions that it does not reach although they lie within. */
  except?: string[]
  purposes: Purpose[]
  /** The credential the rule is about; null where the rule needs none. */
  subject: CredentialSelector | null
  when: Condition | null
  outcomes: Outcome[]
  /** Outcomes of other rules that are not had while this rule is met. */
  excludes?: OutcomePattern[]
  /** Outcomes of other rules that are not had together with its own. */
  exclusive?: OutcomePattern[]
  /** Ids of instruments and rules that give way to it. Without that nobody gives way, and the two are in conflict. */
  overrides?: string[]
  /** In force on `from` and later, and before `until`. Null: open. */
  from: PlainDate | null
  until: PlainDate | null
  /** From each `from`, and before its `until`, nobody knows whether it is in force: a source gives the month or the year of a day. */
  doubtful?: { from: PlainDate; until: PlainDate }[]
}
