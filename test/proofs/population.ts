// SPDX-License-Identifier: Apache-2.0
import { closeTestServer, testDatabase } from '../support/test-databases.ts'
import { clearWorkforce } from '../support/workforce/put-persons.ts'
import { compareChange, compareColumns } from './population/compare-columns.ts'
import { compareSql } from './population/compare-sql.ts'
import type { Proof, ProofRun } from './proof.ts'

/** Persons of one world, each under two laws: of a query, most is planned whatever the number of persons. */
const CROWD = 100
const LAWS = 2
const CHUNK = 1_000
const SPREAD = 1_000_000
/** Of so many worlds one changes its law, and is evaluated again in part and as a whole. */
const CHANGES = 10

async function run({ seed, size, done, progress }: ProofRun): Promise<string> {
  const first = (seed - 1) * SPREAD + 1
  const left = { columns: 0, sql: 0 }
  let outcomes = 0
  let changed = 0
  const { db, close } = await testDatabase()
  try {
    for (let at = done; at < size; at += CHUNK) {
      for (let world = at / (CROWD * LAWS); world < (at + CHUNK) / (CROWD * LAWS); world++) {
        const inColumns = await compareColumns(first + world, CROWD)
        const inSql = await compareSql(db, `world-${world}`, first + world, CROWD)
        if (world % CHANGES === 0) changed += await compareChange(first + world, CROWD)
        left.columns += inColumns.singly
        left.sql += inSql.singly
        outcomes += inColumns.outcomes
      }
      await clearWorkforce(db)
      progress(at + CHUNK)
      if ((at + CHUNK) % 50_000 === 0) console.log(`${at + CHUNK} of ${size} agree (seed ${seed})`)
    }
  } finally {
    await close()
    await closeTestServer()
  }
  return `${size} random persons under random rule sets have the same outcomes in columns, in PostgreSQL and singly: ${outcomes} outcomes; columns left ${left.columns} persons to the single evaluation, SQL ${left.sql}; ${changed} outcomes changed with a law, by the part that it touches as by the whole`
}

/** Columns and SQL say of everybody what the single evaluation says. */
export const populationProof: Proof = {
  name: 'population',
  summary: 'columns and SQL against the single evaluation',
  unit: 'pairs of a person and a rule set',
  size: 1_000_000,
  run,
}
