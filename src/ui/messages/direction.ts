// SPDX-License-Identifier: Apache-2.0

export type Direction = 'ltr' | 'rtl'

/** Scripts that run from right to left (Unicode Bidirectional Algorithm, UAX 9). */
const rightToLeft = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa'])

/** Which way a language is written. */
export function directionOf(lang: string): Direction {
  const { script = '' } = new Intl.Locale(lang).maximize()
  return rightToLeft.has(script) ? 'rtl' : 'ltr'
}
