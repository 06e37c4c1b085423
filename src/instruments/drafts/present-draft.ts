// SPDX-License-Identifier: Apache-2.0
import type { Naming } from '../../access/index.ts'
import { momentIn, type Words } from '../../ui/index.ts'
import type { SourceProblem } from '../source/source-problem.ts'
import type { ShownDraft, ShownFinding, ShownVersion } from './draft.model.ts'
import type { DraftRow, DraftVersionRow } from './edit-draft.ts'

export const presentDraft = (words: Words, row: DraftRow, naming: Naming): ShownDraft => ({
  id: row.id,
  authority: naming(words, row.authority),
  jurisdiction: row.jurisdiction,
  title: row.title,
  kind: row.kind,
  version: row.version,
  author: row.author ?? words.t('draft.somebody'),
  changedBy: row.changedBy ?? words.t('draft.somebody'),
  changedAt: row.changedAt.toISOString(),
  changedText: momentIn(words.lang, row.changedAt),
  discarded: row.discardedAt !== null,
})

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

export const presentFindings = (problems: readonly SourceProblem[] | null): ShownFinding[] | null =>
  problems?.map(({ line, severity, path, message }) => ({
    line: line ?? null,
    warning: severity === 'warning',
    path,
    message,
  })) ?? null
