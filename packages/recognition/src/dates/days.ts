// SPDX-License-Identifier: Apache-2.0
/**
 * Calendar arithmetic on day numbers (days since 1970-01-01, proleptic Gregorian). No time, no zone, so nothing can shift a date.
 */
import { RecognitionError } from '../error.ts'
import type { Period, PlainDate } from '../rule.ts'

export type Day = number

export const DISTANT_PAST: Day = -1_000_000
export const DISTANT_FUTURE: Day = 4_000_000

/** Year, month and day of the last conversion: `civil` is called in hot loops and must not allocate. */
let year = 0
let month = 0
let dayOfMonth = 0

/** Days since 1970-01-01 of a civil date (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
export function dayOf(y: number, m: number, d: number): Day {
  const shifted = m <= 2 ? y - 1 : y
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (m > 2 ? m - 3 : m + 9) + 2) / 5) + d - 1
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468
}

/** The years of nearly all dates: their conversions are kept, since persons and rules repeat few dates. */
const FIRST_YEAR = 1900
const LAST_YEAR = 2100
const FIRST_MONTH = FIRST_YEAR * 12
/** The first day of each month of those years, and of the one after. */
const firstDays = firstDaysOfMonths()
const FIRST_DAY = firstDays[0] as number
/** By day from the first on; 0 where it was not asked for yet. */
const dates = new Int32Array((firstDays.at(-1) as number) - FIRST_DAY)

function firstDaysOfMonths(): Int32Array {
  const days = new Int32Array((LAST_YEAR - FIRST_YEAR + 1) * 12 + 1)
  let day = dayOf(FIRST_YEAR, 1, 1)
  for (let index = 0; index < days.length; index++) {
    days[index] = day
    day += daysInMonth(FIRST_YEAR + Math.floor(index / 12), (index % 12) + 1)
  }
  return days
}

/** Sets `year`, `month` and `dayOfMonth`. */
function civil(day: Day): void {
  const date = dates[day - FIRST_DAY]
  if (date === undefined || date === 0) {
    convert(day)
    if (date === 0) dates[day - FIRST_DAY] = (year << 9) | (month << 5) | dayOfMonth
    return
  }
  year = date >> 9
  month = (date >> 5) & 15
  dayOfMonth = date & 31
}

function convert(day: Day): void {
  const z = day + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  dayOfMonth = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  month = shifted < 10 ? shifted + 3 : shifted - 9
  year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
}

export function daysInMonth(y: number, m: number): number {
  if (m === 2) return (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0 ? 29 : 28
  return m === 4 || m === 6 || m === 9 || m === 11 ? 30 : 31
}

const digit = (text: string, at: number): number => text.charCodeAt(at) - 48

/** Reads `YYYY-MM-DD`; a date that does not exist is an `invalid-date` error naming `at` and its member. */
export function parseDay(text: PlainDate, at: string, member?: string): Day {
  if (text.length === 10 && text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45) {
    const y = digit(text, 0) * 1000 + digit(text, 1) * 100 + digit(text, 2) * 10 + digit(text, 3)
    const m = digit(text, 5) * 10 + digit(text, 6)
    const d = digit(text, 8) * 10 + digit(text, 9)
    if (m >= 1 && m <= 12 && d >= 1 && d <= daysInMonth(y, m) && y >= 0 && allDigits(text)) return dayOf(y, m, d)
  }
  const where = member === undefined ? at : `${at}.${member}`
  throw new RecognitionError('invalid-date', where, `'${text}' is not a calendar date; expected YYYY-MM-DD`)
}

function allDigits(text: string): boolean {
  for (let at = 0; at < 10; at++) {
    const value = digit(text, at)
    if (at !== 4 && at !== 7 && (value < 0 || value > 9)) return false
  }
  return true
}

export function formatDay(day: Day): PlainDate {
  civil(day)
  const y = year < 1000 ? `${year}`.padStart(4, '0') : `${year}`
  return `${y}-${month < 10 ? '0' : ''}${month}-${dayOfMonth < 10 ? '0' : ''}${dayOfMonth}`
}

export const monthsOf = (period: Period): number => (period.years ?? 0) * 12 + (period.months ?? 0)

/**
 * Adds whole months; a day that does not exist becomes the last of its month
 * (PRC Civil Code art. 202; Regulation (EEC, Euratom) 1182/71 art. 3(2)(c)).
 */
export function addMonths(day: Day, months: number): Day {
  civil(day)
  const index = year * 12 + month - 1 + months
  const first = firstDays[index - FIRST_MONTH]
  const next = firstDays[index - FIRST_MONTH + 1]
  if (first !== undefined && next !== undefined) return first + Math.min(dayOfMonth, next - first) - 1
  const y = Math.floor(index / 12)
  const m = index - y * 12 + 1
  const last = daysInMonth(y, m)
  return dayOf(y, m, Math.min(dayOfMonth, last))
}

/** The latest day from which `months` have passed on `day`: the inverse of `addMonths` at month ends too. */
export function latestStart(day: Day, months: number): Day {
  let start = addMonths(day, -months)
  while (addMonths(start + 1, months) <= day) start++
  while (addMonths(start, months) > day) start--
  return start
}

/** Whole calendar months from `from` to `to` (`from <= to`), as `addMonths` counts them. */
export function wholeMonths(from: Day, to: Day): number {
  civil(from)
  const startIndex = year * 12 + month
  const startDay = dayOfMonth
  civil(to)
  const months = year * 12 + month - startIndex
  const reached = dayOfMonth >= startDay || dayOfMonth === daysInMonth(year, month)
  return reached ? months : months - 1
}
