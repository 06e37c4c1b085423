// SPDX-License-Identifier: Apache-2.0
import type { PlainDate } from '@passerelle/recognition'
import type { Localized } from '../../kernel/index.ts'
import { type BasisView, basisInWords } from '../answers/basis.model.ts'
import { nameOf, type Pen } from '../answers/words.model.ts'
import { courseInWords } from '../law-pages/instruments/agreement-course.model.ts'
import { againstInWords } from '../nesting/against-words.model.ts'
import { type Catalogues, type RuleView, ruleInWords } from '../reverse/rule-in-words.model.ts'
import type { AgreementState, Joined } from './agreements.model.ts'
import { gapsOf, type Origin, type Recognition } from './mutuality.model.ts'
import type { References } from './references.model.ts'

export interface PlaceView {
  code: string
  name: string
}

export interface RecognitionView {
  origin: Origin
  /** By what the rule speaks of the other side. */
  originText: string
  reach: 'whole' | 'part'
  rule: RuleView
}

/** What one side recognises of the other. */
export interface SideView {
  here: PlaceView
  there: PlaceView
  heading: string
  summary: string
  /** Rules that speak of the other side, or of a group in which it lies. */
  named: RecognitionView[]
  /** Rules open to whatever was awarded abroad. */
  abroad: RecognitionView[]
  /** Lists known in part, that may hold something of the other side. */
  lists: RecognitionView[]
  /** Rules of which nothing is ever had beside another rule of this side. */
  ruledOut: RecognitionView[]
  gaps: string[]
}

export interface AgreementView {
  instrument: string
  state: AgreementState
  stateText: string
  title: string
  subject: string
  mode: string
  modeText: string
  parties: string[]
  /** The parties that stand for the two sides. */
  sides: [string, string]
  dates: string[]
  /** Suspension, end, and whose rights go on. */
  course: string[]
  clauses: string[]
  basis: BasisView | null
}

export interface LevelPair {
  a: string
  b: string
  text: string
  historical: boolean
}

export interface MutualityView {
  lang: string
  title: string
  a: PlaceView
  b: PlaceView
  asOf: PlainDate
  asOfText: string
  summary: string
  /** What A recognises of B, then what B recognises of A. */
  sides: [SideView, SideView]
  agreements: AgreementView[]
  /** Agreements of one side whose parties are not all named: the other may be among them. */
  open: AgreementView[]
  frameworks: { a: string[]; b: string[] }
  /** Levels that a source compares directly. */
  direct: LevelPair[]
  /** Levels that sources reference to the same level of the European framework; this is no recognition. */
  shared: LevelPair[]
  /** What is not among the references. */
  frameworkNote: string
}

/** What was compared, before it is put into words. */
export interface Compared {
  a: string
  b: string
  asOf: PlainDate
  recognises: [Recognition[], Recognition[]]
  agreements: readonly Joined[]
  references: References
  catalogues: Catalogues
}

export function mutualityInWords(pen: Pen, compared: Compared): MutualityView {
  const { words } = pen
  const { asOf, recognises, agreements, references } = compared
  const a = placeView(pen, compared.a)
  const b = placeView(pen, compared.b)
  const sides: [SideView, SideView] = [
    sideInWords(pen, compared, [a, b], recognises),
    sideInWords(pen, compared, [b, a], [recognises[1], recognises[0]]),
  ]
  const certain = agreements.filter((one) => one.certain)
  const known = sides[0].named.length + sides[1].named.length + certain.length
  return {
    lang: words.lang,
    title: words.t('mutuality.title', { a: a.name, b: b.name }),
    a,
    b,
    asOf,
    asOfText: words.t('answer.asOf.utc', { date: words.date(asOf) }),
    summary:
      known === 0
        ? words.t('mutuality.summary.none', { a: a.name, b: b.name })
        : words.t('mutuality.summary', {
            ab: sides[0].named.length,
            ba: sides[1].named.length,
            n: certain.length,
            now: certain.filter((one) => one.state === 'now').length,
            a: a.name,
            b: b.name,
          }),
    sides,
    agreements: certain.map((one) => agreementInWords(pen, one)),
    open: agreements.filter((one) => !one.certain).map((one) => agreementInWords(pen, one)),
    ...referencesInWords(pen, references),
  }
}

const placeView = (pen: Pen, code: string): PlaceView => ({ code, name: nameOf(pen, 'jurisdiction', code) })

