// SPDX-License-Identifier: Apache-2.0
import type { Circumstances } from './circumstances.ts'
import type { Layout } from './layout.ts'
import type { OutcomeList } from './outcomes.ts'
import type { Results } from './results.ts'

/** How outcomes stand for everybody of a workforce under a law. */
export interface Standings {
  around: Circumstances
  outcomes: OutcomeList
  /** How each outcome stands for a person, by outcome id; those that do not are left out. */
  outcomesOf(person: number): Map<number, number>
  /** The kind of the first credential by which an outcome is met for a person; -1: of none that columns hold. */
  kindBehind(person: number, outcome: number): number
}

/** What was evaluated: where it stands, and how. */
export interface Side {
  layout: Layout
  results: Results
}
