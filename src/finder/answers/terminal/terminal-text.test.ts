// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnsOf, styled, wrap } from './terminal-text.ts'

const narrow = { width: 30, colour: false }

test('Latin text breaks between words and stays under its sign', () => {
  assert.equal(
    wrap(narrow, '  ✓ ', 'Held for at least three years, on the day asked for'),
    '  ✓ Held for at least three\n    years, on the day asked\n    for',
  )
})

test('Chinese text breaks anywhere but before a closing mark, and counts two columns a character', () => {
  const lines = wrap(narrow, '', '取得技师职业资格三年以上的人员，可以申报评审。').split('\n')
  assert.deepEqual(lines, ['取得技师职业资格三年以上的人', '员，可以申报评审。'])
  assert.deepEqual(lines.map(columnsOf), [28, 18])
})

test('styles are written only where they are shown', () => {
  assert.equal(styled({ width: 80, colour: true }, 'green', 'yes'), '\u001b[32myes\u001b[39m')
  assert.equal(styled(narrow, 'green', 'yes'), 'yes')
})
