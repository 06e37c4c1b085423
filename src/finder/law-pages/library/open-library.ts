// SPDX-License-Identifier: Apache-2.0
import type { Rule } from '@passerelle/recognition'
import type { SignedIn } from '../../../access/index.ts'
import type { Db } from '../../../db/index.ts'
import {
  containersOf,
  engineRule,
  type JoinedCatalogue,
  joinBatches,
  loadLaw,
  type WrittenLaw,
} from '../../../instruments/index.ts'
import type { Clock, PlainDate, Settings } from '../../../kernel/index.ts'
import type { Words } from '../../../ui/index.ts'
import { type LawShelf, type LoadedLaw, momentOf } from '../../answers/load-law.ts'
import type { Pen } from '../../answers/words.model.ts'
import { wholePenFor } from '../../reverse/whole-pen.model.ts'
import type { Followable } from './law-views.model.ts'

export interface LawPageDependencies {
  db: Db
  shelf: LawShelf
  clock: Clock
  settings: Pick<Settings, 'baseUrl'>
  /** Whether somebody follows a thing; where it is not kept, nothing can be followed. */
  follows?: (visitor: SignedIn, followed: Followable) => Promise<boolean>
}

/** The law as it is read page by page, in one language. */
export interface Library {
  db: Db
  words: Words
  pen: Pen
  law: LoadedLaw
  today: PlainDate
  baseUrl: string
  /** The day of knowledge in the address; null: what is known now. */
  knownOn: PlainDate | null
  /** The same as an instant, for what is read of it from the database. */
  when: { knownOn?: Date }
  /** Instruments with their rules as they were written, by id. */
  written: ReadonlyMap<string, WrittenLaw>
  /** Lists with all that their later batches did to them. */
  lists(): ReadonlyMap<string, JoinedCatalogue>
  rule(id: string): Rule | undefined
  /** The same, as it was known at an instant. */
  asKnownAt(instant: Date): Promise<Library>
  /** The place itself and all it lies in today; empty for what is no place. */
  around(place: string): string[]
}

const shelves = new WeakMap<LoadedLaw, { written: ReadonlyMap<string, WrittenLaw>; rules: ReadonlyMap<string, Rule> }>()

/** Opens the law as it was known on a day or at an instant. What it is looked up by is made once. */
export async function openLibrary(
  deps: LawPageDependencies,
  words: Words,
  known: PlainDate | Date | null,
): Promise<Library> {
  const when = momentOf(known)
  const [law, { texts }] = await Promise.all([deps.shelf.take(known), loadLaw(deps.db, when)])
  let shelf = shelves.get(law)
  if (shelf === undefined) {
    const written = new Map(texts.instruments.map((one) => [one.instrument.id, one]))
    const rules = texts.instruments.flatMap(({ instrument, rules: own }) =>
      own.map((rule) => engineRule(instrument, rule)),
    )
    shelf = { written, rules: new Map(rules.map((rule) => [rule.id, rule])) }
    shelves.set(law, shelf)
  }
  const { written, rules } = shelf
  const today = deps.clock.now().toISOString().slice(0, 10)
  return {
    db: deps.db,
    words,
    pen: wholePenFor(law, words),
    law,
    today,
    baseUrl: deps.settings.baseUrl,
    knownOn: known instanceof Date ? known.toISOString().slice(0, 10) : known,
    when,
    written,
    lists: () => joinBatches(texts.instruments),
    rule: (id) => rules.get(id),
    asKnownAt: (instant) => openLibrary(deps, words, instant),
    around: (place) => placesAround(law, place, today),
  }
}

function placesAround(law: LoadedLaw, place: string, day: PlainDate): string[] {
  const code = law.bundle.jurisdictions.some((one) => one.code === place) ? place : law.aliases[place]
  if (code === undefined) return []
  const nodes = law.bundle.jurisdictions.map((one) => {
    const parents = one.parents.filter(({ from, until }) => (from ?? '') <= day && (until === undefined || day < until))
    return [one.code, { code: one.code, parents }] as const
  })
  return [...containersOf(code, new Map(nodes))]
}
