// SPDX-License-Identifier: Apache-2.0
import { type Clock, Problem, today } from '../../kernel/index.ts'
import { penFor } from '../answers/assess-person.ts'
import type { LawShelf, LoadedLaw } from '../answers/load-law.ts'
import { zoneOf } from '../answers/place-calendar.model.ts'
import type { Words } from '../answers/words.model.ts'
import { type PathwayView, pathwaysInWords } from './describe-pathways.ts'
import { findPathways, goalOf, type PathwayAnswer, type PathwayRequest } from './find-pathways.ts'

export interface PathwayDependencies {
  shelf: LawShelf
  clock: Clock
}

export type PathwayQuery = Omit<PathwayRequest, 'asOf'> & { asOf?: string }

/** The ways with the law in hand; without a day they start today, by the calendar of the place. */
export function answerPathways(law: LoadedLaw, clock: Clock, query: PathwayQuery): PathwayAnswer {
  const place = law.aliases[query.place] ?? query.place
  const asOf = query.asOf ?? today(clock, zoneOf(place) ?? 'UTC')
  return findPathways(law, { ...query, place, asOf })
}

export function explainPathways(law: LoadedLaw, answer: PathwayAnswer, query: PathwayQuery, words: Words): PathwayView {
  const goal = goalOf(answer.to, law)
  if (goal === null) throw new Problem('internal', `no goal '${answer.to}'`)
  return pathwaysInWords(penFor(law, words), {
    answer,
    goal,
    person: query.person,
    rules: law.bundle.rules,
    instrumentOf: (rule) => law.rule(rule)?.instrument,
  })
}
