// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signOf, statusOn } from './select-law.ts'

test('an end that is still to come leaves an instrument in force', () => {
  const ends = { status: 'repealed', until: '2027-03-01' }
  assert.equal(statusOn(ends, '2027-02-28'), 'in-force')
  assert.equal(statusOn(ends, '2027-03-01'), 'repealed')
  assert.equal(statusOn({ status: 'expired', until: null }, '2027-02-28'), 'expired')
  assert.equal(statusOn({ status: 'unverified', until: '2027-03-01' }, '2027-02-28'), 'unverified')
})

test('invented law says so, whatever its status; a report of what was not found is unverified', () => {
  const from = (quality: string) => [{ id: 's1', url: null, quality, text: 'none', note: null }]
  assert.equal(signOf({ status: 'in-force', sources: from('demonstration') }), 'demonstration')
  assert.equal(signOf({ status: 'unverified', sources: from('demonstration') }), 'demonstration')
  assert.equal(signOf({ status: 'unverified', sources: from('official') }), 'unverified')
  assert.equal(signOf({ status: 'in-force', sources: [...from('news'), ...from('official')] }), 'official')
})
