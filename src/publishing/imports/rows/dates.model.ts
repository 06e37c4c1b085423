// SPDX-License-Identifier: Apache-2.0
import { isPlainDate } from '../../../kernel/plain-date.ts'
import type { FindingCode } from '../finding.model.ts'
import type { Cell } from '../tables/table.model.ts'
import { plainCode } from './plain-text.model.ts'

/** A day, a month or a year as law writes it (`2025-03-01`, `2025-03`, `2025`), and what has to be said of how it was read. */
export interface ReadDate {
  date: string | null
  code: FindingCode | null
  /** What may have been meant. */
  candidates?: string[]
}

const well = (date: string, code: FindingCode | null = null): ReadDate => ({ date, code: code ?? implausible(date) })
const wrong = (code: FindingCode, candidates?: string[]): ReadDate => ({
  date: null,
  code,
  ...(candidates === undefined ? {} : { candidates }),
})

const implausible = (date: string): FindingCode | null => {
  const year = Number(date.slice(0, 4))
  return year < 1949 || year > 2150 ? 'date-implausible' : null
}

/** Serial numbers that are rather days than anything else: from 1954 to 2119. */
const likelySerial = { least: 20_000, most: 80_000 }

/** What may stand around a date: it begins something, is the first day on which it no longer holds, or the last one on which it does. */
export type DateRole = 'from' | 'until' | 'last-day'

/** A date however it was typed. */
export function readDate(cell: Cell, role: DateRole, from1904: boolean): ReadDate | null {
  if (typeof cell !== 'string' && (cell.kind === 'date' || cell.kind === 'month')) {
    const day = fromSerial(Number(cell.text), from1904)
    if (day === null) return wrong('date-impossible')
    return cell.kind === 'month' ? well(day.slice(0, 7), 'date-shown-as-month') : well(day)
  }
  const text = plainCode(typeof cell === 'string' ? cell : cell.text)
  if (text === '' || /^[-—–/无]+$/.test(text)) return null
  return fromNumber(text, from1904) ?? fromText(text, role)
}

/** Days since the last of December 1899 as Excel counts them, which takes 1900 for a leap year; or since 1904. */
export function fromSerial(serial: number, from1904: boolean): string | null {
  const day = Math.floor(serial)
  if (!Number.isFinite(day) || day < 0 || day > 2_958_465 || (!from1904 && (day === 0 || day === 60))) return null
  const offset = from1904 ? day - 24_107 : day < 60 ? day - 25_568 : day - 25_569
  return new Date(offset * 86_400_000).toISOString().slice(0, 10)
}

function fromNumber(text: string, from1904: boolean): ReadDate | null {
  if (!/^\d+(\.\d+)?$/.test(text)) return null
  if (/^(19|20|21)\d\d$/.test(text)) return well(text)
  if (/^\d{8}$/.test(text)) return ofParts(text.slice(0, 4), text.slice(4, 6), text.slice(6))
  if (/^(19|20|21)\d{4}$/.test(text)) return ofParts(text.slice(0, 4), text.slice(4))
  if (/^(19|20|21)\d\d\.1$/.test(text)) {
    // A sheet that takes 2025.10 for a number keeps 2025.1.
    return wrong('date-day-or-month', [`${text.slice(0, 4)}-01`, `${text.slice(0, 4)}-10`])
  }
  if (/^(19|20|21)\d\d\.\d{1,2}$/.test(text)) return ofParts(text.slice(0, 4), text.slice(5))
  const serial = Number(text)
  if (serial < likelySerial.least || serial > likelySerial.most) return wrong('date-unreadable')
  const day = fromSerial(serial, from1904)
  return day === null ? wrong('date-unreadable') : well(day, 'date-from-number')
}

/** In a column that asks for another kind of day these words say that the day is not what the column takes it for. */
const around: Readonly<Record<DateRole, RegExp>> = {
  from: /^(?:自|从|于)?(.*?)起?(?:施行|实施|生效|执行)?$/,
  until: /^(?:自|从|于)?(.*?)起?(?:失效|废止|终止|退出)?$/,
  'last-day': /^(?:至|到)?(.*?)止?$/,
}

