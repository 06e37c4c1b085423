// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMonths, dateOf, dayOf, FIRST_DAY, LAST_DAY, monthsAndDays } from './calendar.ts'
import { caseOf } from './generate-case.ts'
import { assessByBruteForce } from './judge.ts'

describe('the brute-force evaluator itself', () => {
  test('its list of days is that of the platform calendar', () => {
    const start = Date.parse(`${dateOf(FIRST_DAY)}T00:00:00Z`)
    const wrong: string[] = []
    for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
      const expected = new Date(start + day * 86_400_000).toISOString().slice(0, 10)
      if (dateOf(day) !== expected) wrong.push(expected)
    }
    assert.deepEqual(wrong, [])
  })

  test('its months end on the last day of a shorter month', () => {
    const table: [string, number, string][] = [
      ['2024-01-31', 1, '2024-02-29'],
      ['2024-02-29', 12, '2025-02-28'],
      ['2025-03-31', -1, '2025-02-28'],
      ['2024-02-29', -48, '2020-02-29'],
    ]
    for (const [from, months, expected] of table) assert.equal(dateOf(addMonths(dayOf(from), months)), expected)
    assert.deepEqual(monthsAndDays(dayOf('2024-01-31'), dayOf('2024-03-30')), { months: 1, days: 30 })
    assert.deepEqual(monthsAndDays(dayOf('2024-01-31'), dayOf('2024-03-31')), { months: 2, days: 0 })
  })

  test('a seed always makes the same case and the same assessment', () => {
    for (let seed = 1; seed <= 20; seed++) assert.deepEqual(caseOf(seed), caseOf(seed))
  })

  test('its walk stops only where no later day can matter', () => {
    for (let seed = 800_001; seed <= 800_040; seed++) {
      const { input, expected } = caseOf(seed)
      assert.deepEqual(assessByBruteForce(input, { everyDay: true }), expected)
    }
  })
})
