// SPDX-License-Identifier: Apache-2.0

export const searchKinds = [
  'qualification',
  'level',
  'title',
  'occupation',
  'instrument',
  'catalogue',
  'place',
  'framework',
] as const

export type SearchKind = (typeof searchKinds)[number]

export interface Result {
  kind: SearchKind
  id: string
  /** In the reader's language; where it has no name in it, the name that was found. */
  name: string
  nameLanguage: string | null
  /** The name that answers the query; null: it is the one above. */
  matched: { name: string; language: string | null } | null
  score: number
  /** Where it is described to programs. */
  address: string
  /** Its page, where it has one. */
  page: string | null
  /** The finder with it filled in, where the finder knows it. */
  finder: string | null
  /** The same so that no server learns what was picked: a script of the finder reads it. */
  pick: string | null
}

export interface ResultGroup {
  kind: SearchKind
  results: Result[]
  /** Whether there are more than were asked for. */
  more: boolean
}
