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
import { type Found, gatherRow, gatherRows, type Side, type Standings } from './standings.ts'

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
  const marked: number[] = []
  const mark = (person: number): void => {
    if (flags[person] === LISTED) return
    flags[person] = LISTED
    marked.push(person)
  }
  const chosen = [...kinds.keys()].filter((kind) => kinds[kind] === 1)
  for (const kind of chosen) {
    part.sweep(kind, ...rowsOf(workforce, kind), results)
    markDifferent(workforce, kind, [basis, { layout: part.layout, results }], flags)
  }
  for (const kind of chosen) {
    const [first, end] = rowsOf(workforce, kind)
    const holders = kind === workforce.kinds.length ? null : workforce.person
    for (let row = first; row < end; row++) {
      const person = holders === null ? row : (holders[row] as number)
      if (flags[person] !== 0 || results.singly[person] === 1) mark(person)
    }
  }
  for (const person of basis.singly.keys()) if (isTouched(workforce, kinds, person)) mark(person)
  const changed = new Changed(basis, { compiled, kinds }, part, results)
  return comparisonOf(basis, changed, flags, sorted(marked), changed.gatherBoth)
}

/** Is in the list of those who are looked at. */
const LISTED = 255

/** Who stands beside whom lies near them in memory. */
const sorted = (persons: readonly number[]): Uint32Array => Uint32Array.from(persons).sort()

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

  /** Also how they stood; what has not been evaluated again is read once for both. */
  readonly gatherBoth = (person: number, was: Found, is: Found): void => {
    const { workforce } = this.around
    if (this.isSingle(person)) {
      this.basis.gather(person, was)
      this.gather(person, is)
      return
    }
    const end = workforce.firstRecord[person + 1] as number
    for (let index = workforce.firstRecord[person] as number; index < end; index++) {
      const kind = workforce.recordKind[index] as number
      this.gatherRow(kind, (workforce.recordOf[index] as number) - (workforce.kindStart[kind] as number), was, is)
    }
    this.gatherRow(workforce.kinds.length, person, was, is)
  }

  private gatherRow(kind: number, row: number, was: Found, is: Found): void {
    const again = this.kinds[kind] === 1
    gatherRow(this.basis, kind, row, was, again ? undefined : is)
    if (again) gatherRow(this.part, kind, row, is)
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
