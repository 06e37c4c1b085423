// SPDX-License-Identifier: Apache-2.0
import type { PlainDate } from '@passerelle/recognition'
import { type Clock, Problem, today } from '../../kernel/index.ts'
import type { LawShelf, LoadedLaw } from '../answers/load-law.ts'
import { zoneOf } from '../answers/place-calendar.model.ts'
import type { Words } from '../answers/words.model.ts'
import { placesLeadingTo, readWanted, waysTo } from './reverse.model.ts'
import { type ReverseView, reverseInWords } from './reverse-words.model.ts'
import type { Catalogues } from './rule-in-words.model.ts'
import { wholePenFor } from './whole-pen.model.ts'

export interface ReverseDependencies {
  shelf: LawShelf
  clock: Clock
}

export interface ReverseQuestion {
  to: string
  place: string
  /** Default: today by the calendar of the place. */
  asOf?: PlainDate
}

/** What counts as this here: every rule in force in the place that leads to it. */
export async function findWays(
  deps: ReverseDependencies,
  question: ReverseQuestion,
  words: Words,
): Promise<ReverseView> {
  return findWaysWith(await deps.shelf.take(null), deps.clock, question, words)
}

/** The same, with the law in hand. */
export function findWaysWith(law: LoadedLaw, clock: Clock, question: ReverseQuestion, words: Words): ReverseView {
  const place = law.aliases[question.place] ?? question.place
  const asOf = question.asOf ?? today(clock, zoneOf(place) ?? 'UTC')
  const { bundle } = law
  const places = law.compiledFor(asOf).within
  const within = Object.hasOwn(places, place) ? places[place] : undefined
  const wanted = readWanted(bundle, question.to)
  if (within === undefined || wanted === null) throw unknown(question, within === undefined, wanted === null)
  const ways = waysTo(bundle.rules, wanted, within, asOf)
  const elsewhere = placesLeadingTo(bundle.rules, wanted, asOf)
  for (const near of within) elsewhere.delete(near)
  const catalogues = cataloguesOf(law)
  return reverseInWords(wholePenFor(law, words), {
    wanted,
    place,
    asOf,
    ways,
    elsewhere,
    rules: bundle.rules,
    catalogues,
  })
}

const lists = new WeakMap<LoadedLaw, Catalogues>()

/** The catalogues of a law by id. */
export function cataloguesOf(law: LoadedLaw): Catalogues {
  let known = lists.get(law)
  if (known === undefined) {
    known = new Map(law.bundle.catalogues.map((one) => [one.id, one]))
    lists.set(law, known)
  }
  return known
}

function unknown({ to, place }: ReverseQuestion, noPlace: boolean, noTarget: boolean): Problem {
  const errors = []
  if (noTarget) {
    const expected =
      'a level (cn-title/intermediate), a qualification, an occupation or field code, or a right that rules name'
    errors.push({ path: 'to', message: `found '${to}'`, expected })
  }
  if (noPlace) {
    const expected = 'the code of a jurisdiction of the register, for example CN-3205'
    errors.push({ path: 'in', message: `found '${place}'`, expected })
  }
  const message = errors.map((error) => `${error.path}: ${error.message}, expected ${error.expected}`).join('; ')
  return new Problem('invalid-input', message, { errors })
}
