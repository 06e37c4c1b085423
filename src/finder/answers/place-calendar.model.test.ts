// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zoneOf } from './place-calendar.model.ts'

test('the calendar of a place: its country where that has one time zone, none otherwise', () => {
  assert.deepEqual(['CN-3205', 'HK', 'AU', 'EU', ''].map(zoneOf), ['Asia/Shanghai', 'Asia/Hong_Kong', null, null, null])
})

test('a place called like a member of every object has no calendar', () => {
  for (const name of ['constructor', '__proto__', 'toString', 'valueOf-1']) assert.equal(zoneOf(name), null)
})
