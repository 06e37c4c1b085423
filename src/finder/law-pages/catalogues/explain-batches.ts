// SPDX-License-Identifier: Apache-2.0
import { continued, type Entry, type JoinedCatalogue } from '../../../instruments/index.ts'
import { nameOf } from '../../answers/words.model.ts'
import type { Library } from '../library/open-library.ts'
import type { BatchWords, ChangeWords } from './batch-words.model.ts'
import { isNamed } from './select-entries.ts'

/** The batches of the list that this one is, or continues; empty where there is only one. */
export function batchesInWords(library: Library, one: JoinedCatalogue): BatchWords[] {
  const root = continued(library.lists(), one).at(-1) ?? one
  return root.batches.length < 2 ? [] : root.batches.map((batch) => batchInWords(library, batch, batch === one))
}

function batchInWords({ words }: Library, { catalogue, day }: JoinedCatalogue, here: boolean): BatchWords {
  const count = { add: 0, change: 0, withdraw: 0 }
  for (const { action = 'add' } of catalogue.items ?? []) count[action]++
  return {
    href: `/catalogues/${catalogue.id}`,
    title: words.pick(catalogue.title),
    here,
    day: day === undefined ? null : words.t('catalogue.from', { date: words.date(day) }),
    does: [
      ...(catalogue.replaces === true ? [words.t('catalogue.batch.replaces')] : []),
      ...(count.add > 0 ? [words.t('catalogue.batch.adds', { n: count.add })] : []),
      ...(count.change > 0 ? [words.t('catalogue.batch.changes', { n: count.change })] : []),
      ...(count.withdraw > 0 ? [words.t('catalogue.batch.withdraws', { n: count.withdraw })] : []),
    ],
  }
}

/** What the lines of a batch do to entries of earlier ones: of those that are asked for one page. */
export function changesInWords(
  library: Library,
  { catalogue, day }: JoinedCatalogue,
  { q, page, atOnce }: { q: string; page: number; atOnce: number },
): { lines: ChangeWords[]; all: number } {
  const { words, pen } = library
  const asked = (catalogue.items ?? []).filter(
    ({ action, qualification }) =>
      (action === 'change' || action === 'withdraw') &&
      (q === '' || isNamed(pen.texts, qualification, q.toLowerCase())),
  )
  const from = (page - 1) * atOnce
  const lines = asked.slice(from, from + atOnce).flatMap((line): ChangeWords[] => {
    const { qualification, action } = line
    const from = line.from ?? day
    const earlier = line.earlierHolders ?? catalogue.earlierHolders
    return [
      {
        name: nameOf(pen, 'qualification', qualification),
        text: words.t(action === 'change' ? 'catalogue.change.to' : 'catalogue.change.withdrawn', {
          class: className(library, catalogue.id, line.class),
          date: from === undefined ? '' : words.date(from),
        }),
        earlier: earlier === undefined ? null : words.t(`catalogue.earlier.${earlier}`),
      },
    ]
  })
  return { lines, all: asked.length }
}

/** Where an entry comes from and what later batches did to it. */
export function historyOf(library: Library, list: string, { item, written, origin, ...entry }: Entry): string[] {
  const { words } = library
  const title = (id: string): string => titleOf(library, id)
  const notes: string[] = []
  if (entry.movedBy !== undefined)
    notes.push(words.t('catalogue.moved', { date: words.date(item.from ?? ''), batch: title(entry.movedBy) }))
  else if (written.from !== undefined) notes.push(words.t('catalogue.from', { date: words.date(written.from) }))
  if (origin !== list) notes.push(words.t('catalogue.brought', { batch: title(origin) }))
  if (entry.endedBy !== undefined)
    notes.push(words.t('catalogue.ended', { date: words.date(item.until ?? ''), batch: title(entry.endedBy) }))
  else if (written.until !== undefined) notes.push(words.t('catalogue.until', { date: words.date(written.until) }))
  if (item.after !== undefined) notes.push(words.t(`catalogue.earlier.${item.after === 'kept' ? 'keep' : 'lose'}`))
  return notes
}

/** Of an entry that a later batch ended before its day came. */
export function overtakenOf(library: Library, { begins, origin, movedBy, endedBy }: Entry): string[] {
  const { words } = library
  return [
    words.t('catalogue.announced', { batch: titleOf(library, movedBy ?? origin), date: words.date(begins ?? '') }),
    ...(endedBy === undefined ? [] : [words.t('catalogue.overtaken', { batch: titleOf(library, endedBy) })]),
  ]
}

function titleOf(library: Library, id: string): string {
  const found = library.lists().get(id)
  return found === undefined ? id : library.words.pick(found.catalogue.title)
}

export function className({ words, ...library }: Library, list: string, id: string): string {
  const one = library.lists().get(list)
  const lists = one === undefined ? [] : [one, ...continued(library.lists(), one), ...one.batches]
  const label = lists.flatMap(({ catalogue }) => catalogue.classes).find((known) => known.id === id)?.label
  return label === undefined ? id : words.pick(label)
}
