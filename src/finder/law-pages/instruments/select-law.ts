// SPDX-License-Identifier: Apache-2.0

import { type InstrumentText, type SourceSign, sourceSign } from '../../answers/law-texts.model.ts'
import { nameOf } from '../../answers/words.model.ts'
import type { LawEntry, LawFilter, LawGroup } from '../library/law-views.model.ts'
import type { Library } from '../library/open-library.ts'

const order: readonly SourceSign[] = ['official', 'official-copy', 'reported', 'unverified', 'demonstration']
export const signs = order

/** How good the best source of an instrument is. */
export function signOf(instrument: Pick<InstrumentText, 'status' | 'sources'>): SourceSign {
  const found = instrument.sources.map((source) => sourceSign(source.quality, instrument.status))
  return order.find((sign) => found.includes(sign)) ?? 'unverified'
}

/** Instruments that pass the filter, by the place that issued them. */
export function listLaw(library: Library, filter: LawFilter): LawGroup[] {
  const { pen } = library
  const groups = new Map<string, LawGroup>()
  for (const instrument of findLaw(library, filter)) {
    const code = instrument.jurisdiction
    const group = groups.get(code) ?? { code, name: nameOf(pen, 'jurisdiction', code), entries: [] }
    groups.set(code, group)
    group.entries.push(entryOf(library, instrument))
  }
  return [...groups.values()].sort((a, b) => byReach(a.code, b.code))
}

/** China first, for whom most of this is carried; then by code. */
function byReach(a: string, b: string): number {
  const china = (code: string) => (code === 'CN' || code.startsWith('CN-') ? 0 : 1)
  return china(a) - china(b) || (a < b ? -1 : 1)
}

export function findLaw(library: Library, filter: LawFilter): InstrumentText[] {
  const around = filter.place === '' ? null : new Set(library.around(filter.place))
  const asked = fold(filter.q).split(' ').filter(Boolean)
  return library.pen.texts.instruments().filter((instrument) => {
    if (filter.kind !== '' && instrument.kind !== filter.kind) return false
    if (filter.status !== '' && instrument.status !== filter.status) return false
    if (filter.quality !== '' && signOf(instrument) !== filter.quality) return false
    if (around !== null && !reaches(instrument, around)) return false
    return asked.length === 0 || asked.every((word) => textOf(instrument).includes(word))
  })
}

/** Whether an instrument holds in a place, given all that the place lies in. */
export function reaches(instrument: Pick<InstrumentText, 'places' | 'except'>, around: ReadonlySet<string>): boolean {
  return instrument.places.some((place) => around.has(place)) && !instrument.except.some((place) => around.has(place))
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

const texts = new WeakMap<InstrumentText, string>()

function textOf(instrument: InstrumentText): string {
  let text = texts.get(instrument)
  if (text === undefined) {
    const { id, title, number, issuer, clauses } = instrument
    const said = [title, issuer, ...clauses.flatMap((clause) => [clause.article, clause.summary])]
    text = fold([id, number ?? '', ...said.flatMap((one) => (one === null ? [] : Object.values(one)))].join(' '))
    texts.set(instrument, text)
  }
  return text
}

/** An end that is known and has not come yet does not count. */
export function statusOn({ status, until }: Pick<InstrumentText, 'status' | 'until'>, day: string): string {
  const ended = status === 'repealed' || status === 'expired'
  return ended && until !== null && day < until ? 'in-force' : status
}

export function entryOf({ pen, written, today }: Library, instrument: InstrumentText): LawEntry {
  const { words } = pen
  const sign = signOf(instrument)
  const { published, effective, until } = instrument
  const status = statusOn(instrument, today)
  const date = (name: string, value: string | null) =>
    value === null ? [] : [words.t(`basis.${name}`, { date: words.date(value) })]
  return {
    id: instrument.id,
    href: `/law/${instrument.id}`,
    title: words.pick(instrument.title),
    number: instrument.number,
    kind: words.t(`kind-of.${instrument.kind}`),
    status: words.t(`status.${status}`),
    inForce: status === 'in-force',
    dates: [
      ...date('published', published),
      ...(effective === published ? [] : date('effective', effective)),
      ...date('until', until),
    ],
    place: nameOf(pen, 'jurisdiction', instrument.jurisdiction),
    sign,
    signWord: words.t(`quality.${sign}`),
    rules: written.get(instrument.id)?.rules.length ?? 0,
  }
}
