// SPDX-License-Identifier: Apache-2.0
import type { Naming } from '../../access/index.ts'
import type { LawFolder } from '../../instruments/index.ts'
import { momentIn, type Words } from '../../ui/index.ts'
import {
  fileAddress,
  type ShownContents,
  type ShownDraft,
  type ShownFile,
  type ShownPublished,
  type ShownVersion,
} from './draft.model.ts'
import { type DraftRow, type DraftVersionRow, hasDone } from './edit-draft.ts'

/** What somebody reads in place of a code or an id. */
export interface DraftNaming {
  authority: Naming
  place(words: Words, code: string): string
}

export const presentDraft = (words: Words, row: DraftRow, naming: DraftNaming): ShownDraft => ({
  id: row.id,
  authority: naming.authority(words, row.authority),
  place: naming.place(words, row.jurisdiction),
  title: row.title,
  version: row.version,
  author: row.author ?? words.t('draft.somebody'),
  changedBy: row.changedBy ?? words.t('draft.somebody'),
  changedAt: row.changedAt.toISOString(),
  changedText: momentIn(words.lang, row.changedAt),
  discarded: row.discardedAt !== null,
  published: hasDone(row),
})

export function presentPublished(words: Words, { published }: DraftRow): ShownPublished | null {
  if (published === null) return null
  const { publication, instrument, kind, version, on, stands } = published
  const args = { version: words.t('draft.version', { version }), on: words.date(on), id: instrument }
  return { publication, instrument, stands, text: words.t(`draft.published.${kind}`, args) }
}

export const presentVersion = (
  words: Words,
  { version, title, changedBy, changedAt }: DraftVersionRow,
): ShownVersion => ({
  version,
  title,
  changedBy: changedBy ?? words.t('draft.somebody'),
  changedAt: changedAt.toISOString(),
  changedText: momentIn(words.lang, changedAt),
})

export const presentFiles = (draft: string, files: ReadonlyMap<string, string>): ShownFile[] =>
  [...files].map(([path, text]) => ({ path, address: fileAddress(draft, path), length: text.length }))

/** What stands in the files, for somebody who does not read them. */
export function presentContents(words: Words, folder: LawFolder | null): ShownContents | null {
  if (folder === null) return null
  const { title, number, effective, catalogues = [] } = folder.instrument
  const day =
    effective === undefined
      ? words.t('draft.contents.no-day')
      : words.t('draft.contents.from', { day: words.date(effective) })
  return {
    instrument: { title: words.pick(title), about: [number, day].filter((part) => part !== undefined).join(' · ') },
    catalogues: catalogues.map((one) => ({
      title: words.pick(one.title),
      count: words.t('draft.contents.count', { count: one.items?.length ?? 0 }),
    })),
    rules: folder.rules.map((rule) => words.pick(rule.title)),
    examples: words.t('draft.contents.examples', { count: folder.examples.length }),
  }
}
