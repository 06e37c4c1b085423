// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellsOf, compile, Residuals } from '@passerelle/recognition'
import { crowdOf } from '../../../packages/recognition/src/oracle/generate-case.ts'
import { compareChange, compareColumns, compareCopies, lawsOf, workforceOf } from './compare-columns.ts'

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

/** What may be open is told apart by what is open where no day is known (`areIndependent`): a known day must leave nothing. */
test('a day that is known settles every condition on it', () => {
  let days = 0
  for (let seed = 1; seed <= 60; seed++) {
    const crowd = crowdOf(seed, 24)
    const { kinds } = workforceOf(crowd)
    for (const { bundle, asOf, request } of lawsOf(crowd, seed)) {
      const residuals = new Residuals(compile(bundle, asOf), request)
      const found = [...residuals.ofNobody(), ...kinds.flatMap((kind) => residuals.ofKind(kind ?? {}))]
      for (const cell of found.flatMap(({ formula }) => cellsOf(formula))) {
        if (cell.on !== 'issued' && cell.on !== 'birth') continue
        for (const day of cell.edges.flatMap((edge) => [edge - 1, edge])) {
          days++
          assert.equal(typeof cell.read(day), 'string', `seed ${seed}: ${cell.on} ${day}`)
        }
      }
    }
  }
  assert.ok(days > 1000, `only ${days} days were looked at`)
})

test('the part of a workforce that a changed rule touches changes as the whole does', async () => {
  let changes = 0
  for (let seed = 1; seed <= 150; seed++) changes += await compareChange(seed, 24)
  assert.ok(changes > 100, `only ${changes} outcomes changed`)
})

test('thousands of the same person come to the same, wherever they stand', async () => {
  for (let seed = 1; seed <= 12; seed++) await compareCopies(seed, 10, 1000)
})
