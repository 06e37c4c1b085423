// SPDX-License-Identifier: Apache-2.0

import type { InstrumentVersion, LawNotice, WrittenLaw } from '../../../instruments/index.ts'
import { type InstrumentText, sourceSign } from '../../answers/law-texts.model.ts'
import { durationInWords, nameOf, type Pen } from '../../answers/words.model.ts'
import type { Dated, ExampleWords, InstrumentView, LinkWords, SourceWords } from '../library/law-views.model.ts'
import type { Library } from '../library/open-library.ts'
import { ruleInWords } from '../library/word-rule.ts'
import { agreementInWords } from './explain-agreement.ts'

export function instrumentInWords(
  library: Library,
  text: InstrumentText,
  { instrument, rules }: WrittenLaw,
  { versions, examplesOf }: { versions: readonly InstrumentVersion[]; examplesOf(rule: string): ExampleWords[] },
): InstrumentView {
  const { pen } = library
  const sources = text.sources.map((source) => sourceInWords(pen, source, text.status))
  const clauses = text.clauses.map((clause) => ({
    id: clause.id,
    article: clause.article === null ? null : pen.words.pick(clause.article),
    summary: pen.words.pick(clause.summary),
    source: sources.find((source) => source.id === clause.source) ?? null,
    rules: rules
      .filter((rule) => rule.clause === clause.id)
      .flatMap((rule) => {
        const inWords = ruleInWords(library, `${instrument.id}#${rule.id}`)
        return inWords === null ? [] : [{ ...inWords, examples: examplesOf(rule.id) }]
      }),
  }))
  const all = clauses.flatMap((clause) => clause.rules)
  const later = [...library.written.values()].filter((one) => one.instrument.supersedes?.includes(instrument.id))
  return {
    timeline: timelineOf(library, instrument, rules, versions),
    where: text.places.map((code) => placeLink(pen, code)),
    except: text.except.map((code) => placeLink(pen, code)),
    covered: [...new Set(all.map((rule) => rule.subject ?? pen.words.t('law.rule.anyone')))],
    clauses,
    sources,
    catalogues: (instrument.catalogues ?? []).map((one) => ({
      href: `/catalogues/${one.id}`,
      text: pen.words.pick(one.title),
      note: pen.words.t(one.coverage === 'complete' ? 'law.coverage.complete' : 'law.coverage.partial'),
    })),
    agreement: agreementInWords(pen, instrument.agreement),
    procedure: procedureInWords(pen, text),
    wholes: wholesInWords(pen, text, instrument),
    supersedes: (instrument.supersedes ?? []).map((id) => instrumentLink(pen, id)),
    supersededBy: later.map((one) => instrumentLink(pen, one.instrument.id)),
    placeWithout: all.length === 0,
    history: `/law/${instrument.id}/history`,
  }
}

export function placeLink(pen: Pen, code: string, note: string | null = null): LinkWords {
  return { href: `/places/${code}`, text: nameOf(pen, 'jurisdiction', code), note }
}

export function instrumentLink(pen: Pen, id: string): LinkWords {
  const known = pen.texts.instrument(id)
  const text = known === undefined ? id : pen.words.pick(known.title)
  return { href: `/law/${id}`, text, note: known === undefined ? null : pen.words.t(`status.${known.status}`) }
}

function sourceInWords({ words }: Pen, source: InstrumentText['sources'][number], status: string): SourceWords {
  const sign = sourceSign(source.quality, status)
  return {
    id: source.id,
    sign,
    signWord: words.t(`quality.${sign}`),
    grade: words.t(`law.grade.${source.quality}`),
    wording: words.t(`basis.text.${source.text}`),
    url: /https?:\/\/[^\s;,）)]+/.exec(source.url ?? '')?.[0] ?? null,
    note: source.note === null ? null : words.pick(source.note),
  }
}

function procedureInWords({ words }: Pen, { procedure }: InstrumentText): string[] {
  if (procedure === null) return []
  const { acknowledgeWithin, decideWithin, extension, appeal, silence } = procedure
  const within = (name: string, period: string | null) =>
    period === null ? [] : [words.t(`procedure.${name}`, { period: durationInWords(words, period) })]
  const said = (name: string, text: InstrumentText['title'] | null) =>
    text === null ? [] : [words.t(`procedure.${name}`, { text: words.pick(text) })]
  return [
    ...within('acknowledge', acknowledgeWithin),
    ...within('decide', decideWithin),
    ...said('extension', extension),
    ...said('appeal', appeal),
    ...said('silence', silence),
  ]
}

/** Of what parts each is made; of a programme of a credit bank where one can count. */
function wholesInWords(
  { words }: Pen,
  { wholes = [] }: InstrumentText,
  { credits = [] }: WrittenLaw['instrument'],
): InstrumentView['wholes'] {
  return wholes.map(({ id, title, parts }) => ({
    id,
    title: words.pick(title),
    parts: parts.map((part) => {
      const unit = credits.find((one) => one.id === id)?.units.find((one) => one.id === part.id)
      const kind = words.t(`part-kind.${part.kind}`)
      const worth = unit === undefined ? kind : words.t('law.whole.unit', { credits: unit.credits })
      return words.t('law.whole.part', { part: words.pick(part.title), kind: worth })
    }),
    credits: credits.some((one) => one.id === id) ? `/credits?programme=${id}` : null,
  }))
}

/** That it was published or corrected, and why. */
export function noticeInWords({ t, pick }: Pen['words'], { kind, reason }: LawNotice): string {
  const what = t(`law.notice.${kind}`)
  return reason === null ? what : t('law.notice.reason', { what, reason: pick(reason) })
}

/** What happened in the world, and when it was recorded here; oldest first. */
function timelineOf(
  { words }: Library,
  instrument: WrittenLaw['instrument'],
  rules: WrittenLaw['rules'],
  versions: readonly InstrumentVersion[],
): Dated[] {
  const dated: Dated[] = []
  const law = (date: string | undefined, key: string, args: Record<string, string> = {}) => {
    if (date === undefined) return
    dated.push({ date, inWords: words.date(date), text: words.t(`law.time.${key}`, args), side: 'law', href: null })
  }
  law(instrument.agreement?.signed, 'signed')
  law(instrument.published, 'published')
  law(instrument.agreement?.inForce, 'agreed')
  law(instrument.effective, 'effective')
  for (const catalogue of instrument.catalogues ?? []) {
    law(catalogue.effective, 'catalogue', { title: words.pick(catalogue.title) })
  }
  for (const rule of rules) {
    law(rule.from, 'rule-from', { title: words.pick(rule.title) })
    law(rule.until, 'rule-until', { title: words.pick(rule.title) })
  }
  law(instrument.until, 'until')
  versions.forEach(({ recordedAt, supersededAt, publication }, index) => {
    const date = recordedAt.slice(0, 10)
    const first = index === versions.length - 1
    const text =
      publication === null
        ? words.t(first ? 'law.time.recorded' : 'law.time.changed')
        : noticeInWords(words, publication)
    const href = supersededAt === null ? null : `/law/${instrument.id}?knownOn=${date}`
    dated.push({ date, inWords: words.date(date), text, side: 'record', href })
  })
  return dated.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}
