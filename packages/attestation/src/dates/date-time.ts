// SPDX-License-Identifier: Apache-2.0
const stamp =
  /^-?(?:[1-9]\d{3,}|0\d{3})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/

/**
 * Milliseconds since 1970 of an XML Schema dateTimeStamp (XSD 1.1 Part 2 §3.4.28): with seconds and an offset, on a day
 * that the calendar has. Null for anything else. Years of more than four digits are none that a certificate has.
 */
export function readDateTime(text: string): number | null {
  const parts = stamp.exec(text)
  if (parts === null || /^-|^\d{5}/.test(text)) return null
  const [, month, day, hour, minute, second] = parts.map(Number) as [number, number, number, number, number, number]
  const year = Number(text.slice(0, 4))
  const midnight = hour === 24 && minute === 0 && second === 0
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return null
  if ((hour > 23 && !midnight) || minute > 59 || second > 59) return null
  const value = Date.parse(midnight ? text.replace('T24', 'T00') : text)
  return Number.isNaN(value) ? null : value + (midnight ? 86_400_000 : 0)
}

function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
