// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../../ui/index.ts'
import { severities } from '../finding.model.ts'
import type { CatalogueItem } from '../plan/plan.model.ts'
import { presentFinding } from '../present-finding.ts'
import type { Looked, PresentedLook } from '../work/import.model.ts'

/** What is looked at, in words. */
export const presentLook = (words: Words, looked: Looked & { seen: string }): PresentedLook => ({
  ...looked,
  weights: severities.map((severity) => ({ severity, count: looked.severities[severity] })),
  findings: looked.findings.map((one) => presentFinding(words, one)),
  changes: looked.changes.map(({ before, after, ...rest }) => ({
    ...rest,
    before: before === null ? null : itemIn(words, before),
    after: after === null ? null : itemIn(words, after),
  })),
})

/** `A类, from 1 July 2026 until …`. */
function itemIn(words: Words, { class: group, from, until, earlierHolders, noteZh, noteEn }: CatalogueItem): string {
  const parts = [words.t('import.item.class', { class: group })]
  if (from !== undefined) parts.push(words.t('import.item.from', { date: words.date(from) }))
  if (until !== undefined) parts.push(words.t('import.item.until', { date: words.date(until) }))
  if (earlierHolders !== undefined) parts.push(words.t(`catalogue.earlier.${earlierHolders}`))
  const note = words.lang.startsWith('zh') ? (noteZh ?? noteEn) : (noteEn ?? noteZh)
  if (note !== undefined) parts.push(note)
  return parts.join(words.t('import.list.separator'))
}
