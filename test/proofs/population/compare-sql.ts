// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { assess, compile } from '@passerelle/recognition'
import { crowdOf } from '../../../packages/recognition/src/oracle/generate-case.ts'
import type { Db } from '../../../src/db/index.ts'
import { standingOutcomes } from '../../../src/population/evaluation/outcomes.ts'
import { evaluateBySql } from '../../../src/population/sql/evaluate-by-sql.ts'
import { putPersons } from '../../support/workforce/put-persons.ts'
import type { Compared } from './compare-columns.ts'

/**
 * Evaluates the crowd of a seed inside PostgreSQL, and each of its persons singly. `authority`: a name that nobody in the database has.
 * @throws {AssertionError} where they differ
 */
export async function compareSql(db: Db, authority: string, seed: number, count: number): Promise<Compared> {
  const { bundle, asOf, request, persons } = crowdOf(seed, count)
  const ids = await putPersons(db, authority, persons)
  const compiled = compile(bundle, asOf)
  const { outcomes, standings, singly } = await db
    .transaction()
    .execute((transaction) => evaluateBySql(transaction, authority, compiled, request))
  const compared: Compared = { pairs: persons.length, singly, outcomes: 0 }
  persons.forEach((person, at) => {
    const single = standingOutcomes(assess(compiled, person, request), outcomes)
    compared.outcomes += single.size
    const inSql = [...(standings.get(ids[at] as number) ?? [])].sort(byId)
    const shown = (): string => JSON.stringify({ asOf, request, rules: bundle.rules, person })
    assert.deepEqual(inSql, [...single].sort(byId), `seed ${seed}, person ${at}: ${shown()}`)
  })
  return compared
}

const byId = ([a]: [number, number], [b]: [number, number]): number => a - b