/** What says no more than the day does; anything else behind a day is a remark, which nobody may lose unseen. */
const weekday = /\s*[(（]?(?:星期|周)[一二三四五六日天][)）]?$/
const time = /(?:\s|T)\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[AP]M|Z|[+-]\d{2}:?\d{2})?$/i

const yearFirst = /^(\d{4})\s*[年./-]\s*(\d{1,2})?\s*(?:[月./-]\s*(\d{1,2})?\s*日?号?)?$/
const shortYear = /^'?(\d{2})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?$/
const yearLast = /^(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})$/
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const spelled =
  /^(?:(\d{1,2})(?:st|nd|rd|th)?[\s.-]+)?([a-z]{3,9})\.?[\s.-]+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})$/i

function fromText(typed: string, role: DateRole): ReadDate {
  const bare = typed.replace(time, '').replace(weekday, '')
  const read = fromWords(fromChineseDigits(around[role].exec(bare)?.[1]?.trim() ?? bare))
  const ofDay = read.date === null || read.date.length === 10
  return bare === typed || ofDay ? read : wrong('date-unreadable')
}

function fromWords(text: string): ReadDate {
  const year = yearFirst.exec(text)
  if (year !== null) return ofParts(year[1], year[2], year[3])
  const day = yearLast.exec(text)
  if (day !== null) return dayOrMonth(day)
  const words = spelled.exec(text)
  const month = words === null ? -1 : months.indexOf((words[2] ?? '').slice(0, 3).toLowerCase())
  if (words !== null && month >= 0) return ofParts(words[4], String(month + 1), words[1] ?? words[3])
  const short = shortYear.exec(text)
  if (short !== null) {
    const meant = ofParts(`20${short[1]}`, short[2], short[3]).date
    return wrong('date-short-year', meant === null ? [] : [meant])
  }
  return wrong('date-unreadable')
}

/** 03/04/2025 is a day of March or of April; 13/04/2025 can only be one. */
function dayOrMonth([, one = '', other = '', year = '']: readonly string[]): ReadDate {
  const read = [ofParts(year, other, one).date, ofParts(year, one, other).date].filter((date) => date !== null)
  if (read.length === 0) return wrong('date-impossible')
  if (read.length === 1 || read[0] === read[1]) return well(read[0] ?? '')
  return wrong('date-day-or-month', read)
}

function ofParts(year = '', month?: string, day?: string): ReadDate {
  const padded = [year, ...[month, day].filter((part) => part !== undefined).map((part) => part.padStart(2, '0'))]
  const date = padded.join('-')
  const whole = [date, '-01', '-01'].slice(0, 4 - padded.length).join('')
  return isPlainDate(whole) ? well(date) : wrong('date-impossible')
}

const digits = '〇一二三四五六七八九'

/** 二〇二五年三月十五日 as 2025年3月15日; what is not written so stays. */
function fromChineseDigits(text: string): string {
  if (!/[〇零○一二三四五六七八九十]/.test(text)) return text
  return text
    .replaceAll(/[零○Ｏ]/g, '〇')
    .replaceAll(/[〇一二三四五六七八九]{4}(?=年)/g, (year) => [...year].map((digit) => digits.indexOf(digit)).join(''))
    .replaceAll(/([一二三]?)十([一二三四五六七八九]?)/g, (_, tens: string, ones: string) =>
      String((tens === '' ? 1 : digits.indexOf(tens)) * 10 + (ones === '' ? 0 : digits.indexOf(ones))),
    )
    .replaceAll(/[〇一二三四五六七八九]/g, (digit) => String(digits.indexOf(digit)))
}

/** The first day after a date, which may be a month or a year: what holds until the end of it no longer holds then. */
export function dayAfter(date: string): string {
  const [year = 0, month, day] = date.split('-').map(Number)
  if (month === undefined) return String(year + 1)
  if (day === undefined) return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`
  return new Date(Date.UTC(year, month - 1, day + 1)).toISOString().slice(0, 10)
}

/** The first day that a date can mean, as precise as it is. */
export const firstDay = (date: string): string => `${date}${'-01-01'.slice(date.length - 4)}`
