// SPDX-License-Identifier: Apache-2.0

/** `main`: the name by which somebody is kept. */
export type NameKind = 'main' | 'latin' | 'former'

export interface HolderName {
  name: string
  /** ISO 15924, of its first letter: Hani, Latn, Cyrl, Arab …; Zzzz where it has none of those that are told apart. */
  script: string
  kind: NameKind
}

const scripts: readonly (readonly [string, RegExp])[] = [
  ['Hani', /\p{Script=Han}/u],
  ['Latn', /\p{Script=Latin}/u],
  ['Cyrl', /\p{Script=Cyrillic}/u],
  ['Arab', /\p{Script=Arabic}/u],
  ['Hang', /\p{Script=Hangul}/u],
  ['Kana', /[\p{Script=Katakana}\p{Script=Hiragana}]/u],
  ['Tibt', /\p{Script=Tibetan}/u],
  ['Mong', /\p{Script=Mongolian}/u],
  ['Thai', /\p{Script=Thai}/u],
]

export const scriptOf = (name: string): string => scripts.find(([, pattern]) => pattern.test(name))?.[0] ?? 'Zzzz'

/**
 * A name as it is compared: without case, marks, points and spaces. Of names in letters the order of their words says nothing: ZHANG Wei
 * is Wei Zhang.
 */
export function plainName(name: string): string {
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  return scriptOf(name) === 'Hani' ? words.join('') : words.sort().join(' ')
}
