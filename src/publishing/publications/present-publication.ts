// SPDX-License-Identifier: Apache-2.0
import { momentIn, type Words } from '../../ui/index.ts'
import type { DraftNaming } from '../drafts/present-draft.ts'
import type { PublicationRow } from './decide-publication.ts'
import type { ShownPublication } from './publication.model.ts'

export const presentPublication = (words: Words, row: PublicationRow, naming: DraftNaming): ShownPublication => ({
  id: row.id,
  title: words.lang === 'zh-CN' ? row.title['zh-CN'] : row.title.en,
  authority: naming.authority(words, row.authority),
  place: naming.place(words, row.jurisdiction),
  kind: row.kind,
  state: row.state,
  instrument: row.instrument,
  draft: row.draft,
  version: row.version,
  on: words.date(row.publishOn),
  reason: row.reason === null ? null : words.lang === 'zh-CN' ? row.reason['zh-CN'] : row.reason.en,
  proposedBy: row.proposedBy ?? words.t('draft.somebody'),
  proposedText: momentIn(words.lang, row.proposedAt),
  decidedBy: row.decidedAt === null ? null : (row.decidedBy ?? words.t('draft.somebody')),
  decidedText: row.decidedAt === null ? null : momentIn(words.lang, row.decidedAt),
  note: row.note,
  heldFor: (row.heldFor ?? []).map((one) => (typeof one === 'string' ? one : words.pick(one))),
  publishedText: row.publishedAt === null ? null : momentIn(words.lang, row.publishedAt),
})
