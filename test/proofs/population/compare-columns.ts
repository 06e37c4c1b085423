// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { assess, compile } from '@passerelle/recognition'
import { type Crowd, crowdOf } from '../../../packages/recognition/src/oracle/generate-case.ts'
import { addPerson } from '../../../src/population/columns/add-person.ts'
import { personAt } from '../../../src/population/columns/person-at.ts'
import type { Workforce } from '../../../src/population/columns/workforce.ts'
import { WorkforceBuilder } from '../../../src/population/columns/workforce-builder.ts'
import { EvaluationPool } from '../../../src/population/evaluation/evaluation-pool.ts'
import { standingOutcomes } from '../../../src/population/evaluation/outcomes.ts'

export interface Compared {
  /** Persons under rule sets. */
  pairs: number
  /** Of them, those for whom columns left it to the single evaluation. */
  singly: number
  /** Outcomes that stand in some way. */
  outcomes: number
}

export function workforceOf({ persons }: Crowd): Workforce {
  const builder = new WorkforceBuilder()
  for (const person of persons) addPerson(builder, person)
  return builder.finish()
}

/** Evaluates the crowd of a seed in columns, and each of its persons singly. @throws {AssertionError} where they differ */
export async function compareColumns(seed: number, persons: number): Promise<Compared> {
  const crowd = crowdOf(seed, persons)
  const { bundle, asOf, request } = crowd
  const workforce = workforceOf(crowd)
  const compiled = compile(bundle, asOf)
  const evaluated = await new EvaluationPool(workforce, 0).evaluate({ compiled, request })
  const compared: Compared = { pairs: workforce.persons, singly: evaluated.singly.size, outcomes: 0 }
  for (let position = 0; position < workforce.persons; position++) {
    const person = personAt(workforce, position)
    const single = standingOutcomes(assess(compiled, person, request), evaluated.evaluation.outcomes)
    compared.outcomes += single.size
    const inColumns = [...evaluated.outcomesOf(position)].sort(byId)
    const where = `seed ${seed}, person ${position}`
    assert.deepEqual(
      inColumns,
      [...single].sort(byId),
      `${where}: ${JSON.stringify({ asOf, request, rules: bundle.rules, person })}`,
    )
  }
  return compared
}

const byId = ([a]: [number, number], [b]: [number, number]): number => a - b
