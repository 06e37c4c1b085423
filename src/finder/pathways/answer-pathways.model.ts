// SPDX-License-Identifier: Apache-2.0
import { type Clock, Problem, today } from '../../kernel/index.ts'
import { type LawWithRules, penFor } from '../answers/assessed.model.ts'
import { zoneOf } from '../answers/place-calendar.model.ts'
import type { Words } from '../answers/words.model.ts'
import { targetsOf, type Wanted } from '../reverse/reverse.model.ts'
import { wantedInWords } from '../reverse/reverse-words.model.ts'
import { type PathwayView, pathwaysInWords } from './describe-pathways.model.ts'
import { findPathways, goalOf, type PathwayAnswer, type PathwayRequest } from './find-pathways.model.ts'

export type PathwayQuery = Omit<PathwayRequest, 'asOf'> & { asOf?: string }

/** The law on a server knows other codes of places; that of a device is asked by the codes of its own lists. */
type AskedLaw = LawWithRules & { aliases?: Readonly<Record<string, string>> }

/** The ways with the law in hand; without a day they start today, by the calendar of the place. */
export function answerPathways(law: AskedLaw, clock: Clock, query: PathwayQuery): PathwayAnswer {
  const place = law.aliases?.[query.place] ?? query.place
  const asOf = query.asOf ?? today(clock, zoneOf(place) ?? 'UTC')
  return findPathways(law, { ...query, place, asOf })
}

export function explainPathways(
  law: LawWithRules,
  answer: PathwayAnswer,
  query: PathwayQuery,
  words: Words,
): PathwayView {
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

export interface GoalOption {
  value: string
  kind: Wanted['kind']
  label: string
}

/** What rules lead to, by name. */
export function goalOptions(law: LawWithRules, words: Words): GoalOption[] {
  const pen = penFor(law, words)
  const options = targetsOf(law.bundle).map((wanted) => ({
    value: wanted.id,
    kind: wanted.kind,
    label: wantedInWords(pen, wanted, law.bundle.rules),
  }))
  return options.sort((a, b) => words.compare(a.label, b.label))
}
