// SPDX-License-Identifier: Apache-2.0
import { type InstrumentText, type SourceSign, sourceSign } from './law-texts.model.ts'
import { durationInWords, nameOf, type Pen } from './words.model.ts'

/** Where a rule is written, for the margin. */
export interface BasisView {
  instrument: string
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

export interface BackgroundView {
  title: string
  text: string
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

/** The legal basis of one clause; `clause` null stands for the instrument as a whole. */
export function basisInWords(pen: Pen, instrument: InstrumentText, clauseId: string | null): BasisView {
  const { words } = pen
  const clause = instrument.clauses.find((one) => one.id === clauseId)
  const source = instrument.sources.find((one) => one.id === clause?.source) ?? instrument.sources[0]
  const sign = instrument.status === 'unverified' ? 'unverified' : sourceSign(source?.quality ?? '')
  return {
    instrument: instrument.id,
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

function procedureLines(pen: Pen, instrument: InstrumentText): string[] {
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

/** Clauses carried as text, and procedures, of the instruments that hold in a place. */
export function backgroundInWords(pen: Pen, within: ReadonlySet<string>, asOf: string): BackgroundView[] {
  return pen.texts.instruments().flatMap((instrument) => {
    if (!holdsIn(instrument, within, asOf)) return []
    const views = instrument.clauses
      .filter((clause) => !instrument.ruled.has(clause.id))
      .map((clause) => ({
        title: pen.words.pick(instrument.title),
        text: pen.words.pick(clause.summary),
        lines: [] as string[],
        basis: basisInWords(pen, instrument, clause.id),
      }))
    const lines = procedureLines(pen, instrument)
    if (lines.length === 0) return views
    const first = views[0]
    if (first !== undefined) return [{ ...first, lines }, ...views.slice(1)]
    const basis = basisInWords(pen, instrument, null)
    return [{ title: basis.title, text: basis.title, lines, basis }]
  })
}

function holdsIn(instrument: InstrumentText, within: ReadonlySet<string>, asOf: string): boolean {
  if (!instrument.places.some((place) => within.has(place))) return false
  if (instrument.except.some((place) => within.has(place))) return false
  if (instrument.status === 'repealed' || instrument.status === 'expired') return false
  const { effective, until } = instrument
  return (effective === null || effective <= asOf) && (until === null || asOf < until)
}
