// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { editDistance } from '../../kernel/index.ts'
import { closest, Hints } from './suggest.ts'

/** The whole table, cell by cell, as the definition of optimal string alignment has it. */
function plainDistance(a: string, b: string): number {
  const table: number[][] = []
  const cell = (i: number, j: number): number => table[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 0; i <= a.length; i++) {
    table[i] = []
    for (let j = 0; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const found = Math.min(
        cell(i - 1, j) + 1,
        (table[i]?.[j - 1] ?? Number.POSITIVE_INFINITY) + 1,
        cell(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        swapped ? cell(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
      )
      table[i]?.push(i === 0 && j === 0 ? 0 : found)
    }
  }
  return cell(a.length, b.length)
}

test('a distance up to a limit is the distance, and beyond it more than the limit', () => {
  const some = ['']
  for (const word of some) if (word.length < 4) some.push(`${word}a`, `${word}b`, `${word}c`)
  some.push('welder-of-ships', 'wedler-of-shisp', 'ships-of-welder')
  const wrong: unknown[] = []
  for (const a of some)
    for (const b of some) {
      const whole = plainDistance(a, b)
      if (editDistance(a, b) !== whole) wrong.push([a, b, whole, editDistance(a, b)])
      for (const limit of [0, 1, 2, 4]) {
        const found = editDistance(a, b, limit)
        if (whole <= limit ? found !== whole : found <= limit) wrong.push([a, b, limit, whole, found])
      }
    }
  assert.deepEqual([wrong.slice(0, 3), some.length], [[], 124])
})

test('the nearest of many words is found, of equally near ones the first by letter', () => {
  const ids = Array.from({ length: 2_000 }, (_, index) => `xb-crane-operator-of-demonstration-${index}`)
  assert.equal(closest('xb-crane-operator-of-demonstration-1999x', ids), 'xb-crane-operator-of-demonstration-1999')
  assert.equal(closest('xb-crane-operator-of-demonstration-x', ids), 'xb-crane-operator-of-demonstration-0')
  assert.equal(closest('XB-CRANE-operator-of-demonstration-77', ids), 'xb-crane-operator-of-demonstration-77')
  assert.equal(closest('xb-gantry-and-tower-driver-of-demo-7', ids), null)
  assert.equal(closest('x'.repeat(100_000), ['y'.repeat(100_000)]), null)
})

test('hints are looked for once for each word, and for the first words of a file only', () => {
  let looked = 0
  const known = () => {
    looked++
    return ['welder', 'fitter']
  }
  const hints = new Hints(2)
  const given = ['welde', 'welde', 'fittr', 'weldr', 'welde'].map((word) => hints.for('qualification', word, known))
  assert.deepEqual(given, [
    "; did you mean 'welder'?",
    "; did you mean 'welder'?",
    "; did you mean 'fitter'?",
    '',
    "; did you mean 'welder'?",
  ])
  assert.equal(looked, 2)
  const wide = new Hints()
  const many = Array.from({ length: 300_000 }, (_, index) => `q-${index}`)
  const lookups = ['q-x1', 'q-x2', 'q-x3'].map((word) => wide.for('qualification', word, () => many))
  assert.deepEqual(lookups, ["; did you mean 'q-1'?", "; did you mean 'q-12'?", ''])
})
