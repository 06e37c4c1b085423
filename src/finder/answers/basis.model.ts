// SPDX-License-Identifier: Apache-2.0
import type { Finding, Opposition } from '@passerelle/recognition'
import { type InstrumentText, type SourceSign, sourceSign } from './law-texts.model.ts'
import { durationInWords, nameOf, type Pen } from './words.model.ts'

/** Where a rule is written, for the margin. */
export interface BasisView {
  instrument: string
  /** Where it stands on the page of the instrument. */
  clause: string | null
  kind: string
  title: string
  number: string | null
  article: string | null
  summary: string | null
  jurisdiction: string
  issuer: string | null
  /** Publication and effect, in words. */
  dates: string[]
  status: string
  inForce: boolean
  /** Address of the source, only where it can be followed. */
  url: string | null
  sign: SourceSign
  signWord: string
  signMeans: string
  /** How much of the wording the source shows. */
  wording: string | null
  note: string | null
}

/** What an instrument says beside its rules: frame, history, time limits. */
export interface BackgroundView {
  texts: string[]
  lines: string[]
  basis: BasisView
}

/** The first address in a source entry that a browser can follow. */
function followable(url: string | null): string | null {
  if (url === null) return null
  return /https?:\/\/[^\s;,）)]+/.exec(url)?.[0] ?? null
}

function datesInWords(pen: Pen, instrument: InstrumentText): string[] {
  const { words } = pen
  const dates: string[] = []
  const { published, effective, until } = instrument
  if (published !== null) dates.push(words.t('basis.published', { date: words.date(published) }))
  if (effective !== null && effective !== published) {
    dates.push(words.t('basis.effective', { date: words.date(effective) }))
  }
  if (until !== null) dates.push(words.t('basis.until', { date: words.date(until) }))
  return dates
}

const written = new WeakMap<Pen, Map<string, BasisView>>()

/** The legal basis of one clause; without a clause that of the instrument. It is written once for each language. */
export function basisInWords(pen: Pen, instrument: InstrumentText, clauseId: string | null): BasisView {
  let views = written.get(pen)
  if (views === undefined) {
    views = new Map()
    written.set(pen, views)
  }
  const key = `${instrument.id}#${clauseId ?? ''}`
  let view = views.get(key)
  if (view === undefined) {
    view = writeBasis(pen, instrument, clauseId)
    views.set(key, view)
  }
  return view
}

function writeBasis(pen: Pen, instrument: InstrumentText, clauseId: string | null): BasisView {
  const { words } = pen
  const clause = instrument.clauses.find((one) => one.id === clauseId)
  const source = instrument.sources.find((one) => one.id === clause?.source) ?? instrument.sources[0]
  const sign = sourceSign(source?.quality ?? '', instrument.status)
  return {
    instrument: instrument.id,
    clause: clause?.id ?? null,
    kind: words.t(`kind-of.${instrument.kind}`),
    title: words.pick(instrument.title),
    number: instrument.number,
    article: clause?.article ? words.pick(clause.article) : null,
    summary: clause === undefined ? null : words.pick(clause.summary),
    jurisdiction: nameOf(pen, 'jurisdiction', instrument.jurisdiction),
    issuer: instrument.issuer === null ? null : words.pick(instrument.issuer),
    dates: datesInWords(pen, instrument),
    status: words.t(`status.${instrument.status}`),
    inForce: instrument.status === 'in-force',
    url: followable(source?.url ?? null),
    sign,
    signWord: words.t(`quality.${sign}`),
    signMeans: words.t(`quality.${sign}.means`),
    wording: source === undefined ? null : words.t(`basis.text.${source.text}`),
    note: source?.note ? words.pick(source.note) : null,
  }
}

/** The time limits of an instrument's procedure, and what follows when they pass. */
export function procedureLines(pen: Pen, instrument: InstrumentText): string[] {
  const { words } = pen
  const { procedure } = instrument
  if (procedure === null) return []
  const { acknowledgeWithin, decideWithin, extension, appeal, silence } = procedure
  const lines: string[] = []
  if (acknowledgeWithin !== null) {
    lines.push(words.t('procedure.acknowledge', { period: durationInWords(words, acknowledgeWithin) }))
  }
  if (decideWithin !== null) lines.push(words.t('procedure.decide', { period: durationInWords(words, decideWithin) }))
  if (extension !== null) lines.push(words.t('procedure.extension', { text: words.pick(extension) }))
  if (appeal !== null) lines.push(words.t('procedure.appeal', { text: words.pick(appeal) }))
  if (silence !== null) lines.push(words.t('procedure.silence', { text: words.pick(silence) }))
  return lines
}

