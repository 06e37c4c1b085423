// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { Experience, Period, PlainDate } from '../../../packages/recognition/src/index.ts'
import { assessByEngine } from './compare.ts'
import { digest, fixedCases } from './fixed-cases.ts'
import { oneRule, verdictOf } from './one-rule.ts'

function heldFrom(issued: PlainDate, held: Period) {
  return verdictOf(oneRule({ held }, { credentials: [{ id: 'c1', level: 'skill/1', issued }] }, issued))
}

function aged(birthDate: PlainDate, age: { atLeast?: number; atMost?: number }, asOf: PlainDate) {
  return verdictOf(oneRule({ age }, { birthDate, credentials: [{ id: 'c1', level: 'skill/1' }] }, asOf))
}

function worked(experience: Experience[], atLeast: Period, asOf: PlainDate, within?: Period) {
  const selector = within ? { within } : {}
  const credentials = [{ id: 'c1', level: 'skill/1' }]
  return verdictOf(oneRule({ experience: selector, atLeast }, { credentials, experience }, asOf))
}

describe('periods are added at once and end on the last day of a shorter month (Regulation 1182/71 art. 3(2)(c))', () => {
  const table: [PlainDate, Period, PlainDate][] = [
    ['2024-01-31', { months: 1 }, '2024-02-29'],
    ['2023-01-31', { months: 1 }, '2023-02-28'],
    ['2023-01-29', { months: 1 }, '2023-02-28'],
    ['2023-01-28', { months: 1 }, '2023-02-28'],
    ['2024-03-31', { months: 1 }, '2024-04-30'],
    ['2023-12-31', { months: 2 }, '2024-02-29'],
    ['2024-08-31', { months: 6 }, '2025-02-28'],
    ['2024-02-29', { years: 1 }, '2025-02-28'],
    ['2024-02-29', { months: 12 }, '2025-02-28'],
    ['2024-02-29', { years: 4 }, '2028-02-29'],
    ['2096-02-29', { years: 4 }, '2100-02-28'],
    ['2020-02-29', { years: 1, months: 1 }, '2021-03-29'],
    ['2021-12-31', { years: 2, months: 2 }, '2024-02-29'],
    ['2023-02-28', { months: 1 }, '2023-03-28'],
    ['2024-11-30', { months: 3 }, '2025-02-28'],
    ['2024-12-31', { months: 11 }, '2025-11-30'],
  ]
  for (const [issued, period, expected] of table) {
    test(`${issued} and ${JSON.stringify(period)} make ${expected}`, () => {
      assert.deepEqual(heldFrom(issued, period), ['unmet', expected])
    })
  }
})

describe('ages', () => {
  const table: [string, PlainDate, { atLeast?: number; atMost?: number }, PlainDate, ReturnType<typeof aged>][] = [
    ['the day before the birthday', '2000-05-01', { atLeast: 26 }, '2026-04-30', ['unmet', '2026-05-01']],
    ['the birthday', '2000-05-01', { atLeast: 26 }, '2026-05-01', ['met', undefined]],
    ['February 29 in a common year', '2008-02-29', { atLeast: 18 }, '2026-02-27', ['unmet', '2026-02-28']],
    ['February 29 in a leap year', '2004-02-29', { atLeast: 20 }, '2024-02-28', ['unmet', '2024-02-29']],
    [
      'at most 45 until the day before the 46th birthday',
      '1980-11-23',
      { atMost: 45 },
      '2026-11-22',
      ['met', undefined],
    ],
    ['at most 45 not on the 46th birthday', '1980-11-22', { atMost: 45 }, '2026-11-22', ['unmet', undefined]],
    ['both ends', '2000-01-31', { atLeast: 25, atMost: 25 }, '2025-01-30', ['unmet', '2025-01-31']],
  ]
  for (const [title, birthDate, age, asOf, expected] of table)
    test(title, () => assert.deepEqual(aged(birthDate, age, asOf), expected))
})

