// SPDX-License-Identifier: Apache-2.0
import type { Entry } from '../../../instruments/index.ts'
import type { LawTexts } from '../../answers/law-texts.model.ts'

type Fields = Readonly<Record<string, string>>

/** So many entries stand on a page of a catalogue. */
export const entriesAtOnce = 200

export interface AskedEntries {
  /** Part of a name in any language, or of an id. */
  q: string
  /** From 1. */
  page: number
}

export const askedEntries = ({ q = '', page = '1' }: Fields): AskedEntries => ({
  q: q.trim(),
  page: /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
})

export interface SelectedEntries {
  onPage: readonly Entry[]
  found: number
  all: number
  pages: number
}

/** Entries that are asked for, those of one class after another and those that have ended last, and of them one page. */
export function selectEntries(
  entries: readonly Entry[],
  { q, page }: AskedEntries,
  { texts, classes, isOver }: { texts: LawTexts; classes: readonly string[]; isOver: (entry: Entry) => boolean },
): SelectedEntries {
  const place = new Map(classes.map((id, index) => [id, index]))
  const orderOf = (entry: Entry) => (isOver(entry) ? classes.length : (place.get(entry.item.class) ?? classes.length))
  const found = q === '' ? entries : entries.filter(({ item }) => isNamed(texts, item.qualification, q.toLowerCase()))
  const ordered = found
    .map((entry) => ({ entry, order: orderOf(entry) }))
    .sort((a, b) => a.order - b.order)
    .map(({ entry }) => entry)
  const pages = Math.max(1, Math.ceil(ordered.length / entriesAtOnce))
  const onPage = ordered.slice((page - 1) * entriesAtOnce, page * entriesAtOnce)
  return { onPage, found: ordered.length, all: entries.length, pages }
}

/** Whether a qualification bears a text in a name of any language, or in its id. */
export function isNamed(texts: LawTexts, id: string, lower: string): boolean {
  if (id.toLowerCase().includes(lower)) return true
  return Object.values(texts.name('qualification', id) ?? {}).some((name) => name.toLowerCase().includes(lower))
}
