// SPDX-License-Identifier: Apache-2.0
import { LabelIndex } from './label-index.model.ts'
import { gramsOf, lexemesOf, shortGramsOf, stemFeaturesOf, stemsOf } from './title-features.model.ts'
import { titleForms } from './title-forms.model.ts'
import { TitleLexicon } from './title-lexicon.model.ts'

/** An occupation or a group of occupations, with its names. */
export interface OccupationConcept {
  code: string
  /** Code of the group directly above an occupation; a group stands for itself. */
  group: string
  /** By language, the preferred name first. */
  names: Readonly<Record<string, readonly string[]>>
}

export interface OccupationMatch {
  concept: OccupationConcept
  /** From 0 to 1; 1 is the same title. */
  score: number
}

/** The way that led from the title to occupations. */
export type MatchWay = 'own-language' | 'other-languages'

export interface Matched {
  way: MatchWay
  matches: OccupationMatch[]
}

interface LanguageIndex {
  grams: LabelIndex
  stems: LabelIndex
  /** Null for the pivot language itself. */
  lexicon: TitleLexicon | null
}

/** The language in which occupations have most names: the others are bridged to it. */
const pivot = 'en'

/** Tuned on one half of a development set, measured on the other: `bench/matching`. */
const weights = { grams: 1, stems: 0.1, translated: 0.55, group: 0.25, groupTranslated: 0.35 }

/** Indexes of this many languages are kept; the one used longest ago goes first. */
const keptLanguages = 8

/** Less than this is chance; more is asked of names in languages that are not the title's. */
const leastScores: Record<MatchWay, number> = { 'own-language': 0.08, 'other-languages': 0.35 }

/** From a title in any language to the occupations that it may mean, by the names of occupations in all languages. No network, no model. */
export class OccupationMatcher {
  private readonly concepts: readonly OccupationConcept[]
  private readonly languages: ReadonlySet<string>
  private readonly groupOf: Int32Array
  private readonly indexes = new Map<string, LanguageIndex>()
  private everyLanguage: LabelIndex | undefined

  constructor(concepts: readonly OccupationConcept[]) {
    this.concepts = concepts
    this.languages = new Set(concepts.flatMap(({ names }) => Object.keys(names)))
    const at = new Map(concepts.map(({ code }, index) => [code, index]))
    this.groupOf = Int32Array.from(concepts, ({ group }, index) => at.get(group) ?? index)
  }

  /** The best first. `lang` is the language of the title; null where it is not known. */
  match(title: string, lang: string | null, limit: number): Matched {
    const known = lang !== null && this.languages.has(lang)
    const way = known ? 'own-language' : 'other-languages'
    const least = leastScores[way]
    const { scores, highest } = known ? this.inLanguage(title, lang) : this.inEveryLanguage(title)
    const order = [...scores.keys()].filter((index) => (scores[index] ?? 0) >= least)
    order.sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0) || one - other)
    const matches = order.slice(0, limit).flatMap((index) => {
      const concept = this.concepts[index]
      return concept === undefined ? [] : [{ concept, score: Math.min(1, (scores[index] ?? 0) / highest) }]
    })
    return { way, matches }
  }

  /** By the names in the title's own language, and by what its words mean in the pivot language. */
  private inLanguage(title: string, lang: string) {
    const index = this.indexOf(lang)
    const [grams, stems, translated] = [this.none(), this.none(), this.none()]
    for (const form of titleForms(title)) {
      index.grams.raise(gramsOf(form), grams)
      index.stems.raise(stemFeaturesOf(form), stems)
      if (index.lexicon) this.indexOf(pivot).stems.raise(index.lexicon.translate(lexemesOf(form)), translated)
    }
    const [group, groupTranslated] = [this.lifted(grams), this.lifted(translated)]
    const parts = { grams, stems, translated, group, groupTranslated }
    const bridged = index.lexicon !== null
    const highest =
      weights.grams + weights.stems + weights.group + (bridged ? weights.translated + weights.groupTranslated : 0)
    return { scores: this.none().map((_, at) => weighted(parts, at)), highest }
  }

  /** By names that look alike, whatever their language. */
  private inEveryLanguage(title: string) {
    const scores = this.none()
    for (const form of titleForms(title)) this.everyLabel().raise(shortGramsOf(form), scores)
    return { scores, highest: 1 }
  }

  private none(): Float32Array {
    return new Float32Array(this.concepts.length)
  }

  /** What speaks for an occupation speaks for its group, and a little for the others in it. */
  private lifted(from: Float32Array): Float32Array {
    const best = this.none()
    from.forEach((score, index) => {
      const group = this.groupOf[index] ?? index
      best[group] = Math.max(best[group] ?? 0, score)
    })
    return from.map((_, index) => best[this.groupOf[index] ?? index] ?? 0)
  }

  private indexOf(lang: string): LanguageIndex {
    const found = this.indexes.get(lang) ?? this.build(lang)
    this.indexes.delete(lang)
    this.indexes.set(lang, found)
    const oldest = [...this.indexes.keys()].find((one) => one !== pivot && one !== lang)
    if (this.indexes.size > keptLanguages && oldest !== undefined) this.indexes.delete(oldest)
    return found
  }

  private build(lang: string): LanguageIndex {
    const { labels, owners } = this.labelsIn([lang])
    return {
      grams: new LabelIndex(labels, owners, gramsOf),
      stems: new LabelIndex(labels, owners, stemFeaturesOf),
      lexicon: lang === pivot || !this.languages.has(pivot) ? null : new TitleLexicon(this.pairs(lang)),
    }
  }

  private everyLabel(): LabelIndex {
    if (this.everyLanguage === undefined) {
      const { labels, owners } = this.labelsIn([...this.languages])
      this.everyLanguage = new LabelIndex(labels, owners, shortGramsOf)
    }
    return this.everyLanguage
  }

  private labelsIn(langs: readonly string[]) {
    const labels: string[] = []
    const owners: number[] = []
    for (const [owner, { names }] of this.concepts.entries()) {
      for (const label of new Set(langs.flatMap((lang) => (names[lang] ?? []).flatMap(titleForms)))) {
        labels.push(label)
        owners.push(owner)
      }
    }
    return { labels, owners }
  }

  /** Preferred names of the same concept in two languages. */
  private pairs(lang: string) {
    return this.concepts.flatMap(({ names }) => {
      const [name, english] = [names[lang]?.[0], names[pivot]?.[0]]
      if (name === undefined || english === undefined) return []
      return [{ from: lexemesOf(titleForms(name)[0] ?? name), to: stemsOf(titleForms(english)[0] ?? english) }]
    })
  }
}

type Parts = Readonly<Record<keyof typeof weights, Float32Array>>

function weighted(parts: Parts, at: number): number {
  return (
    weights.grams * (parts.grams[at] ?? 0) +
    weights.stems * (parts.stems[at] ?? 0) +
    weights.translated * (parts.translated[at] ?? 0) +
    weights.group * (parts.group[at] ?? 0) +
    weights.groupTranslated * (parts.groupTranslated[at] ?? 0)
  )
}