describe('experience is the union of jobs, whole months first, days that remain pooled (Regulation 987/2009 art. 13(3))', () => {
  const year = { from: '2024-01-01', to: '2024-12-31' }
  const table: [string, Experience[], Period, PlainDate, Period | undefined, ReturnType<typeof worked>][] = [
    ['a calendar year is twelve months', [year], { years: 1 }, '2025-01-01', undefined, ['met', undefined]],
    [
      'overlapping jobs do not count twice',
      [year, year],
      { months: 13 },
      '2025-06-01',
      undefined,
      ['unmet', undefined],
    ],
    [
      'two halves that overlap make one year',
      [
        { from: '2024-01-01', to: '2024-08-31' },
        { from: '2024-03-01', to: '2024-12-31' },
      ],
      { years: 1 },
      '2025-06-01',
      undefined,
      ['met', undefined],
    ],
    [
      'the last day of February',
      [{ from: '2024-01-31', to: '2024-02-28' }],
      { months: 1 },
      '2025-01-01',
      undefined,
      ['met', undefined],
    ],
    [
      'a day too few',
      [{ from: '2024-01-31', to: '2024-02-27' }],
      { months: 1 },
      '2025-01-01',
      undefined,
      ['unmet', undefined],
    ],
    [
      'jobs that follow on one another are one interval',
      [
        { from: '2025-02-15', to: '2025-02-28' },
        { from: '2025-02-01', to: '2025-02-14' },
      ],
      { months: 1 },
      '2025-06-01',
      undefined,
      ['met', undefined],
    ],
    [
      'a day between them makes two',
      [
        { from: '2025-02-01', to: '2025-02-14' },
        { from: '2025-02-16', to: '2025-03-01' },
      ],
      { months: 1 },
      '2025-06-01',
      undefined,
      ['unmet', undefined],
    ],
    [
      'days that remain are pooled',
      [
        { from: '2024-01-01', to: '2024-01-15' },
        { from: '2024-03-01', to: '2024-03-15' },
      ],
      { months: 1 },
      '2025-01-01',
      undefined,
      ['met', undefined],
    ],
    [
      'twenty-nine days are no month',
      [
        { from: '2024-01-01', to: '2024-01-15' },
        { from: '2024-03-01', to: '2024-03-14' },
      ],
      { months: 1 },
      '2025-01-01',
      undefined,
      ['unmet', undefined],
    ],
    ['a job that goes on', [{ from: '2024-02-29' }], { years: 1 }, '2024-12-01', undefined, ['unmet', '2025-02-28']],
    [
      'the as-of day itself is not yet worked',
      [{ from: '2024-01-01' }],
      { months: 1 },
      '2024-01-31',
      undefined,
      ['unmet', '2024-02-01'],
    ],
    [
      'only the last five years',
      [{ from: '2010-01-01', to: '2021-11-21' }],
      { months: 1 },
      '2026-11-22',
      { years: 5 },
      ['unmet', undefined],
    ],
    [
      'a job announced for later',
      [{ from: '2025-03-31' }],
      { months: 1 },
      '2025-01-01',
      undefined,
      ['unmet', '2025-04-30'],
    ],
  ]
  for (const [title, jobs, need, asOf, within, expected] of table)
    test(title, () => assert.deepEqual(worked(jobs, need, asOf, within), expected))
})

test('the time zone of the machine does not shift a date', () => {
  const script = join(import.meta.dirname, 'print-digest.ts')
  const cases = fixedCases(150)
  const input = JSON.stringify(cases)
  const here = digest(cases.map((each) => JSON.stringify(assessByEngine(each))))
  const zones = ['Pacific/Kiritimati', 'Pacific/Niue', 'Asia/Shanghai']
  const told = zones.map((TZ) =>
    execFileSync(process.execPath, [script], { env: { ...process.env, TZ }, encoding: 'utf8', input }),
  )
  assert.deepEqual(
    told,
    zones.map((zone) => `${here} ${zone}`),
  )
})
