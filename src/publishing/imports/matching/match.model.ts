// SPDX-License-Identifier: Apache-2.0
import type { ItemRow } from '../rows/row.model.ts'
import { plainWord } from '../rows/word-lists.model.ts'

/** An entry of the register, or one that the draft brings with it. */
export interface KnownEntry {
  id: string
  /** In every language that it is known in: Chinese, English, then the others. */
  names: readonly string[]
  country: string | null
  /** Who awards a qualification. */
  body: string | null
}

/** As an entry is shown to whoever has to tell it from others: in Chinese and English. */
export const shownName = ({ id, names }: Pick<KnownEntry, 'id' | 'names'>): string =>
  names.length === 0 ? id : [...new Set(names.slice(0, 2))].join(' · ')

export interface Candidate {
  id: string
  /** From 0 to 1. */
  score: number
  /** Whoever awards what the row names awards this. */
  sameBody?: true
}

/**
 * What a name was found to be. `id`: the row names the entry. `exact`: the same but for spaces, marks and the script. `near`:
 * somebody has to choose among the candidates, or say that it is new. `new`: nothing is like it.
 */
export interface Match {
  kind: 'id' | 'exact' | 'near' | 'new'
  candidates: Candidate[]
}

export interface MatchedRow {
  item: ItemRow
  qualification: Match
  /** By which the choice for the qualification is made, for every row that names it so. */
  key?: string
  /** Absent where the row names no body. */
  body?: Match
  /** By which the choice for the body is made once for every row that names it so. */
  bodyKey?: string
}

/** What was chosen for what is near: the id of an entry, or that it is new. */
export type Choice = string
export const chosenNew = 'new'

/**
 * By the key of what is chosen, which says the names and not the place: a mended file has the same. `q:names|bodies|country` for a
 * qualification, `b:names|country` for a body.
 */
export type Choices = Readonly<Record<string, Choice>>

export function rowKey({ nameZh, nameEn, bodyZh, bodyEn, country }: ItemRow): string {
  const plain = [nameZh, nameEn, bodyZh, bodyEn].map((name) => (name === undefined ? '' : plainWord(name)))
  return `q:${plain.join('|')}|${country ?? ''}`
}

export const keyOf = ({ key, item }: Pick<MatchedRow, 'key' | 'item'>): string => key ?? rowKey(item)

/** What holds for a match: an id, `new`, or nothing yet. */
export function settled(match: Match, choice: Choice | undefined): string | null {
  if (match.kind === 'new') return chosenNew
  if (match.kind !== 'near') return match.candidates[0]?.id ?? chosenNew
  if (choice === undefined) return null
  return choice === chosenNew || match.candidates.some(({ id }) => id === choice) ? choice : null
}
