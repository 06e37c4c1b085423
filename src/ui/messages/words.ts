// SPDX-License-Identifier: Apache-2.0
import { type Localized, pick } from '../../kernel/index.ts'
import { compileMessage, type Message, type MessageArguments } from './compile-message.ts'
import en from './en.json' with { type: 'json' }
import chinese from './zh-CN.json' with { type: 'json' }

export const languages = ['en', 'zh-CN'] as const
export type Language = (typeof languages)[number]
export type MessageKey = keyof typeof en

/** All that is needed to say something in one language. */
export interface Words {
  lang: Language
  t(key: string, args?: MessageArguments): string
  has(key: string): boolean
  /** A day, a month or a year, as precise as it is given; never shifted by a time zone. */
  date(plain: string): string
  and(items: readonly string[]): string
  or(items: readonly string[]): string
  pick(text: Localized): string
}

/** British order of day and month; the page itself is plain English. */
const locale: Record<Language, string> = { en: 'en-GB', 'zh-CN': 'zh-CN' }

const noArguments: MessageArguments = {}

function dateFormats(lang: Language): Record<number, Intl.DateTimeFormat> {
  const base = { timeZone: 'UTC', calendar: 'gregory' } as const
  return {
    4: new Intl.DateTimeFormat(locale[lang], { ...base, year: 'numeric' }),
    7: new Intl.DateTimeFormat(locale[lang], { ...base, year: 'numeric', month: 'long' }),
    10: new Intl.DateTimeFormat(locale[lang], { ...base, year: 'numeric', month: 'long', day: 'numeric' }),
  }
}

function dateWriter(lang: Language): (plain: string) => string {
  const formats = dateFormats(lang)
  const written = new Map<string, string>()
  return (plain) => {
    const known = written.get(plain)
    if (known !== undefined) return known
    const format = formats[plain.length]
    const instant = new Date(`${plain}${'-01-01'.slice(plain.length === 4 ? 0 : plain.length === 7 ? 3 : 6)}T00:00:00Z`)
    const text = format === undefined || Number.isNaN(instant.getTime()) ? plain : format.format(instant)
    if (written.size < 20_000) written.set(plain, text)
    return text
  }
}

function createWords(lang: Language, catalogue: Record<string, string>): Words {
  const messages = new Map<string, Message>()
  for (const [key, text] of Object.entries(catalogue)) messages.set(key, compileMessage(text, locale[lang]))
  const and = new Intl.ListFormat(locale[lang], { type: 'conjunction' })
  const or = new Intl.ListFormat(locale[lang], { type: 'disjunction' })
  return {
    lang,
    t: (key, args = noArguments) => messages.get(key)?.(args) ?? key,
    has: (key) => messages.has(key),
    date: dateWriter(lang),
    and: (items) => (items.length === 1 ? (items[0] ?? '') : and.format(items)),
    or: (items) => (items.length === 1 ? (items[0] ?? '') : or.format(items)),
    pick: (text) => pick(text, lang),
  }
}

const known: Record<Language, Words> = { en: createWords('en', en), 'zh-CN': createWords('zh-CN', chinese) }

/** The words of one language; compiled once. */
export function wordsIn(lang: Language): Words {
  return known[lang]
}

/** The best of our languages for an `Accept-Language` header or a language tag (RFC 9110 section 12.5.4). */
export function chooseLanguage(accepted: string | undefined, fallback: Language = 'en'): Language {
  if (accepted === undefined) return fallback
  const wishes = accepted.split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().split(';')
    const weight = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='))
    return { tag: tag.toLowerCase(), weight: weight === undefined ? 1 : Number(weight.slice(2)) }
  })
  const usable = wishes.filter((wish) => wish.weight > 0 && /^(en|zh)(-|$)/.test(wish.tag))
  const best = usable.sort((a, b) => b.weight - a.weight)[0]
  if (best === undefined) return fallback
  return best.tag.startsWith('zh') ? 'zh-CN' : 'en'
}
