// SPDX-License-Identifier: Apache-2.0
import type { FindingCode, Severity } from '../finding.model.ts'
import type { Candidate } from '../matching/match.model.ts'
import type { CatalogueItem, ChangeKind } from '../plan/plan.model.ts'
import type { ToldFinding } from '../told-findings.model.ts'

export const importStates = ['waiting', 'working', 'ready', 'failed', 'cancelled', 'taken'] as const
export type ImportState = (typeof importStates)[number]

export type Show = 'findings' | 'choose' | 'changes'

/** What of an import is looked at. */
export interface Look {
  /** Null: what is in the way first. */
  show: Show | null
  severity: Severity | null
  kind: ChangeKind | null
  /** Part of a name, an id, a cell or what was found; empty: everything. */
  q: string
  /** From 0. */
  page: number
}

/** So many lines stand on a page. */
export const pageLength = { findings: 100, choose: 25, changes: 100 } as const

export interface ShownChoice {
  key: string
  of: 'qualification' | 'body'
  name: string
  /** What else the row says of it. */
  detail: string
  place: string
  /** How many rows it is chosen for. */
  rows: number
  candidates: (Candidate & { name: string })[]
  chosen: string | null
  /** It was chosen so for an earlier file of the same draft. */
  kept: boolean
}

export interface ShownChange {
  kind: ChangeKind
  qualification: string
  name: string
  before: CatalogueItem | null
  after: CatalogueItem | null
  /** Null: the file does not speak of it. */
  place: string | null
}

/** An import as far as a page shows it, small enough to travel between threads. */
export interface Looked {
  show: Show
  rows: number
  counts: Record<ChangeKind, number>
  severities: Record<Severity, number>
  bad: number
  waiting: number
  stopped: boolean
  /** What the file does not name leaves the list: no row may be left out. */
  whole: boolean
  newQualifications: number
  newBodies: number
  /** How many there are to choose, and how many of these are not chosen yet. */
  choices: number
  open: number
  findings: ToldFinding[]
  toChoose: ShownChoice[]
  changes: ShownChange[]
  /** Of what is shown, all pages together. */
  total: number
}

export interface ShownFinding {
  code: FindingCode
  severity: Severity
  severityText: string
  /** `目录!C12`, `C12`, or the whole file. */
  place: string
  /** For how many rows it is told. */
  rows: number
  text: string
  mend: string
  /** Where something is to be chosen: what is asked for. */
  choose: string | null
}

export interface PresentedChange extends Pick<ShownChange, 'kind' | 'name' | 'qualification' | 'place'> {
  before: string | null
  after: string | null
}

export interface PresentedLook extends Omit<Looked, 'findings' | 'changes' | 'toChoose'> {
  /** Names what is looked at, for whoever takes it over. */
  seen: string
  findings: ShownFinding[]
  /** How many findings there are of each weight. */
  weights: { severity: Severity; count: number }[]
  changes: PresentedChange[]
  toChoose: ShownChoice[]
}
