// SPDX-License-Identifier: Apache-2.0
import type { OutcomeKind, PlainDate, Rule } from '@passerelle/recognition'
import { nameOf, type Pen } from '../answers/words.model.ts'
import { partName } from '../exemptions/exemptions.model.ts'
import { againstInWords } from '../nesting/against-words.model.ts'
import { outcomeOrder, type Wanted, type Way } from './reverse.model.ts'
import { type Catalogues, type RuleView, ruleInWords } from './rule-in-words.model.ts'

export interface WayGroup {
  kind: OutcomeKind
  heading: string
  means: string
  rules: RuleView[]
}

/** Everything that leads to a title, level, qualification or right in a place. */
export interface ReverseView {
  lang: string
  title: string
  wanted: { id: string; kind: Wanted['kind']; name: string }
  place: { code: string; name: string }
  asOf: PlainDate
  asOfText: string
  summary: string
  groups: WayGroup[]
  /** Rules that lead there by themselves, but never do beside another rule of the place. */
  ruledOut: RuleView[]
  /** Other places whose rules lead there. */
  elsewhere: { code: string; name: string; rules: number }[]
}

export interface Found {
  wanted: Wanted
  place: string
  asOf: PlainDate
  ways: readonly Way[]
  elsewhere: ReadonlyMap<string, number>
  rules: readonly Rule[]
  catalogues: Catalogues
}

/** The name of what is wanted; a right is named by the rules that give it. */
export function wantedInWords(pen: Pen, { kind, id }: Wanted, rules: readonly Rule[]): string {
  if (kind === 'qualification') return nameOf(pen, 'qualification', id)
  if (kind === 'level') {
    const framework = nameOf(pen, 'framework', id.slice(0, id.indexOf('/')))
    return pen.words.t('reverse.level', { level: nameOf(pen, 'level', id), framework })
  }
  const part = partName(pen, id)
  if (part !== undefined) return part
  if (kind === 'code') return nameOf(pen, 'occupation', id)
  const labels = rules.flatMap((rule) =>
    rule.outcomes.flatMap(({ target }, index) => {
      const label = pen.texts.rule(rule.id)?.outcomes[index]?.label
      return (target.benefit === id || target.part === id) && label !== undefined ? [pen.words.pick(label)] : []
    }),
  )
  const different = [...new Set(labels)].slice(0, 2)
  return different.length === 0 ? id : pen.words.or(different)
}

/** Puts what was found into words. Nothing is decided here. */
export function reverseInWords(pen: Pen, found: Found): ReverseView {
  const { words } = pen
  const { wanted, place, asOf, ways, elsewhere, catalogues } = found
  const name = wantedInWords(pen, wanted, found.rules)
  const placeName = nameOf(pen, 'jurisdiction', place)
  const open = ways.filter(({ lost }) => !lost)
  const others = [...elsewhere]
    .map(([code, rules]) => ({ code, name: nameOf(pen, 'jurisdiction', code), rules }))
    .sort((a, b) => b.rules - a.rules || (a.code < b.code ? -1 : 1))
  return {
    lang: words.lang,
    title: words.t('reverse.title', { wanted: name, place: placeName }),
    wanted: { ...wanted, name },
    place: { code: place, name: placeName },
    asOf,
    asOfText: words.t('answer.asOf', { date: words.date(asOf) }),
    summary: words.t('reverse.summary', { n: open.length, place: placeName }),
    groups: outcomeOrder.flatMap((kind) => {
      const rules = open.filter((way) => way.kind === kind).map((way) => wayInWords(pen, way, catalogues))
      const heading = words.t(`would.${kind}`)
      return rules.length === 0 ? [] : [{ kind, heading, means: words.t(`means.${kind}`), rules }]
    }),
    ruledOut: ways.filter(({ lost }) => lost).map((way) => wayInWords(pen, way, catalogues)),
    elsewhere: others,
  }
}

/** The rule in words, with what stands against it here before the other notes. */
function wayInWords(pen: Pen, { rule, against, lost }: Way, catalogues: Catalogues): RuleView {
  const view = ruleInWords(pen, rule, catalogues)
  return { ...view, notes: [...againstInWords(pen, rule, against, lost), ...view.notes] }
}
