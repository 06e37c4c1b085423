// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from './clock.ts'
import { formatPlainDate, isPlainDate, parsePlainDate, today } from './plain-date.ts'
import { Problem } from './problem.ts'

test('only dates that the calendar has are dates', () => {
  const texts = [
    '2024-02-29',
    '2000-02-29',
    '1900-02-29',
    '2026-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-1-1',
    '2026-00-10',
    '0000-01-01',
  ]
  assert.deepEqual(texts.filter(isPlainDate), ['2024-02-29', '2000-02-29'])
})

test('a text that is no date is refused by the name of its field', () => {
  assert.throws(
    () => parsePlainDate('2026-02-29', '--as-of'),
    (error) =>
      error instanceof Problem &&
      error.code === 'invalid-input' &&
      error.message === "--as-of '2026-02-29' is not a calendar date, expected YYYY-MM-DD",
  )
})

test('today is the date in the zone asked for, not that of the machine', () => {
  const clock = fixedClock('2026-11-21T20:00:00Z')
  assert.deepEqual([today(clock), today(clock, 'Asia/Shanghai')], ['2026-11-21', '2026-11-22'])
})

test('a date is written as its language writes it', () => {
  assert.deepEqual(
    ['en', 'zh-CN', 'de'].map((lang) => formatPlainDate('2024-02-29', lang)),
    ['29 February 2024', '2024年2月29日', '29. Februar 2024'],
  )
})
