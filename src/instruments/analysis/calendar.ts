// SPDX-License-Identifier: Apache-2.0
import { daysInMonth, type PlainDate } from '../../kernel/index.ts'

/** Months later, or earlier; a day that the month does not have becomes its last. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const whole = year * 12 + month - 1 + months
  const [inYear, inMonth] = [Math.floor(whole / 12), (((whole % 12) + 12) % 12) + 1]
  return written(inYear, inMonth, Math.min(day, daysInMonth(inYear, inMonth)))
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

const written = (year: number, month: number, day: number): PlainDate =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
