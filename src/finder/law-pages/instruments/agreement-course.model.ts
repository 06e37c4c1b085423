// SPDX-License-Identifier: Apache-2.0
import type { Localized } from '../../../kernel/index.ts'
import type { Pen } from '../../answers/words.model.ts'

/** What its text says of it. */
export interface AgreementCourse {
  suspended?: readonly { from: string; until?: string; reason?: Localized }[]
  terminated?: { on: string; reason?: Localized }
  acquired?: readonly ('held' | 'applied')[]
  renewal?: Localized
}

/** What has happened to an agreement since it was made: suspension, end, and whose rights go on. */
export function courseInWords(
  { words }: Pen,
  { suspended = [], terminated, acquired, renewal }: AgreementCourse,
): string[] {
  const why = (reason: Localized | undefined): string => (reason === undefined ? 'none' : words.pick(reason))
  return [
    ...suspended.map(({ from, until, reason }) =>
      words.t('agreement.suspended', {
        from: words.date(from),
        until: until === undefined ? 'none' : words.date(until),
        reason: why(reason),
      }),
    ),
    ...(terminated === undefined
      ? []
      : [words.t('agreement.terminated', { date: words.date(terminated.on), reason: why(terminated.reason) })]),
    ...(acquired ?? []).map((who) => words.t(`agreement.acquired.${who}`)),
    ...(renewal === undefined ? [] : [words.t('agreement.renewal', { text: words.pick(renewal) })]),
  ]
}
