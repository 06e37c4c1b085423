// SPDX-License-Identifier: Apache-2.0

export type Sign = 'added' | 'removed' | 'changed'

/** One thing that is different, in words. */
export interface ChangeLine {
  sign: Sign
  /** What it is: the title, a clause. */
  label: string
  before: string | null
  after: string | null
  /** What it does: harder or easier to fulfil. */
  effect: 'tighter' | 'looser' | null
  effectWord: string | null
}

/** For whom something is different: those who gain, and those who lose. */
export interface WhomLine {
  kind: 'gain' | 'lose'
  head: string
  text: string
}

/** A made-up person whose answer is another one. */
export interface ConcernedView {
  holds: string[]
  facts: { fact: string; value: string }[]
  asked: string
  before: { verdict: string; word: string }
  after: { verdict: string; word: string }
  from: string
}

export interface RuleChangesView {
  id: string
  sign: Sign
  signWord: string
  title: string
  /** What it gives. */
  outcomes: string[]
  lines: ChangeLine[]
  whom: WhomLine[]
  persons: ConcernedView[]
}

export interface CatalogueChangesView {
  id: string
  sign: Sign
  signWord: string
  title: string
  lines: ChangeLine[]
  /** How many items came, went, changed. */
  counts: string[]
  items: ChangeLine[]
  /** How many are not shown. */
  more: string | null
}

/** What a new version of an instrument changes, in words. */
export interface ChangesView {
  instrument: string
  title: string
  change: Sign | 'same'
  /** The whole in a sentence. */
  summary: string
  /** What was and was not looked at. */
  notes: string[]
  groups: { heading: string; lines: ChangeLine[] }[]
  rules: RuleChangesView[]
  catalogues: CatalogueChangesView[]
}
