// SPDX-License-Identifier: Apache-2.0
// Levels are asked for in many words: “中级职称”, “工程师”, “senior technician”. What people write finds the level that it can only mean.
import type { Db } from '../../../db/index.ts'
import type { LoadedLaw } from '../../../finder/index.ts'
import { listTitleSeries } from '../../../register/index.ts'
import type { Words } from '../../../ui/index.ts'
import { namesOfKind, typableNames } from './name-lists.ts'
import type { Named } from './pick.model.ts'

export interface LevelNames {
  /** The level that is meant; what is none, or could be several, stays as it is typed. */
  read(typed: string): string
  /** Levels like what was typed, in the reader's language. */
  near(words: Words, typed: string): string[]
  /** Professional titles under which a level may be picked too. */
  titles(words: Words): Named[]
}

const framework = 'cn-title'
const mostSeries = 500
const mostNear = 6

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

export async function levelNames(db: Db, law: LoadedLaw): Promise<LevelNames> {
  const levels = new Map(typableNames(law, 'level').map(({ id }) => [id, new Set<string>()]))
  for (const { id, name } of typableNames(law, 'level')) levels.get(id)?.add(fold(name))
  const titles = await titlesOfOneLevel(db, levels)
  const matching = (typed: string): string[] => {
    const wanted = fold(typed)
    if (wanted.length < 2) return []
    const title = titles.get(typed.trim())
    if (title !== undefined) return [title]
    return [...levels].flatMap(([id, names]) => ([...names].some((name) => name.includes(wanted)) ? [id] : []))
  }
  const called = (words: Words) => new Map(namesOfKind(law, words, 'level').map(({ id, name }) => [id, name]))
  return {
    read(typed) {
      const [only, ...more] = levels.has(typed) ? [typed] : matching(typed)
      return only === undefined || more.length > 0 ? typed : only
    },
    near: (words, typed) => {
      const names = called(words)
      return matching(typed)
        .slice(0, mostNear)
        .map((id) => names.get(id) ?? id)
    },
    titles(words) {
      const names = called(words)
      return [...titles].map(([title, id]) => ({ id, name: `${title} · ${names.get(id) ?? id}` }))
    },
  }
}

/** Titles that stand on one level in every series. */
async function titlesOfOneLevel(db: Db, levels: { has(id: string): boolean }): Promise<Map<string, string>> {
  const found = new Map<string, Set<string>>()
  for (const { titles } of await listTitleSeries(db, {}, { after: null, limit: mostSeries }))
    for (const { name, level } of titles) found.set(name, (found.get(name) ?? new Set()).add(`${framework}/${level}`))
  return new Map(
    [...found].flatMap(([name, ids]) => {
      const [id, ...more] = ids
      return id === undefined || more.length > 0 || !levels.has(id) ? [] : [[name, id] as const]
    }),
  )
}
