// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { finding } from './finding.model.ts'
import { countTold, toldOnce } from './told-findings.model.ts'

const unsure = (row: number, found = '某某学会') =>
  finding('body-unsure', { row, cell: `D${row}`, found, candidates: ['某学会 (xa-a)'], choice: `b:${found}` })

test('what holds for many cells is told once, with its cells and how many rows', () => {
  const told = toldOnce([unsure(2), unsure(3), finding('class-missing', { row: 3, cell: 'F3' }), unsure(4), unsure(7)])
  assert.deepEqual(
    told.map(({ code, places, further, rows }) => ({ code, places, further, rows })),
    [
      { code: 'body-unsure', places: ['D2:D4', 'D7'], further: 0, rows: 4 },
      { code: 'class-missing', places: ['F3'], further: 0, rows: 1 },
    ],
  )
})

test('of many places the first ten are named and the others counted', () => {
  const [told] = toldOnce(Array.from({ length: 14 }, (_, at) => unsure(2 * at + 2)))
  assert.deepEqual([told?.places.length, told?.places.at(-1), told?.further, told?.rows], [10, 'D20', 4, 14])
})

test('what stands at no row is told each time, and what is to be decided counts by the open names', () => {
  const told = toldOnce([
    finding('sheet-hidden', { found: 'a' }),
    finding('sheet-hidden', { found: 'a' }),
    unsure(2),
    unsure(3, '另一学会'),
  ])
  assert.equal(told.length, 4)
  assert.deepEqual(countTold(told, 1), { error: 0, decide: 1, heed: 0, note: 2 })
})
