// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { assess, compile } from '@passerelle/recognition'
import { type Crowd, crowdOf } from '../../../packages/recognition/src/oracle/generate-case.ts'
import { addPerson } from '../../../src/population/columns/add-person.ts'
import { personAt } from '../../../src/population/columns/person-at.ts'
import type { Workforce } from '../../../src/population/columns/workforce.ts'
import { WorkforceBuilder } from '../../../src/population/columns/workforce-builder.ts'
import { changedKinds } from '../../../src/population/evaluation/changed-kinds.ts'
import {
  type Change,
  type Comparison,
  changesOf,
  compareEvaluated,
} from '../../../src/population/evaluation/compare.ts'
import { evaluateChange } from '../../../src/population/evaluation/evaluate-change.ts'
import { EvaluationPool } from '../../../src/population/evaluation/evaluation-pool.ts'
import { OutcomeList, standingOutcomes } from '../../../src/population/evaluation/outcomes.ts'
import { outcomesOf } from '../../../src/population/evaluation/standings.ts'

export interface Compared {
  /** Persons under rule sets. */
  pairs: number
  /** Of them, those for whom columns left it to the single evaluation. */
  singly: number
  /** Outcomes that stand in some way. */
  outcomes: number
}

export function workforceOf({ persons }: Crowd, copies = 1): Workforce {
  const builder = new WorkforceBuilder()
  for (let copy = 0; copy < copies; copy++) for (const person of persons) addPerson(builder, person)
  return builder.finish()
}

/**
 * Evaluates the crowd of a seed in columns, and each of its persons singly, under the law of their world and under the same rules in another
 * world (other lists, other places), so that nothing that was kept from the one serves the other. @throws {AssertionError} where they differ
 */
export async function compareColumns(seed: number, persons: number): Promise<Compared> {
  const crowd = crowdOf(seed, persons)
  const workforce = workforceOf(crowd)
  const laws = lawsOf(crowd, seed)
  const compared: Compared = { pairs: 0, singly: 0, outcomes: 0 }
  for (const law of laws) {
    const found = await compareUnder(law, workforce, `seed ${seed}`)
    for (const name of ['pairs', 'singly', 'outcomes'] as const) compared[name] += found[name]
  }
  return compared
}

const OTHER_WORLD = 500_000_000

/** The law of the world of a crowd, and the same rules in another world. */
export const lawsOf = (crowd: Crowd, seed: number): Crowd[] => [crowd, elsewhere(crowd, crowdOf(seed + OTHER_WORLD, 1))]

/** The same rules where lists have the other classes, and places lie elsewhere. */
function elsewhere(crowd: Crowd, { bundle: { jurisdictions } }: Crowd): Crowd {
  const catalogues = swapped(crowd.bundle.catalogues)
  return { ...crowd, bundle: { ...crowd.bundle, jurisdictions, catalogues } }
}

const swapped = (catalogues: Crowd['bundle']['catalogues']): Crowd['bundle']['catalogues'] =>
  catalogues.map((catalogue) => ({
    ...catalogue,
    items: catalogue.items.map((item) => ({ ...item, class: item.class === 'a' ? 'b' : 'a' })),
  }))

async function compareUnder({ bundle, asOf, request }: Crowd, workforce: Workforce, where: string): Promise<Compared> {
  const compiled = compile(bundle, asOf)
  const evaluated = await new EvaluationPool(workforce, 0).evaluate({ compiled, request })
  const compared: Compared = { pairs: workforce.persons, singly: evaluated.singly.size, outcomes: 0 }
  for (let position = 0; position < workforce.persons; position++) {
    const person = personAt(workforce, position)
    const single = standingOutcomes(assess(compiled, person, request), evaluated.evaluation.outcomes)
    compared.outcomes += single.size
    const inColumns = [...outcomesOf(evaluated, position)].sort(byId)
    const shown = (): string => JSON.stringify({ asOf, request, rules: bundle.rules, person })
    assert.deepEqual(inColumns, [...single].sort(byId), `${where}, person ${position}: ${shown()}`)
  }
  return compared
}

/** Evaluates a crowd that stands there many times, so that kinds have more rows than are matched at once: each copy as the first. */
export async function compareCopies(seed: number, persons: number, copies: number): Promise<void> {
  const crowd = crowdOf(seed, persons)
  const law = { compiled: compile(crowd.bundle, crowd.asOf), request: crowd.request }
  const evaluated = await new EvaluationPool(workforceOf(crowd, copies), 0).evaluate(law)
  const size = crowd.persons.length
  const { workforce } = evaluated.evaluation.around
  const first = Array.from({ length: size }, (_, person) => {
    const single = assess(law.compiled, personAt(workforce, person), law.request)
    return [...standingOutcomes(single, evaluated.evaluation.outcomes)].sort(byId)
  })
  for (let person = 0; person < workforce.persons; person++) {
    assert.deepEqual(
      [...outcomesOf(evaluated, person)].sort(byId),
      first[person % size],
      `seed ${seed}, person ${person}`,
    )
  }
}

const byId = ([a]: [number, number], [b]: [number, number]): number => a - b

/**
 * Changes the law of a seed: turns a rule around, with the outcomes of another, and puts other things into lists. What changes is the same by
 * the part that is touched and by the whole. Answers how many outcomes differ where a part was enough.
 */
export async function compareChange(seed: number, persons: number): Promise<number> {
  const crowd = crowdOf(seed, persons)
  const { bundle } = crowd
  const [gone, ...others] = bundle.rules
  if (gone === undefined) return 0
  const when = gone.when === null ? null : { not: gone.when }
  const turned = { ...gone, outcomes: others[0]?.outcomes ?? gone.outcomes, when }
  const ruled = await compareBundles(crowd, { ...bundle, rules: [...others, turned] }, `seed ${seed}, rule`)
  return (
    ruled + (await compareBundles(crowd, { ...bundle, catalogues: swapped(bundle.catalogues) }, `seed ${seed}, list`))
  )
}

async function compareBundles(crowd: Crowd, changed: Crowd['bundle'], where: string): Promise<number> {
  const { bundle, asOf, request } = crowd
  const workforce = workforceOf(crowd)
  const [before, after] = [compile(bundle, asOf), compile(changed, asOf)]
  const outcomes = new OutcomeList(before, after)
  const pool = new EvaluationPool(workforce, 0)
  const was = await pool.evaluate({ compiled: before, request, outcomes })
  const is = await pool.evaluate({ compiled: after, request, outcomes })
  const whole = compareEvaluated(was, is)
  const changes = (comparison: Comparison): Change[][] =>
    Array.from({ length: workforce.persons }, (_, person) => changesOf(comparison, person).sort(inOrder))
  const expected = changes(whole)
  const kinds = changedKinds(before, after, request, workforce.kinds)
  const found = evaluateChange(was, { compiled: after, kinds: kinds ?? everything(workforce) })
  assert.deepEqual(changes(found), expected, where)
  assert.deepEqual([found.flags, found.concerned], [whole.flags, whole.concerned], where)
  for (const { person, outcome } of expected.flat()) {
    assert.equal(found.after.kindBehind(person, outcome), whole.after.kindBehind(person, outcome), where)
  }
  return kinds === null ? 0 : expected.flat().length
}

const everything = ({ kinds }: Workforce): Uint8Array => new Uint8Array(kinds.length + 1).fill(1)

const inOrder = (a: Change, b: Change): number => a.person - b.person || a.outcome - b.outcome
