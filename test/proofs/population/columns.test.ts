// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareColumns } from './compare-columns.ts'

/**
 * What somebody says of a credential that is not stated counts in its further conditions too; what persons hold, and which work counts, is
 * another thing where lists and places are others; of two parts, one at discretion and one at least that, nothing is left open.
 */
const FOUND = [12_333, 4_217, 4_875, 22_413]

test('columns say of everybody what the single evaluation says', async () => {
  const sums = { pairs: 0, singly: 0, outcomes: 0 }
  for (const seed of [...Array.from({ length: 130 }, (_, at) => at + 1), ...FOUND]) {
    const { pairs, singly, outcomes } = await compareColumns(seed, 24)
    sums.pairs += pairs
    sums.singly += singly
    sums.outcomes += outcomes
  }
  assert.equal(sums.pairs, 6432)
  assert.ok(sums.singly < sums.pairs * 0.15, `${sums.singly} were left to the single evaluation`)
  assert.ok(sums.outcomes > 1000, `only ${sums.outcomes} outcomes stood in any way`)
})
