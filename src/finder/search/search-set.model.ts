// SPDX-License-Identifier: Apache-2.0
import { type CharacterRows, rowsFor, tablesOf } from './character-tables.model.ts'
import { type NameSearch, nameSearchBuilder } from './name-search.model.ts'
import { type SearchKind, searchKinds } from './search-result.model.ts'

/** One name of something that can be found. */
export interface SearchableName {
  kind: SearchKind
  id: string
  /** Language tag; null: a code or a number, the same in every language. */
  lang: string | null
  name: string
  /** One of further names: found by, but not called by. */
  further: boolean
}

/** Something that can be found, with what it is called in each language. */
export interface FoundThing {
  kind: SearchKind
  id: string
  /** Whether the finder can be filled in with it. */
  inFinder: boolean
  names: Record<string, string>
}

/** Everything that can be found. The numbers are those of the names. */
export interface SearchSet {
  search: NameSearch
  things: FoundThing[]
  names: Omit<SearchableName, 'kind' | 'id'>[]
  /** Which thing a name belongs to, and of which kind it is (its place in `searchKinds`). */
  thingOf: Uint32Array
  kindOf: Uint8Array
}

/** A name on its way to a device: language, name, and 1 where it is a further one. */
export type ShardName = [lang: string | null, name: string, further?: 1]

/** Some names of one thing. */
export type ShardThing = [kind: number, id: string, inFinder: 0 | 1, ...names: ShardName[]]

/** A part of all names: small enough to fetch, the same for everyone. Its name says what is in it. */
export interface NameShard {
  name: string
  things: ShardThing[]
}

/** A shard holds at most so many letters of names. */
const shardLetters = 250_000

/** Languages whose occupations come first. */
const firstLanguages = ['zh-CN', 'en']

/** Everything but occupations first; then these, language by language: some registers have them in twenty-six. */
export function shardsOf(names: readonly SearchableName[], inFinder: (thing: SearchableName) => boolean): NameShard[] {
  const stems = new Map<string, SearchableName[]>([['core', []]])
  for (const lang of firstLanguages) stems.set(`occupation-${lang}`, [])
  for (const name of names) {
    const stem = name.kind === 'occupation' ? `occupation-${name.lang ?? 'codes'}` : 'core'
    const group = stems.get(stem)
    if (group === undefined) stems.set(stem, [name])
    else group.push(name)
  }
  return [...stems].flatMap(([stem, group]) => cut(stem, group, inFinder))
}

function cut(
  stem: string,
  names: readonly SearchableName[],
  inFinder: (thing: SearchableName) => boolean,
): NameShard[] {
  const shards: NameShard[] = []
  let letters = Number.POSITIVE_INFINITY
  let thing: ShardThing | undefined
  for (const name of names) {
    const kind = searchKinds.indexOf(name.kind)
    const another = thing?.[0] !== kind || thing[1] !== name.id
    if (another && letters > shardLetters) {
      shards.push({ name: `${stem}-${shards.length + 1}`, things: [] })
      letters = 0
    }
    if (thing === undefined || another) {
      thing = [kind, name.id, inFinder(name) ? 1 : 0]
      shards.at(-1)?.things.push(thing)
    }
    thing.push(name.further ? [name.lang, name.name, 1] : [name.lang, name.name])
    letters += name.name.length
  }
  return shards
}

/** The characters that a search over these shards has to know. */
export function charactersFor(rows: CharacterRows, shards: readonly NameShard[]): CharacterRows {
  function* names(): Generator<string> {
    for (const { things } of shards) for (const [, , , ...own] of things) for (const [, name] of own) yield name
  }
  return rowsFor(rows, names())
}

export interface SearchSetBuilder {
  add(thing: ShardThing): void
  /** What has been added so far. */
  finish(): SearchSet
}

/** Takes shards in, thing by thing: the same on a server and on a device, so that both find the same. */
export function searchSetBuilder(characters: CharacterRows): SearchSetBuilder {
  const builder = nameSearchBuilder(tablesOf(characters))
  const things: FoundThing[] = []
  const names: SearchSet['names'] = []
  const thingOf: number[] = []
  const kindOf: number[] = []
  const numbers = new Map<string, number>()
  return {
    add([kind, id, inFinder, ...own]) {
      const key = `${kind} ${id}`
      const fresh = { kind: searchKinds[kind] ?? searchKinds[0], id, inFinder: inFinder === 1, names: {} }
      const number = numbers.get(key) ?? things.push(fresh) - 1
      numbers.set(key, number)
      const thing = things[number]
      for (const [lang, name, further] of own) {
        builder.add(name, lang?.startsWith('zh') === true)
        names.push({ lang, name, further: further === 1 })
        thingOf.push(number)
        kindOf.push(kind)
        if (thing !== undefined && lang !== null && further !== 1) thing.names[lang] ??= name
      }
    },
    finish: () => ({
      search: builder.finish(),
      things: [...things],
      names: [...names],
      thingOf: Uint32Array.from(thingOf),
      kindOf: Uint8Array.from(kindOf),
    }),
  }
}
