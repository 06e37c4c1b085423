// SPDX-License-Identifier: Apache-2.0
import { type CharacterTables, simplify } from '../../../finder/index.ts'
import { plainWord } from '../rows/word-lists.model.ts'
import type { Candidate, KnownEntry } from './match.model.ts'
import { nearNames } from './near-names.ts'

/** Entries by id, by name as it is written, and by names alike. */
export interface EntryIndex {
  get(id: string): KnownEntry | undefined
  /** Entries with exactly this name but for spaces, marks, case and traditional characters. */
  named(name: string): KnownEntry[]
  /** Entries with a name like one of these, best first. */
  like(names: readonly string[], most: number): Candidate[]
}

export function entryIndex(entries: readonly KnownEntry[], tables: CharacterTables): EntryIndex {
  const plain = (name: string) => plainWord(simplify(name, tables))
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const byName = new Map<string, KnownEntry[]>()
  const names: string[] = []
  const owners: string[] = []
  for (const entry of byId.values()) {
    for (const name of new Set(entry.names)) {
      const same = byName.get(plain(name))
      if (same === undefined) byName.set(plain(name), [entry])
      else if (!same.includes(entry)) same.push(entry)
      names.push(simplify(name, tables))
      owners.push(entry.id)
    }
  }
  const near = nearNames(names)
  return {
    get: (id) => byId.get(id),
    named: (name) => byName.get(plain(name)) ?? [],
    like(asked, most) {
      const best = new Map<string, number>()
      for (const name of asked) {
        for (const found of near.find(simplify(name, tables), most * 3)) {
          const id = owners[found.name] ?? ''
          best.set(id, Math.max(best.get(id) ?? 0, found.score))
        }
      }
      const ranked = [...best].map(([id, score]): Candidate => ({ id, score: Math.round(score * 100) / 100 }))
      return ranked.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, most)
    },
  }
}
