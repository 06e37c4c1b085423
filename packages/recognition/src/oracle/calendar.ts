// SPDX-License-Identifier: Apache-2.0
/**
 * The oracle's own calendar: every day from 1880 to 2130 is written into one list and dates are places in that list.
 * Nothing is shared with the engine.
 */
import type { Period, PlainDate } from '../rule.ts'

const FIRST_YEAR = 1880
const LAST_YEAR = 2130
const COMMON_YEAR = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** A place in the list of days. */
export type Day = number

const texts: PlainDate[] = []
const places = new Map<PlainDate, Day>()
/** Per day the number of months since the first year, and the day of the month. */
const monthOf: number[] = []
const dayOfMonth: number[] = []
const firstOfMonth: Day[] = []
const lengthOfMonth: number[] = []

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`
}

function writeMonth(year: number, month: number): void {
  const length = month === 1 && isLeap(year) ? 29 : (COMMON_YEAR[month] ?? 0)
  const index = firstOfMonth.length
  firstOfMonth.push(texts.length)
  lengthOfMonth.push(length)
  for (let day = 1; day <= length; day++) {
    const text = `${year}-${two(month + 1)}-${two(day)}`
    places.set(text, texts.length)
    texts.push(text)
    monthOf.push(index)
    dayOfMonth.push(day)
  }
}

for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) for (let month = 0; month < 12; month++) writeMonth(year, month)

export const FIRST_DAY: Day = 0
export const LAST_DAY: Day = texts.length - 1

export function dayOf(date: PlainDate): Day {
  const day = places.get(date)
  if (day === undefined) throw new RangeError(`no such day in the oracle's calendar: ${date}`)
  return day
}

export function dateOf(day: Day): PlainDate {
  const text = texts[day]
  if (text === undefined) throw new RangeError(`outside the oracle's calendar: ${day}`)
  return text
}

/** Months are added at once; a day of the month that does not exist becomes the last (Regulation 1182/71 art. 3(2)(c)). */
export function addMonths(day: Day, months: number): Day {
  const month = (monthOf[day] ?? Number.NaN) + months
  const first = firstOfMonth[month]
  const length = lengthOfMonth[month]
  if (first === undefined || length === undefined) return months < 0 ? FIRST_DAY : LAST_DAY
  return first + Math.min(dayOfMonth[day] ?? 1, length) - 1
}

export function monthsIn(period: Period): number {
  return (period.years ?? 0) * 12 + (period.months ?? 0)
}

/** Whole calendar months from `start` to `end`, counted from the start, and the days that remain. */
export function monthsAndDays(start: Day, end: Day): { months: number; days: number } {
  let months = Math.max(0, (monthOf[end] ?? 0) - (monthOf[start] ?? 0) - 1)
  while (addMonths(start, months + 1) <= end) months++
  return { months, days: end - addMonths(start, months) }
}
