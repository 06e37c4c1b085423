// SPDX-License-Identifier: Apache-2.0
import type { MessageArguments } from './compile-message.ts'
import type { Direction } from './direction.ts'

/** Languages that nobody speaks: every message between marks and a third longer, to see what is not translated or does not fit. */
export const pseudoLanguages = ['x-pseudo', 'x-pseudo-rtl'] as const

export const isPseudo = (lang: string): boolean => pseudoLanguages.some((pseudo) => pseudo === lang)

const accents: Record<string, string> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  y: 'ý',
  c: 'ç',
  n: 'ñ',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
}

/** Marks around what is said, and room for longer languages. */
export function pseudo(text: string): string {
  if (text === '') return text
  return `⟦${text}${'·'.repeat(Math.ceil(text.length * 0.3))}⟧`
}

/** Letters of the message with accents; what was put into it stays as it is. */
function accented(text: string, args: readonly string[]): string {
  const given = ['Passerelle', ...args]
    .filter((one) => one !== '')
    .sort((a, b) => b.length - a.length)
    .map(literally)
  const pattern = new RegExp(`${given.map((one) => `${one}|`).join('')}[a-zA-Z]`, 'g')
  return text.replace(pattern, (found) => (found.length === 1 ? (accents[found] ?? found) : found))
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

interface Sayings {
  lang: string
  dir: Direction
  t(key: string, args?: MessageArguments): string
  date(plain: string): string
  and(items: readonly string[]): string
  or(items: readonly string[]): string
}

/** The English words made strange. */
export function pseudoWords<Words extends Sayings>(lang: string, english: Words): Words {
  return {
    ...english,
    lang,
    dir: lang === 'x-pseudo-rtl' ? 'rtl' : 'ltr',
    t: (key, args = {}) => pseudo(accented(english.t(key, args), Object.values(args).map(String))),
    date: (plain) => (/\d{4}/.test(plain) ? `⟦${english.date(plain)}⟧` : english.date(plain)),
    and: (items) => (items.length < 2 ? english.and(items) : `⟦${english.and(items)}⟧`),
    or: (items) => (items.length < 2 ? english.or(items) : `⟦${english.or(items)}⟧`),
  }
}
