// SPDX-License-Identifier: Apache-2.0
import type { DrawnFlows } from './flow-layout.model.ts'

/** A table in words; numbers are written out, what is kept back is a sign. */
export interface ShownTable {
  id: string
  title: string
  note: string
  heads: readonly string[]
  rows: readonly (readonly string[])[]
  /** Said below: what is not shown. */
  rest: string | null
}

export interface ShownFigure {
  name: string
  number: string
  means: string
}

export interface ShownImpact {
  lead: string
  figures: readonly ShownFigure[]
  /** What is kept back, and why. */
  notes: readonly string[]
  outcomes: ShownTable | null
  flows: { drawn: DrawnFlows; description: string; table: ShownTable } | null
  tables: readonly ShownTable[]
  facts: ShownTable | null
  fairness: readonly ShownTable[]
  caveats: readonly string[]
  assumed: ShownTable | null
}
