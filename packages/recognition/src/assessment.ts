// SPDX-License-Identifier: Apache-2.0
import type { ExperienceSelector, FactValue, Outcome, OutcomePattern, PlainDate, Purpose } from './rule.ts'

/**
 * `unknown` may still become another verdict; the other three are settled.
 * `discretion`: a condition worded 'normally' is not satisfied, so the authority may, but need not, grant.
 */
export type Verdict = 'met' | 'unmet' | 'unknown' | 'discretion'

/** How a quantity compares. `have` and `need` are in the unit. */
export interface Measure {
  unit: 'months' | 'years' | 'number'
  /** `null`: not known. A range while only bounds are known. */
  have: number | [number, number | null] | null
  need: number
  direction: 'at-least' | 'at-most'
}

/** An entry of a list that has ended. */
export interface EndedListing {
  on: PlainDate
  class: string
  /** Whether it goes on for what was issued before that day. */
  kept: boolean
  /** Whether it does for this credential; null: its day of issue is not known. */
  applies: boolean | null
  /** The class in which the qualification stands on the list now; null: in none. */
  now: string | null
}

/** One condition of the rule with its verdict. `path` leads to the condition in the rule: `when.all.1`. */
export interface Reason {
  path: string
  verdict: Verdict
  /** Keys of the facts the verdict stands on, or waits for. */
  facts?: string[]
  /** The credential that was looked at. */
  credential?: string
  measure?: Measure
  /** What ended on the list that the condition speaks of, where that decides. */
  ended?: EndedListing
  /** The day from which this condition would hold, if nothing changes but the date. */
  from?: PlainDate
  children?: Reason[]
}

/**
 * What stands against an outcome. `excluded`: another rule excludes it, and goes before. `overridden`: it is not had together with that of
 * another rule, which goes before. `contested`: one of the two, and the law does not say which rule goes before.
 */
export interface Opposition {
  /** Position in the finding's outcomes. */
  outcome: number
  /** The rule that stands against it, and the credential for which it was found. */
  by: string
  subject: string | null
  how: 'excluded' | 'overridden' | 'contested'
  /** The verdict of that finding: only where it is met does the opposition hold. */
  verdict: Exclude<Verdict, 'unmet'>
  /** The rule whose opposed outcome the finding stands on, where it is not opposed itself. */
  through?: string
}

/** One rule for one credential of the person. */
export interface Finding {
  rule: string
  /** Id of the credential; a derived one is `rule id > credential id`; null where the rule needs none. */
  subject: string | null
  verdict: Verdict
  outcomes: readonly Outcome[]
  /** What the rule excludes, where it does. */
  excludes?: readonly OutcomePattern[]
  /** What stands against its outcomes; absent: nothing. */
  opposed?: Opposition[]
  /** Rules on whose outcomes this one stands. */
  via: string[]
  reason: Reason
  /** First day after the as-of date on which the verdict would be `met`, if nothing changes but the date. */
  holdsFrom?: PlainDate
  /** Keys of exactly those unknown facts that can still change the verdict. */
  questions: string[]
}

/** An unknown fact that can still change an outcome. */
export interface Question {
  /** The key under which the answer goes into `facts`. */
  key: string
  /** What is asked: a declared fact, an attribute of a credential, a length of experience. */
  about: 'fact' | 'credential' | 'experience' | 'birth-date'
  /** Id of the declared fact, or name of the attribute. */
  name: string
  credential?: string
  type: 'boolean' | 'number' | 'date' | 'choice' | 'place' | 'set' | 'months'
  /** For a length of experience: which working time is meant. */
  experience?: ExperienceSelector
  /** Values that make a difference, where they can be listed. */
  options?: FactValue[]
  /** Findings that the answer can change, by rule id. */
  decides: string[]
}

export interface AssessmentRequest {
  place: string
  purpose?: Purpose
}

export interface Assessment {
  asOf: PlainDate
  place: string
  purpose: Purpose | null
  /** Ordered by verdict (met, discretion, unknown, unmet), then rule id, then subject. */
  findings: Finding[]
  /** Most decisive first. */
  questions: Question[]
}
