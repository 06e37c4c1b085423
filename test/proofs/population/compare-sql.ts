// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { assess, compile } from '@passerelle/recognition'
import { type Crowd, crowdOf } from '../../../packages/recognition/src/oracle/generate-case.ts'
import type { Db } from '../../../src/db/index.ts'
import { standingOutcomes } from '../../../src/population/evaluation/outcomes.ts'
import { evaluateBySql } from '../../../src/population/sql/evaluate-by-sql.ts'
import { putPersons } from '../../support/workforce/put-persons.ts'
import { type Compared, lawsOf } from './compare-columns.ts'

/**
 * Evaluates the crowd of a seed inside PostgreSQL, and each of its persons singly, under the law of their world and under the same rules in
 * another. `authority`: a name that nobody in the database has. @throws {AssertionError} where they differ
 */
export async function compareSql(db: Db, authority: string, seed: number, count: number): Promise<Compared> {
  const crowd = crowdOf(seed, count)
  const ids = await putPersons(db, authority, crowd.persons)
  const compared: Compared = { pairs: 0, singly: 0, outcomes: 0 }
  for (const law of lawsOf(crowd, seed)) {
    const found = await compareUnder(db, { authority, ids }, law, `seed ${seed}`)
    for (const name of ['pairs', 'singly', 'outcomes'] as const) compared[name] += found[name]
  }
  return compared
}

interface Held {
  authority: string
  ids: readonly number[]
}

async function compareUnder(db: Db, { authority, ids }: Held, law: Crowd, where: string): Promise<Compared> {
  const { bundle, asOf, request, persons } = law
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
    assert.deepEqual(inSql, [...single].sort(byId), `${where}, person ${at}: ${shown()}`)
  })
  return compared
}

const byId = ([a]: [number, number], [b]: [number, number]): number => a - b
