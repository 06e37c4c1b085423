// SPDX-License-Identifier: Apache-2.0
import type { Day } from '../dates/days.ts'
import type { FormulaOf, Settled } from '../open/formula.ts'
import type { Test } from '../open/test-fact.ts'
import type { Credential, Experience } from '../person.ts'
import type { FactTest, FactValue } from '../rule.ts'

/** What credentials have in common: all but id and days. */
export type CredentialKind = Omit<Credential, 'id' | 'issued' | 'expires'>

/** Settled, or a test on what is not known. */
export type CellState = Settled | Test

/** Depends on one day: that of issue of the credential, or that of birth. */
export interface DayCell {
  on: 'issued' | 'birth'
  /** Days (since 1970-01-01) from which on it may say something else than for the day before. */
  edges: readonly Day[]
  read(day: Day | undefined): CellState
}

/** Depends on what the person states under one fact id. */
export interface FactCell {
  on: 'fact'
  fact: string
  /** Null: on what is said of a credential that is not stated, its level or whether it is held. */
  test: FactTest | null
  read(value: FactValue | undefined): CellState
}

/** Depends on the person's work: at least so many months of it. */
export interface WorkCell {
  on: 'work'
  /** Months needed. */
  months: number
  /** Only the last so many months before the as-of date count. */
  within: number | null
  /** Only what lies after, or before, the day of issue of the credential counts. */
  award: 'after' | 'before' | null
  /** Whether that day is that of the record; otherwise it is never known. */
  dated: boolean
  /** Only work relevant to a credential counts: to that of the record, or to one that no work names. */
  relevant: 'record' | 'other' | null
  /** Whether a job counts, leaving aside what it is relevant to. Equal for cells with equal `matching`. */
  match(job: Omit<Experience, 'from' | 'to' | 'relevantTo'>): 'yes' | 'no' | 'maybe'
  matching: string
  /** The test where the months are not known. */
  open: CellState
}

/** Depends on what else the person holds. */
export interface HoldingCell {
  on: 'holding'
  holding: Holding
}

/** Not known of any credential of the kind. */
export interface OpenCell {
  on: 'nothing'
  test: Test
}

export type Cell = DayCell | FactCell | WorkCell | HoldingCell | OpenCell

/** What is left of a condition, over cells. */
export type OpenFormula = FormulaOf<Cell>

/** A credential that the person has not spoken of, and what is left of the condition for it. */
export interface Unspoken {
  /** Whether somebody who holds a credential of the kind has spoken of it: then there is none. */
  spokenBy(kind: CredentialKind): boolean
  formula: OpenFormula
}

/** A condition on a further credential; conditions with equal `name` are equal. */
export interface Holding {
  name: string
  /** Whether outcomes of rules may be such a credential: where nothing else settles it, only the single evaluation knows. */
  derived: boolean
  /** What is left of the condition for a credential of the kind, if it is valid on the as-of date. */
  forKind(kind: CredentialKind): OpenFormula
  unspoken: readonly Unspoken[]
}

/** Every cell of a formula, as often as it stands there. */
export function cellsOf(formula: OpenFormula, found: Cell[] = []): Cell[] {
  if (typeof formula === 'string') return found
  switch (formula.op) {
    case 'test':
      found.push(formula.test)
      return found
    case 'not':
    case 'normally':
      return cellsOf(formula.child, found)
    default:
      for (const child of formula.children) cellsOf(child, found)
      return found
  }
}
