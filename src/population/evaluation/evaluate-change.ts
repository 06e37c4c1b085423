// SPDX-License-Identifier: Apache-2.0
import { assess, type Compiled } from '@passerelle/recognition'
import { personAt } from '../columns/person-at.ts'
import type { Workforce } from '../columns/workforce.ts'
import { kindBehind, kindBehindSingly } from './behind.ts'
import type { Circumstances } from './circumstances.ts'
import { type Comparison, comparisonOf, markDifferent } from './compare.ts'
import type { Evaluated } from './evaluated.ts'
import { Evaluation } from './evaluation.ts'
import { type OutcomeList, standingOutcomes } from './outcomes.ts'
import { emptyResults, type Results } from './results.ts'
import { type Found, gatherRows, type Side, type Standings } from './standings.ts'

export interface ChangedLaw {
  compiled: Compiled
  /** By kind, and one more for rules without a credential: 1 where the change can make a difference to a credential of the kind. */
  kinds: Uint8Array
}

/**
 * What another law changes for the persons whom it can touch: work in proportion to their records, not to the workforce. All others stand as
 * they were evaluated.
 */
export function evaluateChange(basis: Evaluated, { compiled, kinds }: ChangedLaw): Comparison {
  const { around, outcomes, evaluation } = basis
  const { workforce, request } = around
  const law = { compiled, request, outcomes, borrowed: evaluation.prepared, kinds }
  const part = new Evaluation(workforce, law)
  const results = emptyResults(part.layout, workforce.persons)
  const flags = new Uint8Array(workforce.persons)
  for (const kind of kinds.keys()) {
    if (kinds[kind] !== 1) continue
    const [first, end] = rowsOf(workforce, kind)
    part.sweep(kind, first, end, results)
    markDifferent(workforce, kind, [basis, { layout: part.layout, results }], flags)
  }
  const { singly } = results
  for (let at = singly.indexOf(1); at !== -1; at = singly.indexOf(1, at + 1)) flags[at] = 1
  for (const person of basis.singly.keys()) if (isTouched(workforce, kinds, person)) flags[person] = 1
  return comparisonOf(basis, new Changed(basis, { compiled, kinds }, part, results), flags)
}

const rowsOf = ({ kinds, kindStart, persons }: Workforce, kind: number): [number, number] =>
  kind === kinds.length ? [0, persons] : [kindStart[kind] as number, kindStart[kind + 1] as number]

/** Whether a person has a row that is evaluated again; of those who do not fit in columns nobody knows. */
function isTouched(
  { irregular, firstRecord, recordKind, kinds }: Workforce,
  chosen: Uint8Array,
  person: number,
): boolean {
  if (irregular.has(person) || chosen[kinds.length] === 1) return true
  for (let index = firstRecord[person] as number; index < (firstRecord[person + 1] as number); index++) {
    if (chosen[recordKind[index] as number] === 1) return true
  }
  return false
}

/** How outcomes stand under the changed law: from what was evaluated again, and otherwise from what stood. */
class Changed implements Standings {
  readonly around: Circumstances
  readonly outcomes: OutcomeList
  private readonly basis: Evaluated
  private readonly kinds: Uint8Array
  private readonly part: Side

  constructor(basis: Evaluated, { compiled, kinds }: ChangedLaw, { layout }: Evaluation, results: Results) {
    this.around = { ...basis.around, compiled }
    this.outcomes = basis.outcomes
    this.basis = basis
    this.kinds = kinds
    this.part = { layout, results }
  }

  gather(person: number, found: Found): void {
    const { workforce, compiled, request } = this.around
    if (!this.isSingle(person)) {
      gatherRows(workforce, this.sideOf, person, found)
      return
    }
    const single = standingOutcomes(assess(compiled, personAt(workforce, person), request), this.outcomes)
    for (const [id, standing] of single) found.add(id, standing)
  }

  kindBehind(person: number, outcome: number): number {
    if (this.isSingle(person)) return kindBehindSingly(this, person, outcome)
    return kindBehind(this.around.workforce, this.sideOf, person, outcome)
  }

  private isSingle(person: number): boolean {
    return this.part.results.singly[person] === 1 || this.basis.singly.has(person)
  }

  private readonly sideOf = (kind: number): Side => (this.kinds[kind] === 1 ? this.part : this.basis)
}
