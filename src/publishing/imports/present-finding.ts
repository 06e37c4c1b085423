// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'
import { type Finding, severityOf } from './finding.model.ts'
import type { ShownFinding } from './work/import.model.ts'

/** A finding in words: where, what, and what to do. */
export function presentFinding(words: Words, one: Finding): ShownFinding {
  const { code, sheet, cell, found } = one
  const list = (items: readonly string[]): string => items.join(words.t('import.list.separator'))
  const args = {
    found,
    expected: list(one.expected),
    candidates: one.candidates.length === 0 ? 'none' : list(one.candidates),
  }
  const severity = severityOf(one)
  const place = [sheet, cell].filter((part) => part !== null).join('!')
  return {
    code,
    severity,
    severityText: words.t(`import.severity.${severity}`),
    place: place === '' ? words.t('import.whole-file') : place,
    text: words.t(`import.finding.${code}`, args),
    mend: words.t(`import.mend.${code}`, args),
  }
}
