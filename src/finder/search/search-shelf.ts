// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises'
import type { Db } from '../../db/index.ts'
import type { LawShelf, LoadedLaw } from '../answers/load-law.ts'
import { type NameIndex, nameIndexBuilder } from './name-index.model.ts'
import { type SearchKind, searchKinds } from './search-result.model.ts'
import { readSearchableNames, type SearchableName } from './searchable-names.store.ts'

/** Something that can be found, with what it is called in each language. */
export interface FoundThing {
  kind: SearchKind
  id: string
  names: Record<string, string>
}

/** Everything that can be found now. The numbers are those of the index. */
export interface SearchSet {
  law: LoadedLaw
  index: NameIndex
  things: FoundThing[]
  names: SearchableName[]
  /** Which thing a name belongs to, and of which kind it is (its place in `searchKinds`). */
  thingOf: Uint32Array
  kindOf: Uint8Array
}

export interface SearchShelf {
  take(): Promise<SearchSet>
}

/** Names taken in at once, before others are served. */
const atOnce = 2000

/** The search of a database: put together anew whenever law or register have changed; until that is done, the one before answers. */
export function searchShelf(db: Db, shelf: LawShelf): SearchShelf {
  let ready: SearchSet | undefined
  let making: { law: LoadedLaw; set: Promise<SearchSet> } | undefined
  const make = (law: LoadedLaw): Promise<SearchSet> => {
    if (making?.law === law) return making.set
    const set = makeSearchSet(db, law)
    const mine = { law, set }
    making = mine
    set.then(
      (made) => {
        if (making === mine) ready = made
      },
      () => {
        if (making === mine) making = undefined
      },
    )
    return set
  }
  return {
    take: async () => {
      const law = await shelf.take(null)
      if (ready?.law === law) return ready
      const made = make(law)
      return ready ?? made
    },
  }
}

async function makeSearchSet(db: Db, law: LoadedLaw): Promise<SearchSet> {
  const names = await readSearchableNames(db)
  const builder = nameIndexBuilder()
  const things: FoundThing[] = []
  const thingOf = new Uint32Array(names.length)
  const kindOf = new Uint8Array(names.length)
  const numbers = new Map<string, number>()
  for (const [at, { kind, id, lang, name, further }] of names.entries()) {
    if (at % atOnce === atOnce - 1) await setImmediate()
    builder.add(name)
    const key = `${kind} ${id}`
    const number = numbers.get(key) ?? things.push({ kind, id, names: {} }) - 1
    numbers.set(key, number)
    thingOf[at] = number
    kindOf[at] = searchKinds.indexOf(kind)
    const thing = things[number]
    if (thing !== undefined && lang !== null && !further) thing.names[lang] ??= name
  }
  return { law, index: builder.finish(), things, names, thingOf, kindOf }
}
