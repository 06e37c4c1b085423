// SPDX-License-Identifier: Apache-2.0
import { type Localized, pick } from '../../kernel/index.ts'
import { compileMessage, type Message, type MessageArguments } from './compile-message.ts'
import { type Direction, directionOf } from './direction.ts'
import en from './en.json' with { type: 'json' }
import { furtherCatalogues } from './further-catalogues.ts'
import { isPseudo, pseudoWords } from './pseudo-words.ts'
import chinese from './zh-CN.json' with { type: 'json' }

/** Of a file in this folder (`de`), or a pseudo-locale. */
export type Language = string
export type MessageKey = keyof typeof en

/** English and Chinese are part of the program, in the browser too; other files of this folder are found on the server. */
const catalogues: Record<Language, Record<string, string>> = { ...furtherCatalogues(), en, 'zh-CN': chinese }

/** Every language that a reader can choose. */
export const languages: readonly Language[] = [...new Set(['en', 'zh-CN', ...Object.keys(catalogues).sort()])]

/** All that is needed to say something in one language. */
export interface Words {
  lang: Language
  dir: Direction
  t(key: string, args?: MessageArguments): string
  has(key: string): boolean
  /** A day, a month or a year, as precise as it is given; never shifted by a time zone. */
  date(plain: string): string
  and(items: readonly string[]): string
  or(items: readonly string[]): string
  pick(text: Localized): string
  number(value: number): string
  /** The order of two names. */
  compare(a: string, b: string): number
}

/** British order of day and month; the page itself is plain English. */
const localeOf = (lang: Language): string => (lang === 'en' || isPseudo(lang) ? 'en-GB' : lang)

/** The value of `lang` in a page: private languages say that they are a kind of English (RFC 5646, section 2.2.7). */
export const languageTag = (lang: Language): string => (isPseudo(lang) ? `en-${lang}` : lang)

/** How a language calls itself: `Deutsch`. */
export function ownName(lang: Language): string {
  let name = ownNames.get(lang)
  if (name === undefined) {
    const base = lang.split('-')[0] ?? lang
    name = new Intl.DisplayNames([lang], { type: 'language', fallback: 'code' }).of(base) ?? lang
    ownNames.set(lang, name)
  }
  return name
}

/** Making `Intl.DisplayNames` costs more than the rest of a header. */
const ownNames = new Map<Language, string>()

const noArguments: MessageArguments = {}

function dateFormats(lang: Language): Record<number, Intl.DateTimeFormat> {
  const base = { timeZone: 'UTC', calendar: 'gregory' } as const
  return {
    4: new Intl.DateTimeFormat(localeOf(lang), { ...base, year: 'numeric' }),
    7: new Intl.DateTimeFormat(localeOf(lang), { ...base, year: 'numeric', month: 'long' }),
    10: new Intl.DateTimeFormat(localeOf(lang), { ...base, year: 'numeric', month: 'long', day: 'numeric' }),
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

/** Made when it is needed first. */
function once<Value>(make: () => Value): () => Value {
  let value: Value | undefined
  return () => {
    value ??= make()
    return value
  }
}

/** Lists of names come again and again, and joining them by the rules of a language is slow. */
function listWriter(format: Intl.ListFormat): (items: readonly string[]) => string {
  const written = new Map<string, string>()
  return (items) => {
    if (items.length < 2) return items[0] ?? ''
    const key = items.join('\u0000')
    let text = written.get(key)
    if (text === undefined) {
      text = format.format(items)
      if (written.size < mostLists) written.set(key, text)
    }
    return text
  }
}

const mostLists = 2000

function createWords(lang: Language, catalogue: Record<string, string>): Words {
  const messages = new Map<string, Message>()
  for (const [key, text] of Object.entries(catalogue)) messages.set(key, compileMessage(text, localeOf(lang)))
  const and = new Intl.ListFormat(localeOf(lang), { type: 'conjunction' })
  const or = new Intl.ListFormat(localeOf(lang), { type: 'disjunction' })
  const numbers = once(() => new Intl.NumberFormat(localeOf(lang)))
  const names = once(() => new Intl.Collator(localeOf(lang)))
  return {
    lang,
    dir: directionOf(lang),
    t: (key, args = noArguments) => messages.get(key)?.(args) ?? key,
    has: (key) => messages.has(key),
    date: dateWriter(lang),
    and: listWriter(and),
    or: listWriter(or),
    pick: (text) => pick(text, lang),
    number: (value) => numbers().format(value),
    compare: (a, b) => names().compare(a, b),
  }
}

const known = new Map<Language, Words>()

/** The words of one language, in English where it has none; compiled once. A pseudo-locale is made of the English. */
export function wordsIn(lang: Language): Words {
  let words = known.get(lang)
  if (words === undefined) {
    words = isPseudo(lang) ? pseudoWords(lang, wordsIn('en')) : createWords(lang, { ...en, ...catalogues[lang] })
    known.set(lang, words)
  }
  return words
}

/** The best of our languages for an `Accept-Language` header or a language tag (RFC 9110 section 12.5.4). */
export function chooseLanguage(accepted: string | undefined, fallback: Language = 'en'): Language {
  if (accepted === undefined) return fallback
  const wishes = accepted.split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().split(';')
    const weight = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='))
    return { lang: offered(tag), weight: weight === undefined ? 1 : Number(weight.slice(2)) }
  })
  const usable = wishes.filter((wish) => wish.weight > 0 && wish.lang !== undefined)
  return usable.sort((a, b) => b.weight - a.weight)[0]?.lang ?? fallback
}

/** `de-AT` → `de`, `zh-Hant` → `zh-CN`: the language itself, else the first of the same base. */
export function offered(tag: string): Language | undefined {
  const asked = tag.toLowerCase()
  const base = asked.split('-')[0]
  const exact = languages.find((lang) => lang.toLowerCase() === asked)
  return exact ?? languages.find((lang) => lang.toLowerCase().split('-')[0] === base)
}