/** Clauses carried as text, and procedures, of the instruments that hold in a place: those nearest to it first. */
export function backgroundInWords(pen: Pen, within: readonly string[], asOf: string): BackgroundView[] {
  const place = within[0] ?? ''
  const around = new Set(within)
  const near = (instrument: InstrumentText): number =>
    Math.min(...instrument.places.map((one) => within.indexOf(one)).filter((index) => index >= 0))
  return pen.texts
    .instruments()
    .filter((instrument) => holdsIn(instrument, around, asOf))
    .filter((instrument) => instrument.kind !== 'agreement' || instrument.places.includes(place))
    .sort((a, b) => near(a) - near(b) || (a.id < b.id ? -1 : 1))
    .flatMap((instrument) => {
      const clauses = instrument.clauses.filter((clause) => !instrument.ruled.has(clause.id))
      const lines = procedureLines(pen, instrument)
      if (clauses.length === 0 && lines.length === 0) return []
      const texts = clauses.map((clause) => pen.words.pick(clause.summary))
      return [{ texts, lines, basis: basisInWords(pen, instrument, clauses[0]?.id ?? null) }]
    })
}

/** Whether an instrument holds in one of these places on a day. */
export function holdsIn(instrument: InstrumentText, within: ReadonlySet<string>, asOf: string): boolean {
  if (!instrument.places.some((place) => within.has(place))) return false
  if (instrument.except.some((place) => within.has(place))) return false
  if (instrument.status === 'repealed' || instrument.status === 'expired') return false
  const { effective, until } = instrument
  return (effective === null || effective <= asOf) && (until === null || asOf < until)
}

/** What stands against the outcomes of a finding, each rule once, and why it goes before. `within`: all that contains the place, itself first. */
export function oppositionsInWords(pen: Pen, finding: Finding, within: readonly string[]): string[] {
  const { words } = pen
  const lines = new Set<string>()
  for (const opposition of finding.opposed ?? []) {
    const { by, how, verdict } = opposition
    const rule = pen.texts.rule(by)
    const instrument = pen.texts.instrument(instrumentOf(by))
    const basis = instrument === undefined ? null : basisInWords(pen, instrument, rule?.clause ?? null)
    const text = [basis?.title, basis?.number, basis?.article].filter((part) => typeof part === 'string')
    const key = verdict === 'met' ? how : (`${how}.open` as const)
    const said = words.t(`answer.opposed.${key}`, {
      outcome: outcomeOpposed(pen, finding, opposition),
      rule: rule === undefined ? by : words.pick(rule.title),
      law: text.length === 0 ? instrumentOf(by) : text.join(' · '),
    })
    if (how === 'contested') {
      lines.add(said)
      continue
    }
    lines.add(words.t('answer.opposed.because', { said, why: whyBefore(pen, ...sidesOf(opposition, finding), within) }))
  }
  return [...lines]
}

const instrumentOf = (rule: string): string => rule.split('#')[0] ?? rule

/** Why one instrument goes before another, in a sentence. `within`: all that contains the place, itself first. */
export function whyBefore(pen: Pen, winner: string, loser: string, within: readonly string[]): string {
  return pen.words.t(`answer.before.${goesBefore(pen, winner, loser, within)}`)
}

/** The instruments of an opposition: of the rule that stands against the outcome, and of the one it takes it from. */
export const sidesOf = ({ by, through }: Opposition, { rule }: Finding): [winner: string, loser: string] => [
  instrumentOf(by),
  instrumentOf(through ?? rule),
]

/** The outcome itself, or that on which it stands. */
export function outcomeOpposed(pen: Pen, finding: Finding, { outcome, through }: Opposition): string {
  const label = pen.texts.rule(finding.rule)?.outcomes[outcome]?.label
  if (through === undefined) return label === undefined ? finding.rule : pen.words.pick(label)
  const title = pen.texts.rule(through)?.title
  return title === undefined ? through : pen.words.pick(title)
}

/** Why one text goes before another: by its place among the places, by its date, or only because it says so. */
function goesBefore(
  pen: Pen,
  one: string,
  other: string,
  within: readonly string[],
): 'higher' | 'special' | 'later' | 'stated' {
  const [winner, loser] = [pen.texts.instrument(one), pen.texts.instrument(other)]
  if (winner === undefined || loser === undefined || winner.id === loser.id) return 'stated'
  if (winner.supersedes?.includes(loser.id) === true) return 'later'
  const [first, second] = [within.indexOf(winner.jurisdiction), within.indexOf(loser.jurisdiction)]
  if (first >= 0 && second >= 0 && first !== second) return first > second ? 'higher' : 'special'
  const later = first === second && (winner.effective ?? '') > (loser.effective ?? '9999')
  return later ? 'later' : 'stated'
}
