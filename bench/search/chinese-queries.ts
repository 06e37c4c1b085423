// SPDX-License-Identifier: Apache-2.0
import { type CharacterTables, rowsFor, tablesOf } from '../../src/finder/search/character-tables.model.ts'
import { soundsOf } from '../../src/finder/search/pinyin.model.ts'
import { readCharacterTables } from '../../src/finder/search/read-character-tables.ts'
import { seededRandom } from '../../test/support/random.ts'
import { type CorpusName, partOf } from './corpus.ts'
import type { Query } from './queries.ts'

export const chineseKinds = ['pinyin', 'pinyin-slip', 'initials', 'traditional'] as const
export type ChineseKind = (typeof chineseKinds)[number]

export interface ChineseQuery extends Omit<Query, 'kind'> {
  kind: ChineseKind
}

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** Chinese names as they are typed elsewhere: by sound (of the readings at hand, one by chance), by initials, in traditional characters. */
export function makeChineseQueries(
  corpus: readonly CorpusName[],
  part: 'tuning' | 'test',
  each: number,
): ChineseQuery[] {
  const chinese = corpus.flatMap((one, target) => (one.lang === 'zh' ? [{ ...one, target }] : []))
  const tables = tablesOf(
    rowsFor(
      readCharacterTables(),
      chinese.map(({ name }) => name),
    ),
  )
  const sounds = chinese.map(({ name }) => soundsOf(name, tables))
  const random = seededRandom(part === 'tuning' ? 5 : 6)
  const pick = <T>(of: readonly T[]): T | undefined => of[Math.floor(random() * of.length)]
  const elsewhere = new Map([...tables.simplified].map(([traditional, simplified]) => [simplified, traditional]))
  const write = (name: string, kind: ChineseKind): string | null => {
    if (kind === 'traditional') return traditional(name, elsewhere)
    const heard = soundsOf(name, tables)
    if (heard === null) return null
    if (kind === 'initials') return heard.initials.length < 4 ? null : heard.initials
    return spell(pick(heard.spelled) ?? '', kind === 'pinyin-slip', random)
  }
  // Where more names than are shown sound so, nobody can know which was meant.
  const tooMany = (text: string, kind: ChineseKind): boolean => {
    if (kind === 'traditional') return false
    const fits = sounds.filter((one) =>
      kind === 'initials' ? one?.initials.includes(text) : one?.spelled.some((spelled) => spelled.includes(text)),
    )
    return fits.length > 10
  }
  return chineseKinds.flatMap((kind) => {
    const queries: ChineseQuery[] = []
    for (let tries = 0; queries.length < each && tries < each * 40; tries++) {
      const from = pick(chinese)
      if (from === undefined || partOf(from) !== part) continue
      const text = write(from.name, kind)
      if (text !== null && !tooMany(text, kind)) {
        queries.push({ text, kind, lang: 'zh', sourced: from.sourced, target: from.target })
      }
    }
    return queries
  })
}

/** The whole or its first two thirds, sometimes with one slip. */
function spell(spelled: string, slips: boolean, random: () => number): string | null {
  if (spelled.length < 8) return null
  const text = random() < 0.5 ? spelled : spelled.slice(0, Math.ceil(spelled.length * 0.66))
  if (!slips) return text
  const at = 1 + Math.floor(random() * (text.length - 2))
  const other = letters[Math.floor(random() * letters.length)] ?? ''
  const ways = [
    text.slice(0, at) + other + text.slice(at + 1),
    text.slice(0, at) + text.slice(at + 1),
    text.slice(0, at) + text.slice(at + 1, at + 2) + text.slice(at, at + 1) + text.slice(at + 2),
  ]
  return ways[Math.floor(random() * ways.length)] ?? null
}

function traditional(name: string, elsewhere: CharacterTables['simplified']): string | null {
  const text = [...name].map((character) => elsewhere.get(character) ?? character).join('')
  return text === name || name.length < 4 ? null : text
}
