// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkSeed, describeMismatch } from './mismatch.ts'

/** `npm run proof -- engine-differential` runs 100,000. */
const CASES = 1200

test(`the engine and the brute-force evaluator agree on ${CASES} random rule sets and persons`, () => {
  const seen = new Map<string, number>()
  for (let seed = 1; seed <= CASES; seed++) {
    const { expected, mismatch } = checkSeed(seed)
    assert.equal(mismatch && describeMismatch(mismatch), undefined)
    for (const { verdict, holdsFrom, questions } of expected.findings)
      for (const name of [verdict, holdsFrom ? 'day from which' : '', questions.length > 0 ? 'questions' : ''])
        seen.set(name, (seen.get(name) ?? 0) + 1)
  }
  const frequent = ['met', 'unmet', 'unknown', 'discretion', 'questions', 'day from which']
  assert.deepEqual(
    frequent.filter((name) => (seen.get(name) ?? 0) < 50),
    [],
  )
})
