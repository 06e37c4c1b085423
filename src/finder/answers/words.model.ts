// SPDX-License-Identifier: Apache-2.0
import type { Period } from '@passerelle/recognition'
import type { Localized } from '../../kernel/index.ts'
import type { LawTexts, NamedThing } from './law-texts.model.ts'

/** One language's messages, dates and lists; the catalogues are `src/ui/messages`. */
export interface Words {
  lang: string
  t(key: string, args?: Record<string, string | number>): string
  has(key: string): boolean
  date(plain: string): string
  and(items: readonly string[]): string
  or(items: readonly string[]): string
  pick(text: Localized): string
  number(value: number): string
  compare(a: string, b: string): number
}

/** What an answer is written with: the words of the reader's language and the texts of the law. */
export interface Pen {
  words: Words
  texts: LawTexts
  /** For who writes law: everything that is written. A holder is not told of a listed certificate what else it is not. */
  whole?: true
}

/** `14` → `1 year 2 months`. */
export function monthsInWords(words: Words, months: number): string {
  const years = Math.trunc(months / 12)
  const rest = months - years * 12
  const yearText = words.t('period.years', { n: years })
  if (months < 1) return words.t('period.zero')
  if (rest === 0) return yearText
  const monthText = words.t('period.months', { n: rest })
  return years === 0 ? monthText : words.t('period.both', { years: yearText, months: monthText })
}

export function periodInWords(words: Words, period: Period): string {
  return monthsInWords(words, (period.years ?? 0) * 12 + (period.months ?? 0))
}

/** An ISO 8601 duration of one unit, as procedures give it: P3M, P30D, P2W, P1Y. */
export function durationInWords(words: Words, duration: string): string {
  const match = /^P(\d+)([YMWD])$/.exec(duration)
  if (match === null) return duration
  const n = Number(match[1])
  if (match[2] === 'D') return words.t('procedure.days', { n })
  if (match[2] === 'W') return words.t('procedure.weeks', { n })
  return monthsInWords(words, match[2] === 'Y' ? n * 12 : n)
}

/** The name of a thing of the register; its id where nobody has named it. */
export function nameOf(pen: Pen, thing: NamedThing, id: string): string {
  const known = pen.texts.name(thing, id)
  return known === undefined ? id : pen.words.pick(known)
}

export function namesOf(pen: Pen, thing: NamedThing, ids: readonly string[]): string {
  return pen.words.or(ids.map((id) => nameOf(pen, thing, id)))
}
