// SPDX-License-Identifier: Apache-2.0
import type { OutcomeKind } from '@passerelle/recognition'
import type { SourceSign } from '../../answers/law-texts.model.ts'

/** A condition as the rule says it, of nobody in particular. */
export interface ConditionWords {
  text: string
  parts: ConditionWords[]
}

export interface OutcomeWords {
  /** Where it stands on the page of its instrument. */
  anchor: string
  kind: OutcomeKind
  phrase: string
  label: string
  manner: string
  benefits: string[]
}

/** One rule in words, for who reads the law. */
export interface RuleWords {
  id: string
  /** Where it stands on the page of its instrument. */
  anchor: string
  href: string
  title: string
  purposes: string
  /** Whom it speaks of; null: it asks for no qualification. */
  subject: string | null
  conditions: ConditionWords[]
  outcomes: OutcomeWords[]
  /** What it excludes, and what is not had together with its own. */
  against: string[]
  /** Where it holds and where not, where the rule narrows its instrument; null: where the instrument holds. */
  where: string | null
  /** Address of the finder for a place where it holds. */
  ask: string
  /** From when to when, where the rule has dates of its own. */
  dates: string | null
  apply: { label: string; text: string; url: string | null }[]
}

/** A made-up person, what was asked and what the rule answers. */
export interface ExampleWords {
  /** Where it stands on the page of its instrument. */
  anchor: string
  kind: 'met' | 'unmet' | 'undecided'
  title: string
  holds: string[]
  facts: { fact: string; value: string }[]
  asked: string
  answer: string
  /** How the same is asked in the finder: by an address, or by a form where there are answers; null: its form cannot say it. */
  ask: { href: string } | { fields: { name: string; value: string }[] } | null
}

/** What the list is narrowed to; '' is everything. */
export interface LawFilter {
  q: string
  place: string
  kind: string
  status: string
  quality: string
}

/** One instrument as it stands in a list. */
/** Law that stands no more. */
export interface WithdrawnWords {
  said: string
  /** Where its history is told. */
  history: string
}

export interface LawEntry {
  id: string
  href: string
  title: string
  number: string | null
  kind: string
  status: string
  inForce: boolean
  dates: string[]
  place: string
  sign: SourceSign
  signWord: string
  rules: number
}

export interface LawGroup {
  code: string
  name: string
  entries: LawEntry[]
}

export interface Dated {
  /** As written; the order of the timeline. */
  date: string
  inWords: string
  text: string
  /** What happened in the world, or what was recorded here. */
  side: 'law' | 'record'
  href: string | null
}

export interface SourceWords {
  id: string
  sign: string
  signWord: string
  /** The exact grade. */
  grade: string
  wording: string
  url: string | null
  note: string | null
}

export interface ClauseWords {
  id: string
  article: string | null
  summary: string
  source: SourceWords | null
  rules: (RuleWords & { examples: ExampleWords[] })[]
}

export interface LinkWords {
  href: string
  text: string
  note: string | null
}

/** All that one instrument says, in words. */
export interface InstrumentView {
  timeline: Dated[]
  where: LinkWords[]
  except: LinkWords[]
  /** Whom its rules speak of. */
  covered: string[]
  clauses: ClauseWords[]
  sources: SourceWords[]
  catalogues: LinkWords[]
  agreement: AgreementWords | null
  procedure: string[]
  /** Examinations and programmes whose parts it lays down. */
  wholes: { id: string; title: string; parts: string[]; credits: string | null }[]
  supersedes: LinkWords[]
  supersededBy: LinkWords[]
  placeWithout: boolean
  /** Where all its records stand. */
  history: string
}

/** One ladder of the drawing. */
export interface Column {
  id: string
  title: string
  href: string | null
  nodes: { id: string; text: string; x: number; y: number }[]
}

/** One rule from one place of the drawing to another. */
export interface Line {
  rule: string
  href: string
  kind: OutcomeKind
  path: string
  title: string
  /** As it is read in the list. */
  text: string
}

export interface Overpass {
  columns: Column[]
  lines: Line[]
  /** The same to be read: each rule once. */
  rules: { href: string; title: string; texts: string[] }[]
  width: number
  height: number
  /** Of each level. */
  box: { width: number; height: number }
}

export interface OverpassFilter {
  place: string
  outcome: string
  /** Only lines that leave it or arrive in it. */
  framework: string
}

/** One row of an agreement's table: what counts as what, and which way. */
export interface EquivalenceWords {
  /** Where it stands on the page. */
  anchor: string
  a: string
  b: string
  way: 'both' | 'a-to-b' | 'b-to-a'
  wayText: string
  conditions: string[]
}

/** An agreement as its page shows it. */
export interface AgreementWords {
  subject: string
  mode: string
  parties: LinkWords[]
  /** Suspensions, its end, whose rights go on, how it is renewed. */
  course: string[]
  scope: { label: string; text: string }[]
  committee: { name: string; meets: string | null; decisions: LinkWords[] } | null
  /** Null: it has none. */
  table: { a: string; b: string; rows: EquivalenceWords[]; note: string } | null
}

/** Something of which a reader can be told when it changes. */
export interface Followable {
  kind: 'instrument' | 'catalogue' | 'place'
  /** The code of the place, or the id. */
  thing: string
}

export interface FollowState extends Followable {
  /** Null: nobody has signed in. */
  follows: boolean | null
  /** The page on which it stands. */
  back: string
}
