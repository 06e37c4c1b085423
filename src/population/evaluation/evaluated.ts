// SPDX-License-Identifier: Apache-2.0
import { kindBehind, kindBehindSingly } from './behind.ts'
import type { Circumstances } from './circumstances.ts'
import type { Evaluation } from './evaluation.ts'
import type { Layout } from './layout.ts'
import { DISCRETION, MET, OPEN, type OutcomeList } from './outcomes.ts'
import type { Results } from './results.ts'
import type { Side, Standings } from './standings.ts'

/** The outcomes of every person of a workforce. */
export class Evaluated implements Standings, Side {
  readonly evaluation: Evaluation
  readonly results: Results
  /** How outcomes stand for persons who are evaluated singly. */
  readonly singly = new Map<number, ReadonlyMap<number, number>>()

  constructor(evaluation: Evaluation, results: Results) {
    this.evaluation = evaluation
    this.results = results
    for (const person of evaluation.around.workforce.irregular.keys()) results.singly[person] = 1
    for (let person = 0; person < results.singly.length; person++) {
      if (results.singly[person] === 1) this.singly.set(person, evaluation.singly(person))
    }
  }

  get around(): Circumstances {
    return this.evaluation.around
  }

  get outcomes(): OutcomeList {
    return this.evaluation.outcomes
  }

  get layout(): Layout {
    return this.evaluation.layout
  }

  outcomesOf(person: number): Map<number, number> {
    const alone = this.singly.get(person)
    if (alone !== undefined) return new Map(alone)
    const { workforce } = this.evaluation.around
    const found = new Map<number, number>()
    for (
      let index = workforce.firstRecord[person] as number;
      index < (workforce.firstRecord[person + 1] as number);
      index++
    ) {
      const kind = workforce.recordKind[index] as number
      this.gather(kind, (workforce.recordOf[index] as number) - (workforce.kindStart[kind] as number), found)
    }
    this.gather(workforce.kinds.length, person, found)
    return found
  }

  kindBehind(person: number, outcome: number): number {
    if (this.singly.has(person)) return kindBehindSingly(this, person, outcome)
    return kindBehind(this.around.workforce, () => this, person, outcome)
  }

  private gather(kind: number, row: number, found: Map<number, number>): void {
    gatherOutcomes(this.evaluation.layout, this.results, kind, row, found)
  }
}

/** Adds what stands in the bytes of a row of a kind, where it is better than what was found. */
export function gatherOutcomes(
  { outcomes, start, rows, width }: Layout,
  { met, discretion, open }: Results,
  kind: number,
  row: number,
  found: Map<number, number>,
): void {
  const ids = outcomes[kind] as readonly number[]
  for (let at = 0; at < (width[kind] as number); at++) {
    const byte = (start[kind] as number) + at * (rows[kind] as number) + row
    const best = met[byte] as number
    const better = discretion[byte] as number
    for (let left = best | better | (open[byte] as number); left !== 0; left &= left - 1) {
      const bit = left & -left
      const id = ids[8 * at + 31 - Math.clz32(bit)] as number
      const standing = (best & bit) !== 0 ? MET : (better & bit) !== 0 ? DISCRETION : OPEN
      if (standing > (found.get(id) ?? 0)) found.set(id, standing)
    }
  }
}
