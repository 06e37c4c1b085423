// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withTestDatabase } from '../../support/database.ts'
import { compareSql } from './compare-sql.ts'

test('SQL says of everybody what the single evaluation says', async () => {
  const sums = { pairs: 0, singly: 0, outcomes: 0 }
  await withTestDatabase(async (db) => {
    for (let seed = 1; seed <= 40; seed++) {
      const { pairs, singly, outcomes } = await compareSql(db, `world-${seed}`, seed, 24)
      sums.pairs += pairs
      sums.singly += singly
      sums.outcomes += outcomes
    }
  })
  assert.equal(sums.pairs, 1920)
  assert.ok(sums.singly < sums.pairs * 0.15, `${sums.singly} were left to the single evaluation`)
  assert.ok(sums.outcomes > 300, `only ${sums.outcomes} outcomes stood in any way`)
})
