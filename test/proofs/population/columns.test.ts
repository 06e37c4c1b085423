// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareColumns } from './compare-columns.ts'

test('columns say of everybody what the single evaluation says', async () => {
  const sums = { pairs: 0, singly: 0, outcomes: 0 }
  for (let seed = 1; seed <= 250; seed++) {
    const { pairs, singly, outcomes } = await compareColumns(seed, 24)
    sums.pairs += pairs
    sums.singly += singly
    sums.outcomes += outcomes
  }
  assert.equal(sums.pairs, 6000)
  assert.ok(sums.singly < sums.pairs * 0.15, `${sums.singly} were left to the single evaluation`)
  assert.ok(sums.outcomes > 1000, `only ${sums.outcomes} outcomes stood in any way`)
})
