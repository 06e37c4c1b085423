// SPDX-License-Identifier: Apache-2.0

/** A text in the languages that it is known in; English and Chinese always. */
export type Localized = { en: string; 'zh-CN': string; [lang: string]: string }

/** The text in the language asked for, else in its base language (`de-AT` → `de`), else in English. */
export function pick(localized: Localized, lang: string): string {
  const exact = localized[lang]
  if (exact !== undefined) return exact
  const base = lang.split('-')[0] ?? lang
  if (base === 'zh') return localized['zh-CN']
  return localized[base] ?? localized.en
}
