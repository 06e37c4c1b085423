// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordList } from './word-lists.model.ts'

const countries = wordList([
  { id: 'NO', names: ['Norway', '挪威'] },
  { id: 'US', names: ['United States', '美国'] },
])

test('a name inside a longer text is near, the letters of a code are not', () => {
  const near = (text: string) => countries.near(text).map(({ id }) => id)
  assert.deepEqual(near('美国籍'), ['US'])
  assert.deepEqual(near('United States of America'), ['US'])
  assert.deepEqual(near('Norwai'), ['NO'])
  assert.deepEqual(near('nowhere'), [])
})
