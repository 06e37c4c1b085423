// SPDX-License-Identifier: Apache-2.0
import type { Localized } from '../../kernel/index.ts'

/** How good a source is, as the reader sees it: a sign with its word. `demonstration`: the law is invented. */
export type SourceSign = 'official' | 'official-copy' | 'reported' | 'unverified' | 'demonstration'

export interface SourceText {
  id: string
  url: string | null
  /** The exact grade of the source, for example `official-truncated`. */
  quality: string
  /** How much of the wording the source shows. */
  text: string
  note: Localized | null
}

export interface ClauseText {
  id: string
  article: Localized | null
  summary: Localized
  source: string | null
}

export interface ProcedureText {
  acknowledgeWithin: string | null
  decideWithin: string | null
  extension: Localized | null
  appeal: Localized | null
  silence: Localized | null
}

export interface CatalogueText {
  id: string
  title: Localized
  coverage: 'complete' | 'partial'
  itemCount: number | null
  classes: { id: string; label: Localized }[]
}

/** An examination, a qualification or a programme of which parts may be exempted. */
export interface WholeText {
  id: string
  title: Localized
  clause: string
  parts: readonly { id: string; kind: string; title: Localized }[]
}

export interface InstrumentText {
  id: string
  kind: string
  title: Localized
  number: string | null
  issuer: Localized | null
  published: string | null
  supersedes?: readonly string[]
  effective: string | null
  until: string | null
  status: string
  jurisdiction: string
  places: string[]
  except: string[]
  sources: SourceText[]
  clauses: ClauseText[]
  /** Ids of clauses that have a rule; the others are carried as text. */
  ruled: ReadonlySet<string>
  procedure: ProcedureText | null
  wholes?: readonly WholeText[]
  /** It has rules of a credit bank. */
  credits?: true
}

export interface ApplyText {
  where: Localized | null
  url: string | null
  documents: Localized[]
  fee: Localized | null
  time: Localized | null
}

export interface RuleText {
  title: Localized
  instrument: string
  clause: string | null
  /** In the order of the rule's outcomes. */
  outcomes: { label: Localized; benefits: Localized[] }[]
  /** What it excludes, and what is not had together with its own. */
  excludes?: Localized[]
  exclusive?: Localized[]
  apply: ApplyText | null
}

export interface FactText {
  type: 'boolean' | 'number' | 'date' | 'choice' | 'place' | 'set'
  label: Localized
  question: Localized
  why: Localized | null
  options: { id: string; label: Localized }[]
}

export type NamedThing =
  | 'qualification'
  | 'level'
  | 'framework'
  | 'field'
  | 'occupation'
  | 'jurisdiction'
  | 'awardingBody'

/** The texts that stand beside the rules, in every language they are known in. */
export interface LawTexts {
  rule(id: string): RuleText | undefined
  instrument(id: string): InstrumentText | undefined
  fact(id: string): FactText | undefined
  catalogue(id: string): CatalogueText | undefined
  /** What a source leaves open, by the English that the engine carries. */
  leftOpen(english: string): Localized | undefined
  name(thing: NamedThing, id: string): Localized | undefined
  /** Every instrument, ordered by id. */
  instruments(): readonly InstrumentText[]
}

const signs: Record<string, SourceSign> = {
  official: 'official',
  'official-truncated': 'official',
  'official-like': 'official-copy',
  'official-copy': 'official-copy',
  'news-official': 'reported',
  news: 'reported',
  'news-copy': 'reported',
  'reference-work': 'reported',
  'dataset-copy': 'reported',
  'scraped-copy': 'reported',
  scrape: 'reported',
  demonstration: 'demonstration',
}

/**
 * `official` is only what the authority itself published; whatever is not known to be better is unverified, as is a
 * report about an instrument that was not found, whoever wrote it.
 */
export function sourceSign(quality: string, status: string): SourceSign {
  const sign = signs[quality] ?? 'unverified'
  return status === 'unverified' && sign !== 'demonstration' ? 'unverified' : sign
}
