// SPDX-License-Identifier: Apache-2.0
import { type CharacterTables, foldText, simplify } from '../../../finder/index.ts'
import { plainWord } from '../rows/word-lists.model.ts'
import { gramsIn, shareOf } from './gram-share.ts'
import type { Candidate, KnownEntry } from './match.model.ts'
import { leastNear, nearNames } from './near-names.ts'
import { compareGrades, type Grades, gradesOf, saysNothing, tellingWords } from './telling-words.ts'

/** Entries by id, by name as it is written, and by names alike. */
export interface EntryIndex {
  get(id: string): KnownEntry | undefined
  /** Entries with exactly this name but for spaces, marks, case and traditional characters. */
  named(name: string): KnownEntry[]
  /** Entries with a name like one of these, best first. */
  like(names: readonly string[], most: number): Candidate[]
  /** Entries with whose name this one begins. */
  beginning(name: string): KnownEntry[]
  /** Whether a name says no more than one of these, and that it is a certificate. */
  saysNoMore(name: string, than: readonly string[]): boolean
  /** What a body awards. */
  awardedBy(body: string): readonly KnownEntry[]
  /** How like an entry is to one of these names, from 0 to 1, leaving aside words that both may have; null: of another grade. */
  likeness(names: readonly string[], entry: KnownEntry, aside: readonly string[]): number | null
}

/** A name as it is compared. */
interface Prepared {
  entry: KnownEntry
  name: string
  telling: string
  /** Made when it is first compared. */
  grams?: { name: Uint32Array; telling: Uint32Array; grades: Grades }
}

const prepare = (entry: KnownEntry, name: string): Prepared => ({ entry, name, telling: tellingWords(name) })

/** Names are near by what tells them apart where so much of the whole is shared too, and by the whole where so much is that tells. */
const least = { share: 0.6, telling: 0.5 }
/** A name in fewer letters begins too many others. */
const shortestBody = 4
/** Where one of two names says a grade and the other does not, they are never so alike that the one is taken without a look. */
const mostWithoutGrade = 0.85

export function entryIndex(entries: readonly KnownEntry[], tables: CharacterTables): EntryIndex {
  const plain = (name: string) => plainWord(simplify(name, tables))
  const folded = (name: string) => foldText(simplify(name, tables))
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const byName = new Map<string, KnownEntry[]>()
  const byBody = Map.groupBy(byId.values(), ({ body }) => body ?? '')
  const known: Prepared[] = []
  for (const entry of byId.values()) {
    for (const name of new Set(entry.names)) {
      const same = byName.get(plain(name))
      if (same === undefined) byName.set(plain(name), [entry])
      else if (!same.includes(entry)) same.push(entry)
      known.push(prepare(entry, simplify(name, tables)))
    }
  }
  const telling = nearNames(known.map((one) => one.telling))
  const whole = nearNames(known.map(({ name }) => name))
  const at = ({ name }: { name: number }) => known[name]
  return {
    get: (id) => byId.get(id),
    named: (name) => byName.get(plain(name)) ?? [],
    like(asked, most) {
      const best = new Map<string, number>()
      for (const name of asked) {
        const own = prepare(nobody, simplify(name, tables))
        const met = new Set([...telling.find(own.telling, most * 3), ...whole.find(own.name, most * 3)].map(at))
        for (const found of met) {
          const share = found === undefined ? null : alike(own, found)
          if (found === undefined || share === null) continue
          best.set(found.entry.id, Math.max(best.get(found.entry.id) ?? 0, share))
        }
      }
      const ranked = [...best].map(([id, score]): Candidate => ({ id, score: rounded(score) }))
      return ranked.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, most)
    },
    beginning(name) {
      const text = plain(name)
      for (let end = text.length - 1; end >= shortestBody; end--) {
        const found = byName.get(text.slice(0, end))
        if (found !== undefined) return found
      }
      return []
    },
    saysNoMore: (name, than) =>
      than.some((one) => folded(name).includes(folded(one)) && saysNothing(folded(name).replace(folded(one), ' '))),
    awardedBy: (body) => byBody.get(body) ?? [],
    likeness: (names, entry, aside) =>
      likeness(
        names.map((name) => simplify(name, tables)),
        entry.names.map((name) => simplify(name, tables)),
        aside.map((name) => simplify(name, tables)),
      ),
  }
}

const nobody: KnownEntry = { id: '', names: [], country: null, body: null }
const rounded = (score: number): number => Math.round(score * 100) / 100

/** Half is what tells names apart, half the whole; null: they are not near, or say different grades. */
function alike(one: Prepared, other: Prepared): number | null {
  const [own, found] = [gramsOfBoth(one), gramsOfBoth(other)]
  const grades = compareGrades(own.grades, found.grades)
  if (grades === 'other') return null
  const telling = shareOf(own.telling, found.telling)
  const whole = shareOf(own.name, found.name)
  const share = (telling + whole) / 2
  if (!((telling >= leastNear && share >= least.share) || (whole >= leastNear && telling >= least.telling))) return null
  return grades === 'same' ? share : Math.min(share, mostWithoutGrade)
}

function gramsOfBoth(one: Prepared): NonNullable<Prepared['grams']> {
  one.grams ??= { name: gramsIn(one.name), telling: gramsIn(one.telling), grades: gradesOf(one.name) }
  return one.grams
}

function likeness(names: readonly string[], known: readonly string[], aside: readonly string[]): number | null {
  const bare = (name: string) => tellingWords(aside.reduce((text, one) => text.replaceAll(one, ' '), name) || name)
  let best: number | null = null
  for (const name of names) {
    for (const other of known) {
      if (compareGrades(gradesOf(name), gradesOf(other)) === 'other') continue
      best = Math.max(best ?? 0, shareOf(gramsIn(bare(name)), gramsIn(bare(other))))
    }
  }
  return best === null ? null : rounded(best)
}
