// SPDX-License-Identifier: Apache-2.0
import type { CharacterTables } from './character-tables.model.ts'

/** A name as it may be typed by its sound. */
export interface Sounds {
  /** Syllables without spaces: the usual reading first, then with one character read otherwise. */
  spelled: string[]
  /** The first letter of each syllable. */
  initials: string
}

/** So many ways to read a name are kept; further ones differ by a letter or two, which search forgives. */
const mostReadings = 6
/** Nobody types the initials of a whole title. */
const longestInitials = 24

/** How a Chinese name sounds; null: nothing in it has a reading. */
export function soundsOf(name: string, { readings }: CharacterTables): Sounds | null {
  const parts = [...name.toLowerCase()].flatMap((character): (readonly string[])[] => {
    const read = readings.get(character)
    if (read !== undefined) return [read]
    return /[a-z0-9]/.test(character) ? [[character]] : []
  })
  if (!parts.some((part) => (part[0] ?? '').length > 1)) return null
  const usual = parts.map((part) => part[0] ?? '')
  const spelled = new Set([usual.join('')])
  for (const [at, part] of parts.entries()) {
    for (const other of part.slice(1)) if (spelled.size < mostReadings) spelled.add(usual.with(at, other).join(''))
  }
  const initials = usual.map((one) => one.slice(0, 1)).join('')
  return { spelled: [...spelled], initials: initials.slice(0, longestInitials) }
}

export interface SoundQuery {
  /** Without spaces and apostrophes, v as u. */
  text: string
  /** Whether it is made of syllables; the last may be begun only. */
  syllables: boolean
}

/** A folded query as sounds; null: it is not written in plain letters. */
export function soundQuery(folded: string, syllables: ReadonlySet<string>): SoundQuery | null {
  const text = folded.replaceAll(/[ ']/g, '').replaceAll(/(?<=[ln])v/g, 'u')
  if (text.length < 2 || !/^[a-z0-9]+$/.test(text) || syllables.size === 0) return null
  return { text, syllables: isSyllables(text, syllables) }
}

const longestSyllable = 6

function isSyllables(text: string, syllables: ReadonlySet<string>): boolean {
  const reached = [true]
  for (let at = 0; at < text.length; at++) {
    if (reached[at] !== true) continue
    const rest = text.slice(at, at + longestSyllable)
    if (at + rest.length === text.length && beginsOne(rest, syllables)) return true
    for (let length = 1; length <= rest.length; length++) {
      if (syllables.has(rest.slice(0, length))) reached[at + length] = true
    }
  }
  return reached[text.length] === true
}

function beginsOne(rest: string, syllables: ReadonlySet<string>): boolean {
  for (const syllable of syllables) if (syllable.startsWith(rest)) return true
  return false
}
