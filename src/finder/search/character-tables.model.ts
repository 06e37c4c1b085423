// SPDX-License-Identifier: Apache-2.0

/** What is known of Chinese characters: enough to find a name by its reading, or as it is written elsewhere. */
export interface CharacterTables {
  /** Traditional character to the simplified one. */
  simplified: ReadonlyMap<string, string>
  /** How a character is read, in pinyin without tones, the usual reading first. */
  readings: ReadonlyMap<string, readonly string[]>
}

/** A row of `reference/characters/readings.csv`: the characters that are usually read so, and those that may be. */
export interface ReadingRow {
  reading: string
  first: string
  further: string
}

/** A row of `reference/characters/simplified.csv`. */
export interface SimplifiedRow {
  simplified: string
  traditional: string
}

export interface CharacterRows {
  readings: ReadingRow[]
  simplified: SimplifiedRow[]
}

export const noTables: CharacterTables = { simplified: new Map(), readings: new Map() }

export function tablesOf({ readings, simplified }: CharacterRows): CharacterTables {
  const read = new Map<string, string[]>()
  for (const { reading, first } of readings) for (const character of first) read.set(character, [reading])
  for (const { reading, further } of readings) {
    for (const character of further) read.set(character, [...(read.get(character) ?? []), reading])
  }
  const plain = simplified.flatMap((row) => [...row.traditional].map((one): [string, string] => [one, row.simplified]))
  return { readings: read, simplified: new Map(plain) }
}

/** What the rows say of the characters that the names are written with, however those are written elsewhere. */
export function rowsFor({ readings, simplified }: CharacterRows, names: Iterable<string>): CharacterRows {
  const written = new Set<string>()
  for (const name of names) for (const character of name) written.add(character)
  const kept = (characters: string): string => [...characters].filter((one) => written.has(one)).join('')
  return {
    readings: readings
      .map(({ reading, first, further }) => ({ reading, first: kept(first), further: kept(further) }))
      .filter(({ first, further }) => first !== '' || further !== ''),
    simplified: simplified
      .map((row) => (written.has(row.simplified) ? row : { ...row, traditional: kept(row.traditional) }))
      .filter(({ traditional }) => traditional !== ''),
  }
}

/** A text with simplified characters in the place of traditional ones. */
export function simplify(text: string, { simplified }: CharacterTables): string {
  return text.replaceAll(/[\u3007\u4e00-\u9fff]/g, (character) => simplified.get(character) ?? character)
}
