// SPDX-License-Identifier: Apache-2.0
import type { CatalogueNode, Condition, OutcomeKind, Rule } from '@passerelle/recognition'
import { type BasisView, basisInWords } from '../answers/basis.model.ts'
import { conditionInWords, selectorInWords } from '../answers/condition-words.model.ts'
import type { RuleText } from '../answers/law-texts.model.ts'
import { nameOf, type Pen } from '../answers/words.model.ts'

/** One thing that is asked; the parts of a group stand below it. */
export interface AskedView {
  text: string
  children: AskedView[]
}

export interface RuleOutcomeView {
  kind: OutcomeKind
  phrase: string
  label: string
  manner: string
  means: string
  benefits: string[]
}

/** A rule as anyone reads it who has stated nothing yet. */
export interface RuleView {
  rule: string
  title: string
  /** Where it holds, in words. */
  places: string[]
  /** Where it does not hold although these lie there. */
  except: string[]
  /** Both in one line. */
  reach: string
  /** Which credentials it speaks of; null: it needs none. */
  subject: string | null
  outcomes: RuleOutcomeView[]
  asks: AskedView[]
  /** What has to be said of it: a list known in part, a report without its instrument. */
  notes: string[]
  basis: BasisView | null
}

/** What is needed to know how much of a list is known. */
export type Catalogues = ReadonlyMap<string, CatalogueNode>

const written = new WeakMap<Pen, Map<Rule, RuleView>>()

/** A rule in words; written once for each language and law. */
export function ruleInWords(pen: Pen, rule: Rule, catalogues: Catalogues): RuleView {
  let views = written.get(pen)
  if (views === undefined) {
    views = new Map()
    written.set(pen, views)
  }
  let view = views.get(rule)
  if (view === undefined) {
    view = writeRule(pen, rule, catalogues)
    views.set(rule, view)
  }
  return view
}

function writeRule(pen: Pen, rule: Rule, catalogues: Catalogues): RuleView {
  const { words } = pen
  const named = (codes: readonly string[]) => codes.map((code) => nameOf(pen, 'jurisdiction', code))
  const places = named(rule.places)
  const except = named(rule.except ?? [])
  const text = pen.texts.rule(rule.id)
  const instrument = pen.texts.instrument(rule.instrument)
  const notes = listNotes(pen, rule, catalogues)
  if (instrument?.status === 'unverified') notes.push(words.t('answer.unverified'))
  const basis = instrument === undefined ? null : basisInWords(pen, instrument, text?.clause ?? null)
  if (basis?.sign === 'demonstration') notes.push(words.t('answer.demonstration'))
  return {
    rule: rule.id,
    title: text === undefined ? rule.id : words.pick(text.title),
    places,
    except,
    reach: reachInWords(words, places, except),
    subject: rule.subject === null ? null : selectorInWords(pen, rule.subject),
    outcomes: rule.outcomes.map((outcome, index) => outcomeInWords(pen, outcome, text, index)),
    asks: rule.when === null ? [] : asked(pen, rule.when),
    notes,
    basis,
  }
}

function reachInWords(words: Pen['words'], places: string[], except: string[]): string {
  const named = words.and(places)
  if (except.length === 0) return words.t('rule.places', { places: named })
  return words.t('rule.places.except', { places: named, except: words.and(except) })
}

function outcomeInWords(
  pen: Pen,
  { kind, by, target }: Rule['outcomes'][number],
  text: RuleText | undefined,
  index: number,
): RuleOutcomeView {
  const { words } = pen
  const known = text?.outcomes[index]
  return {
    kind,
    phrase: words.t(`would.${kind}`),
    label: known === undefined ? (target.benefit ?? '') : words.pick(known.label),
    manner: words.t(`by.${by}`),
    means: words.t(`means.${kind}`),
    benefits: (known?.benefits ?? []).map((benefit) => words.pick(benefit)),
  }
}

/** A condition as lines: an 'all of' dissolves into its parts. */
function asked(pen: Pen, condition: Condition): AskedView[] {
  if ('all' in condition) return condition.all.flatMap((part) => asked(pen, part))
  const line = (children: AskedView[]): AskedView[] => [{ text: conditionInWords(pen, condition), children }]
  if ('any' in condition) return line(condition.any.map((part) => one(pen, part)))
  if ('of' in condition) return line(condition.of.map((part) => one(pen, part)))
  if ('normally' in condition) return line(partsOf(pen, condition.normally))
  if ('credential' in condition && condition.where !== undefined) return line(asked(pen, condition.where))
  return line([])
}

/** An alternative is one line: if it is itself an 'all of', its parts stand below. */
function one(pen: Pen, condition: Condition): AskedView {
  const lines = asked(pen, condition)
  const [first] = lines
  if (first !== undefined && lines.length === 1) return first
  return { text: conditionInWords(pen, condition), children: lines }
}

const partsOf = (pen: Pen, condition: Condition): AskedView[] => {
  if ('all' in condition) return asked(pen, condition)
  return 'any' in condition || 'of' in condition ? (asked(pen, condition)[0]?.children ?? []) : []
}

/** How much of the list that a rule stands on is known here. */
function listNotes(pen: Pen, rule: Rule, catalogues: Catalogues): string[] {
  const { words } = pen
  const listed = rule.subject?.listed
  const list = listed === undefined ? undefined : catalogues.get(listed.catalogue)
  if (listed === undefined || list === undefined) return []
  const classes = new Set(listed.classes ?? list.classes)
  const items = list.items.filter((item) => classes.has(item.class))
  const names = items.slice(0, 8).map((item) => nameOf(pen, 'qualification', item.qualification))
  const count = pen.texts.catalogue(list.id)?.itemCount ?? null
  const notes = list.coverage === 'partial' ? [partialNote(pen, items.length, count)] : []
  if (names.length > 0) notes.push(words.t('rule.list.items', { names: words.and(names), n: items.length }))
  return notes
}

function partialNote({ words }: Pen, known: number, count: number | null): string {
  return words.t('rule.list.partial', { known, count: count === null ? 'none' : String(count) })
}
