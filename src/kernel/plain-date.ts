// SPDX-License-Identifier: Apache-2.0
import type { Clock } from './clock.ts'
import { Problem } from './problem.ts'

/** A calendar date `YYYY-MM-DD` without time and zone, as law means it. Compares as text. */
export type PlainDate = string

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** Whether the text is a date that the calendar has: 2026-02-29 is not, nor is any day of a year 0. */
export function isPlainDate(text: string): boolean {
  const match = pattern.exec(text)
  if (match === null) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** The text as a date, or `invalid-input` that says what was expected. `name` is the field, as its user knows it. */
export function parsePlainDate(text: string, name = 'date'): PlainDate {
  if (isPlainDate(text)) return text
  const message = `${name} '${text}' is not a calendar date, expected YYYY-MM-DD`
  throw new Problem('invalid-input', message, { errors: [{ path: name, message, expected: 'YYYY-MM-DD' }] })
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** The date that the calendar on the wall shows in the given zone; the zone of the machine never decides. */
export function today(clock: Clock, timeZone = 'UTC'): PlainDate {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return parts.format(clock.now())
}

/** The date as people write it in the language: 2026年11月22日, 22 November 2026. */
export function formatPlainDate(date: PlainDate, lang: string): string {
  const locale = lang === 'en' ? 'en-GB' : lang
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))
}
