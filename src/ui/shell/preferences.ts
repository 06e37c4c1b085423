// SPDX-License-Identifier: Apache-2.0
import { pseudoLanguages } from '../messages/pseudo-words.ts'
import { chooseLanguage, type Language, languages, offered, type Words, wordsIn } from '../messages/words.ts'

export type Theme = 'auto' | 'light' | 'dark'
export const themes: readonly Theme[] = ['auto', 'light', 'dark']

/** What the reader has chosen for every page. */
export interface Preferences {
  lang: Language
  theme: Theme
  /** Cookies that keep a choice made with this request. They name nobody. */
  cookies: string[]
}

export interface PreferenceSource {
  headers: { cookie?: string | undefined; 'accept-language'?: string | undefined }
  /** What the address or the form says. */
  lang?: unknown
  theme?: unknown
  /** Whether the public address is https. */
  secure: boolean
}

const year = 365 * 24 * 60 * 60

/** The language and the colours: what the request says, else what was chosen before, else what the browser prefers. */
export function preferencesOf(source: PreferenceSource): Preferences {
  // For trying out: said by the address alone, never kept.
  const strange = pseudoLanguages.find((lang) => lang === source.lang)
  const asked = typeof source.lang === 'string' && strange === undefined ? offered(source.lang) : undefined
  const kept = languages.find((lang) => lang === cookie(source.headers.cookie, 'lang'))
  const theme = themes.find((one) => one === source.theme)
  const cookies: string[] = []
  const keep = (name: string, value: string): void => {
    cookies.push(`${name}=${value}; Path=/; Max-Age=${year}; SameSite=Lax; HttpOnly${source.secure ? '; Secure' : ''}`)
  }
  if (asked !== undefined && asked !== kept) keep('lang', asked)
  if (theme !== undefined) keep('theme', theme)
  return {
    lang: strange ?? asked ?? kept ?? chooseLanguage(source.headers['accept-language']),
    theme: theme ?? themes.find((one) => one === cookie(source.headers.cookie, 'theme')) ?? 'auto',
    cookies,
  }
}

/** Where the head of an answer is written. */
interface Heading {
  header(name: string, value: string | string[]): Heading
  type(contentType: string): Heading
}

/** What is asked, what it is asked with, and who may keep the page: nobody in between, or nobody at all. */
export interface PageRequest {
  headers: PreferenceSource['headers']
  fields: Readonly<Record<string, unknown>>
  baseUrl: string
  kept: 'private, no-cache' | 'no-store'
}

/** Reads how a page is to be written for this reader, and says so in the head of the answer. */
export function greetReader(reply: Heading, asked: PageRequest): { words: Words; theme: Theme } {
  const { headers, fields, baseUrl } = asked
  const secure = baseUrl.startsWith('https:')
  const { lang, theme, cookies } = preferencesOf({ headers, lang: fields['lang'], theme: fields['theme'], secure })
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  reply
    .header('content-language', lang)
    .header('vary', 'Accept-Language, Cookie')
    .header('cache-control', asked.kept)
    .type('text/html; charset=utf-8')
  return { words: wordsIn(lang), theme }
}

function cookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name) return value
  }
  return undefined
}
