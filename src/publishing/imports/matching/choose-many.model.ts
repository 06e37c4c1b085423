// SPDX-License-Identifier: Apache-2.0
import { type Choices, chosenNew, type Match, type MatchedRow, rowKey, settled } from './match.model.ts'

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
    const { item, qualification, body, bodyKey } = row
    const key = rowKey(item)
    if (qualification.kind === 'near') yield { key, match: qualification, row, of: 'qualification' }
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
