// SPDX-License-Identifier: Apache-2.0
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Db } from '../../db/index.ts'
import type { LawShelf, LoadedLaw } from '../answers/load-law.ts'
import { finderLists } from '../interview/finder-lists.ts'
import type { CharacterRows } from './character-tables.model.ts'
import { readCharacterTables } from './read-character-tables.ts'
import { charactersFor, type NameShard, type SearchSet, searchSetBuilder, shardsOf } from './search-set.model.ts'
import { readSearchableNames } from './searchable-names.store.ts'

/** Everything that can be found now, and the same in parts for devices. */
export interface ShelvedSearch {
  law: LoadedLaw
  set: SearchSet
  characters: CharacterRows
  shards: NameShard[]
}

export interface SearchShelf {
  take(): Promise<ShelvedSearch>
}

/** Things taken in at once, before others are served. */
const atOnce = 500

/** Milliseconds that somebody waits for what was published a moment ago, before the search of before that answers. */
const patience = 2_000

/** The search of a database: put together anew whenever law or register have changed; when that takes long, the one before answers meanwhile. */
export function searchShelf(db: Db, shelf: LawShelf): SearchShelf {
  let ready: ShelvedSearch | undefined
  let making: { law: LoadedLaw; set: Promise<ShelvedSearch> } | undefined
  const make = (law: LoadedLaw): Promise<ShelvedSearch> => {
    if (making?.law === law) return making.set
    const set = makeSearch(db, law)
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
      if (ready === undefined) return made
      return Promise.race([made, setTimeout(patience, ready, { ref: false })])
    },
  }
}

async function makeSearch(db: Db, law: LoadedLaw): Promise<ShelvedSearch> {
  const { knowsHolding, knowsPlace } = finderLists(law)
  const shards = shardsOf(await readSearchableNames(db), ({ kind, id }) => {
    if (kind === 'place') return knowsPlace(id)
    return (kind === 'qualification' || kind === 'level') && knowsHolding(id)
  })
  const characters = charactersFor(readCharacterTables(), shards)
  const builder = searchSetBuilder(characters)
  let added = 0
  for (const { things } of shards) {
    for (const thing of things) {
      builder.add(thing)
      if (++added % atOnce === 0) await setImmediate()
    }
  }
  return { law, set: builder.finish(), characters, shards }
}
