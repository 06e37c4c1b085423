// SPDX-License-Identifier: Apache-2.0
import { type CharacterTables, noTables, simplify } from './character-tables.model.ts'
import { type Hit, type NameIndex, nameIndexBuilder, type SearchOptions, searchNames } from './name-index.model.ts'
import { foldText } from './name-text.model.ts'
import { soundQuery, soundsOf } from './pinyin.model.ts'

/** Names found as they are written, in traditional or simplified characters, and Chinese ones also as they sound. */
export interface NameSearch {
  tables: CharacterTables
  syllables: ReadonlySet<string>
  written: NameIndex
  /** Chinese names as pinyin. */
  sounds: NameIndex
  /** The name that sounds so, and whether these are initials only. */
  soundOf: Uint32Array
  areInitials: Uint8Array
}

export interface NameSearchBuilder {
  /** `chinese`: it has a sound in pinyin. */
  add(name: string, chinese: boolean): void
  finish(): NameSearch
}

export function nameSearchBuilder(tables: CharacterTables = noTables): NameSearchBuilder {
  const written = nameIndexBuilder()
  const sounds = nameIndexBuilder()
  const soundOf: number[] = []
  const areInitials: number[] = []
  let size = 0
  const sound = (text: string, initials: 0 | 1) => {
    sounds.add(text)
    soundOf.push(size)
    areInitials.push(initials)
  }
  return {
    add(name, chinese) {
      written.add(simplify(name, tables))
      const heard = chinese ? soundsOf(name, tables) : null
      for (const spelled of heard?.spelled ?? []) sound(spelled, 0)
      if (heard !== null && heard.initials.length > 1) sound(heard.initials, 1)
      size++
    },
    finish: () => ({
      tables,
      syllables: new Set([...tables.readings.values()].flat()),
      written: written.finish(),
      sounds: sounds.finish(),
      soundOf: Uint32Array.from(soundOf),
      areInitials: Uint8Array.from(areInitials),
    }),
  }
}

/**
 * How much a sound counts against the written word: as syllables, with slips, as initials, which must be there whole. What a
 * name is stands at its end: jianzhushi is rather 注册建筑师 than 建筑施工人员.
 */
const worth = { syllables: 0.97, letters: 0.75, initials: 0.6, end: 0.12 }
const leastScore = 0.3
/** Fewer letters that make no syllables are initials, not syllables with a slip. */
const leastLetters = 5
/** A name has several sounds. */
const soundsPerName = 3

/** The names that answer the query best, best first; of equals the one that was added first. */
export function findNames(search: NameSearch, query: string, options: SearchOptions = {}): Hit[] {
  const { limit = 10 } = options
  const hits = searchNames(search.written, simplify(query, search.tables), options)
  const heard = findSounds(search, query, options)
  if (heard.size === 0) return hits
  for (const { name, score } of hits) heard.set(name, Math.max(score, heard.get(name) ?? 0))
  const all = [...heard].map(([name, score]): Hit => ({ name, score }))
  return all.sort((one, other) => other.score - one.score || one.name - other.name).slice(0, limit)
}

function findSounds(search: NameSearch, query: string, { limit = 10, accepts }: SearchOptions): Map<number, number> {
  const found = new Map<number, number>()
  const asked = search.sounds.size === 0 ? null : soundQuery(foldText(query), search.syllables)
  if (asked === null) return found
  const nameOf = (sound: number): number => search.soundOf[sound] ?? 0
  const hits = searchNames(search.sounds, asked.text, {
    limit: limit * soundsPerName,
    ...(accepts === undefined ? {} : { accepts: (sound) => accepts(nameOf(sound)) }),
  })
  for (const { name: sound, score } of hits) {
    const initials = search.areInitials[sound] === 1
    const heard = textOf(search.sounds, sound)
    if (initials ? !heard.includes(asked.text) : !asked.syllables && asked.text.length < leastLetters) continue
    const factor = initials ? worth.initials : asked.syllables ? worth.syllables : worth.letters
    const total = (score + (heard.endsWith(asked.text) ? worth.end : 0)) * factor
    const name = nameOf(sound)
    if (total > leastScore) found.set(name, Math.max(total, found.get(name) ?? 0))
  }
  return found
}

function textOf({ text, textStarts }: NameIndex, number: number): string {
  return String.fromCharCode(...text.subarray(textStarts[number] ?? 0, textStarts[number + 1] ?? 0))
}
