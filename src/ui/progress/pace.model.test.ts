// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Pace } from './pace.model.ts'

test('what is left follows from what was seen, and a new step begins anew', () => {
  const pace = new Pace()
  const seen: [step: string, share: number | null, at: number, left: number | null][] = [
    ['read', null, 0, null],
    ['read', 10, 1000, null],
    // Too little, and too soon.
    ['read', 12, 9000, null],
    ['read', 20, 3900, null],
    ['read', 30, 11_000, 35],
    ['read', 60, 26_000, 20],
    ['read', 100, 46_000, 0],
    ['count', 50, 47_000, null],
    ['count', 60, 57_000, 40],
    // It was begun again.
    ['count', 20, 58_000, null],
    ['count', 40, 68_000, 30],
  ]
  assert.deepEqual(
    seen.map(([step, share, at]) => pace.left({ step, share }, at)),
    seen.map(([, , , left]) => left),
  )
})
