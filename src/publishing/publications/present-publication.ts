// SPDX-License-Identifier: Apache-2.0
import type { LoadedLaw } from '../../finder/index.ts'
import { momentIn, type Words } from '../../ui/index.ts'
import type { DraftNaming } from '../drafts/present-draft.ts'
import { nameOf } from '../editor/names/name-lists.ts'
import { shownPick } from '../editor/names/pick.model.ts'
import type { PublicationRow } from './decide-publication.ts'
import type { ProposalFault } from './propose-publication.ts'
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

/** What stands against a proposal; a place by its name. */
export function faultInWords(
  words: Words,
  law: LoadedLaw,
  one: Pick<ProposalFault, 'fault'> & { place?: string },
): string {
  const { fault, place } = one
  if (place === undefined) return words.t(`publication.fault.${fault}`)
  return words.t(`publication.fault.${fault}`, { place: shownPick(place, nameOf(law, words, 'place', place)) })
}
