// SPDX-License-Identifier: Apache-2.0
import { type Choices, chosenNew, keyOf, type Match, type MatchedRow, settled } from './match.model.ts'

/** What is chosen for many rows at once. */
export interface ManyChosen {
  /** The best candidate is taken from this likeness on, where no other is as good. */
  least: number | null
  /** What is not taken so is new. */
  othersNew: boolean
}

export interface ToChoose {
  key: string
  match: Match
  row: MatchedRow
  of: 'qualification' | 'body'
}

/** Everything that has to be chosen, each with its key once. Who awards a qualification is asked only where it is new. */
export function* toChoose(rows: readonly MatchedRow[], choices: Choices): Iterable<ToChoose> {
  const met = new Set<string>()
  for (const row of rows) {
    const { qualification, body, bodyKey } = row
    const key = qualification.kind === 'near' ? keyOf(row) : ''
    if (key !== '' && !met.has(key)) {
      met.add(key)
      yield { key, match: qualification, row, of: 'qualification' }
    }
    if (body?.kind !== 'near' || bodyKey === undefined || met.has(bodyKey)) continue
    if (settled(qualification, choices[key]) !== chosenNew) continue
    met.add(bodyKey)
    yield { key: bodyKey, match: body, row, of: 'body' }
  }
}

/** The choices with those added that follow; what was chosen one by one stays. */
export function chooseMany(rows: readonly MatchedRow[], before: Choices, { least, othersNew }: ManyChosen): Choices {
  const choices: Record<string, string> = { ...before }
  // What is chosen for a qualification decides whether its body is asked for: the rows are gone through with the choices as they come.
  for (const { key, match } of toChoose(rows, choices)) {
    if (choices[key] !== undefined) continue
    const [best, second] = match.candidates
    const clear = best !== undefined && least !== null && best.score >= least && best.score > (second?.score ?? 0)
    if (clear) choices[key] = best.id
    else if (othersNew) choices[key] = chosenNew
  }
  return choices
}

/** How many rows each choice is for. */
export function rowsByChoice(rows: readonly MatchedRow[], choices: Choices): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  const count = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const row of rows) {
    const key = row.qualification.kind === 'near' ? keyOf(row) : ''
    if (key !== '') count(key)
    const asksBody = row.body?.kind === 'near' && settled(row.qualification, choices[key]) === chosenNew
    if (asksBody && row.bodyKey !== undefined) count(row.bodyKey)
  }
  return counts
}
