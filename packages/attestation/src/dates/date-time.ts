// SPDX-License-Identifier: Apache-2.0
const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/

/**
 * Milliseconds since 1970 of an XML Schema dateTimeStamp (XSD 1.1 Part 2 §3.4.28): with seconds and an offset, on a day
 * that the calendar has. Null for anything else. Years of more than four digits are none that a certificate has.
 */
export function readDateTime(text: string): number | null {
  if (!stamp.test(text)) return null
  const [month, day, hour] = [twoDigits(text, 5), twoDigits(text, 8), twoDigits(text, 11)]
  const [minute, second] = [twoDigits(text, 14), twoDigits(text, 17)]
  const year = 100 * twoDigits(text, 0) + twoDigits(text, 2)
  const midnight = hour === 24 && minute === 0 && second === 0
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return null
  if ((hour > 23 && !midnight) || minute > 59 || second > 59) return null
  const value = Date.parse(midnight ? text.replace('T24', 'T00') : text)
  return Number.isNaN(value) ? null : value + (midnight ? 86_400_000 : 0)
}

function twoDigits(text: string, at: number): number {
  return 10 * (text.charCodeAt(at) - 48) + text.charCodeAt(at + 1) - 48
}

function daysOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
