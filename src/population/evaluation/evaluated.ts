// SPDX-License-Identifier: Apache-2.0
import { kindBehind, kindBehindSingly } from './behind.ts'
import type { Circumstances } from './circumstances.ts'
import type { Evaluation } from './evaluation.ts'
import type { Layout } from './layout.ts'
import type { OutcomeList } from './outcomes.ts'
import type { Results } from './results.ts'
import { type Found, gatherRows, type Side, type Standings } from './standings.ts'

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
    const { buffer, byteOffset, byteLength } = results.singly
    const marks = Buffer.from(buffer, byteOffset, byteLength)
    for (let person = marks.indexOf(1); person !== -1; person = marks.indexOf(1, person + 1)) {
      this.singly.set(person, evaluation.singly(person))
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

  gather(person: number, found: Found): void {
    const alone = this.singly.get(person)
    if (alone === undefined) gatherRows(this.around.workforce, this.itself, person, found)
    else for (const [id, standing] of alone) found.add(id, standing)
  }

  private readonly itself = (): Side => this

  kindBehind(person: number, outcome: number): number {
    if (this.singly.has(person)) return kindBehindSingly(this, person, outcome)
    return kindBehind(this.around.workforce, this.itself, person, outcome)
  }
}
