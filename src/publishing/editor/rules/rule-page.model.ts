// SPDX-License-Identifier: Apache-2.0

/** A rule in the words of one language. */
export interface ShownWords {
  lang: string
  title: string
  reach: string
  subject: string
  asks: readonly Asked[]
  outcomes: readonly string[]
  notes: readonly string[]
}

export interface Asked {
  text: string
  children: readonly Asked[]
}

/** A person who is tried, as typed. */
export interface TypedTrial {
  example: string
  holds: string
  issued: string
  birth: string
  person: string
  place: string
  day: string
  titleZh: string
  titleEn: string
  confirmed: boolean
}

interface Condition {
  verdict: 'met' | 'unmet' | 'unknown' | 'discretion'
  text: string
  detail: string | null
  facts: readonly string[]
  children: readonly Condition[]
}

/** What came of it. */
export interface ShownTrial {
  /** Who was tried, in words. */
  person: { holds: readonly string[]; facts: readonly { fact: string; value: string }[] }
  verdict: string
  word: string
  conditions: readonly Condition[]
  holdsFrom: string | null
  notes: readonly string[]
}

export const typedTrial = (
  fields: Readonly<Record<string, string>>,
  otherwise: { place: string; day: string },
): TypedTrial => ({
  example: fields['try-example'] ?? '',
  holds: fields['try-holds'] ?? '',
  issued: fields['try-issued'] ?? '',
  birth: fields['try-birth'] ?? '',
  person: (fields['try-person'] ?? '').replaceAll('\r\n', '\n'),
  place: fields['try-place'] ?? otherwise.place,
  day: fields['try-day'] ?? otherwise.day,
  titleZh: (fields['try-titleZh'] ?? '').trim(),
  titleEn: (fields['try-titleEn'] ?? '').trim(),
  confirmed: fields['try-confirmed'] === 'yes',
})
