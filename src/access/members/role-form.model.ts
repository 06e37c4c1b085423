// SPDX-License-Identifier: Apache-2.0
import { type Clock, isPlainDate, type PlainDate, today } from '../../kernel/index.ts'

/** A field that cannot be taken, and the message that says why. */
export interface Flaw {
  field: string
  key: string
}

/** The end of a role is the first moment after its last day, as the clock of China says: where most of its readers are. */
export function endOf(day: string): Date | null {
  return isPlainDate(day) ? new Date(Date.parse(`${day}T00:00:00+08:00`) + 86_400_000) : null
}

/** A last day that somebody typed: none, one of the future, or a flaw. */
export function readLastDay(text: string, clock: Clock): { until: Date | null } | Flaw {
  if (text === '') return { until: null }
  const until = endOf(text)
  if (until === null) return { field: 'until', key: 'members.flaw.day' }
  return until <= clock.now() ? { field: 'until', key: 'members.flaw.past' } : { until }
}

/** From and until when somebody is away. */
export function readAbsence(
  from: string,
  to: string,
  clock: Clock,
): { firstDay: PlainDate; lastDay: PlainDate } | { flaws: Flaw[] } {
  const flaws: Flaw[] = []
  for (const [field, text] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (!isPlainDate(text)) flaws.push({ field, key: 'members.flaw.day' })
  if (flaws.length > 0) return { flaws }
  if (to < from) flaws.push({ field: 'to', key: 'members.flaw.order' })
  else if (to < today(clock, 'Asia/Shanghai')) flaws.push({ field: 'to', key: 'members.flaw.past' })
  return flaws.length > 0 ? { flaws } : { firstDay: from, lastDay: to }
}

/** The last day of a role that ends at this instant. */
export const lastDayOf = (until: Date): PlainDate =>
  today({ now: () => new Date(until.getTime() - 1) }, 'Asia/Shanghai')