function sideInWords(
  pen: Pen,
  { catalogues }: Compared,
  [here, there]: [PlaceView, PlaceView],
  [mine, theirs]: [Recognition[], Recognition[]],
): SideView {
  const { words } = pen
  const names = { here: here.name, there: there.name }
  const inWords = ({ rule, origin, reach, against, lost }: Recognition): RecognitionView => {
    const view = ruleInWords(pen, rule, catalogues)
    const notes = [...againstInWords(pen, rule, against, lost), ...view.notes]
    return { origin, originText: words.t(`mutuality.origin.${origin}`, names), reach, rule: { ...view, notes } }
  }
  const views = mine.filter(({ lost }) => !lost).map(inWords)
  const named = views.filter(({ origin }) => origin !== 'abroad' && origin !== 'list-open')
  const abroad = views.filter(({ origin }) => origin === 'abroad')
  const lists = views.filter(({ origin }) => origin === 'list-open')
  const gaps = gapsOf(mine, theirs).map(({ rule }) =>
    words.t('mutuality.gap', { ...names, rule: ruleInWords(pen, rule, catalogues).title }),
  )
  return {
    here,
    there,
    heading: words.t('mutuality.side', names),
    summary: words.t('mutuality.side.summary', { ...names, n: named.length }),
    named,
    abroad,
    lists,
    ruledOut: mine.filter(({ lost }) => lost).map(inWords),
    gaps,
  }
}

function agreementInWords(pen: Pen, { agreement, state, sides }: Joined): AgreementView {
  const { words } = pen
  const pick = (text: Localized): string => words.pick(text)
  const instrument = pen.texts.instrument(agreement.instrument)
  const dates: string[] = []
  if (agreement.signed !== null) dates.push(words.t('mutuality.signed', { date: words.date(agreement.signed) }))
  const since = agreement.inForce ?? agreement.effective
  if (since !== null) dates.push(words.t('mutuality.in-force', { date: words.date(since) }))
  if (agreement.until !== null) dates.push(words.t('basis.until', { date: words.date(agreement.until) }))
  return {
    instrument: agreement.instrument,
    state,
    stateText: words.t(`mutuality.state.${state}`),
    title: instrument === undefined ? agreement.instrument : pick(instrument.title),
    subject: pick(agreement.subject),
    mode: agreement.mode,
    modeText: words.t(`mutuality.mode.${agreement.mode}`),
    parties: agreement.parties.map((party) => pick(party.name)),
    sides: [sides[0] === null ? '' : pick(sides[0]), sides[1] === null ? '' : pick(sides[1])],
    dates,
    course: courseInWords(pen, agreement.written),
    clauses: (instrument?.clauses ?? []).map((clause) => pick(clause.summary)),
    basis: instrument === undefined ? null : basisInWords(pen, instrument, instrument.clauses[0]?.id ?? null),
  }
}

function referencesInWords(
  pen: Pen,
  { frameworks, direct, shared }: References,
): Pick<MutualityView, 'frameworks' | 'direct' | 'shared' | 'frameworkNote'> {
  const { words } = pen
  const levels = (refs: readonly string[]): string => words.and(refs.map((ref) => levelInWords(pen, ref, frameworks)))
  return {
    frameworks: {
      a: frameworks.a.map((one) => words.pick(one.names)),
      b: frameworks.b.map((one) => words.pick(one.names)),
    },
    direct: direct.map(({ a, b, historical }) => {
      const pair = { a: levels([a]), b: levels([b]) }
      return { ...pair, text: words.t('mutuality.direct'), historical }
    }),
    shared: shared.map(({ level, a, b, historical }) => {
      const n = level.slice(level.indexOf('/') + 1)
      return { a: levels(a), b: levels(b), text: words.t('mutuality.shared', { n }), historical }
    }),
    frameworkNote: words.t(
      direct.length + shared.length === 0 ? 'mutuality.references.none' : 'mutuality.references.note',
    ),
  }
}

/** A level by the short name of its framework and its number there. */
function levelInWords(pen: Pen, ref: string, frameworks: References['frameworks']): string {
  const [id = '', n = ''] = ref.split('/')
  const short = [...frameworks.a, ...frameworks.b].find((one) => one.id === id)?.short ?? null
  return short === null ? nameOf(pen, 'level', ref) : pen.words.t('mutuality.level', { short, n })
}
