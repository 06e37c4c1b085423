// SPDX-License-Identifier: Apache-2.0
import type { Localized } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/messages/words.ts'

/** What an author is told, in both languages of the program. */
export interface Told {
  en: string
  'zh-CN': string
}

export type Arguments = Record<string, string | number | Localized>

/** A message in both languages, with texts of the law in each. */
export function inBothLanguages(key: string, args: Arguments = {}): Told {
  const said = (lang: 'en' | 'zh-CN'): string => {
    const words = wordsIn(lang)
    const own = Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'object' ? words.pick(value) : value,
    ])
    return words.t(key, Object.fromEntries(own))
  }
  return { en: said('en'), 'zh-CN': said('zh-CN') }
}
