// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { median, quantile, resultOf } from './result.ts'

test('a ratio above 1 is better, whichever way the unit counts', () => {
  const peer = { name: 'theirs', value: 200 }
  assert.deepEqual(
    resultOf({ name: 'a', unit: 'pages/s', better: 'higher', ours: 300.123456, peer, limit: 600, detail: { goal: 1 } }),
    {
      name: 'a',
      unit: 'pages/s',
      ours: 300.1,
      peer: 200,
      peerName: 'theirs',
      ratio: 1.501,
      limit: 600,
      ofLimit: 0.5002,
      detail: { goal: 1 },
    },
  )
  assert.deepEqual(resultOf({ name: 'b', unit: 'ms', better: 'lower', ours: 50, peer }), {
    name: 'b',
    unit: 'ms',
    ours: 50,
    peer: 200,
    peerName: 'theirs',
    ratio: 4,
    limit: null,
    ofLimit: null,
    detail: {},
  })
})

test('the middle and the tail', () => {
  assert.deepEqual([median([3, 1, 2]), median([4, 1, 3, 2]), median([5])], [2, 2.5, 5])
  assert.deepEqual([quantile([1, 2, 3, 4], 0.5), quantile([1, 2, 3, 4], 0.95), quantile([7], 0)], [2, 4, 7])
})
