// SPDX-License-Identifier: Apache-2.0
import { assess, type Compiled, restrict } from '@passerelle/recognition'
import { personAt } from '../columns/person-at.ts'
import { type Change, differences } from './compare.ts'
import { type Evaluated, gatherOutcomes } from './evaluated.ts'
import { Evaluation } from './evaluation.ts'
import { standingOutcomes } from './outcomes.ts'
import { emptyResults, type Results } from './results.ts'

export interface ChangedLaw {
  compiled: Compiled
  /** By kind, and one more for rules without a credential: 1 where the change can make a difference to a credential of the kind. */
  kinds: Uint8Array
}

/**
 * What another law changes for the persons whom it can touch: work in proportion to their records, not to the workforce. All others stand as
 * they were evaluated. Lists, places and the register must be those of the law evaluated before wherever the kinds do not say otherwise.
 */
export function evaluateChange(basis: Evaluated, { compiled, kinds }: ChangedLaw): Change[] {
  const { around, outcomes, prepared } = basis.evaluation
  const { workforce, request } = around
  const chosen = workforce.kinds.filter((_, kind) => kinds[kind] === 1)
  const law = { compiled: restrict(compiled, chosen), request, outcomes, prepared, kinds }
  const part = new Evaluation(workforce, law)
  const results = emptyResults(part.layout, workforce.persons)
  const touched = new Set(workforce.irregular.keys())
  for (const kind of kinds.keys()) {
    if (kinds[kind] !== 1) continue
    const [first, end] = rowsOf(workforce, kind)
    part.sweep(kind, first, end, results)
    touchRows(basis, { part, results }, kind, touched)
  }
  const patch = { part, results, kinds }
  return [...touched].flatMap((person) => {
    const before = basis.outcomesOf(person)
    const singly = results.singly[person] === 1 || basis.singly.has(person)
    const after = singly
      ? standingOutcomes(assess(compiled, personAt(workforce, person), request), outcomes)
      : patchedOutcomes(basis, patch, person)
    return differences(person, before, after)
  })
}

type Workforce = Evaluated['evaluation']['around']['workforce']

interface Patch {
  part: Evaluation
  results: Results
}

const rowsOf = ({ kinds, kindStart, persons }: Workforce, kind: number): [number, number] =>
  kind === kinds.length ? [0, persons] : [kindStart[kind] as number, kindStart[kind + 1] as number]

/** Whoever has anything by a row of the kind, before or after, or is evaluated singly. */
function touchRows(basis: Evaluated, { part, results }: Patch, kind: number, touched: Set<number>): void {
  const { workforce } = part.around
  const [first, end] = rowsOf(workforce, kind)
  const was = bytesOf(basis.evaluation, basis.results, kind)
  const is = bytesOf(part, results, kind)
  for (let row = first; row < end; row++) {
    const person = kind === workforce.kinds.length ? row : (workforce.person[row] as number)
    const singly = results.singly[person] === 1 || basis.results.singly[person] === 1
    if (singly || was(row - first) || is(row - first)) touched.add(person)
  }
}

/** Whether any outcome stands in some way by a row. */
function bytesOf({ layout }: Evaluation, { met, open, discretion }: Results, kind: number): (row: number) => boolean {
  const [start, rows, end] = [layout.start[kind], layout.rows[kind], layout.start[kind + 1]] as [number, number, number]
  return (row) => {
    for (let byte = start + row; byte < end; byte += rows) {
      if (((met[byte] as number) | (open[byte] as number) | (discretion[byte] as number)) !== 0) return true
    }
    return false
  }
}

function patchedOutcomes(
  basis: Evaluated,
  { part, results, kinds }: Patch & { kinds: Uint8Array },
  person: number,
): Map<number, number> {
  const { workforce } = part.around
  const found = new Map<number, number>()
  const gather = (kind: number, row: number): void => {
    if (kinds[kind] === 1) gatherOutcomes(part.layout, results, kind, row, found)
    else gatherOutcomes(basis.evaluation.layout, basis.results, kind, row, found)
  }
  const end = workforce.firstRecord[person + 1] as number
  for (let index = workforce.firstRecord[person] as number; index < end; index++) {
    const kind = workforce.recordKind[index] as number
    gather(kind, (workforce.recordOf[index] as number) - (workforce.kindStart[kind] as number))
  }
  gather(workforce.kinds.length, person)
  return found
}
