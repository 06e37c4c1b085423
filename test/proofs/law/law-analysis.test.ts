// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkSmallLaw, describeSmallLaw } from './check-small-law.ts'

/** `npm run proof -- law-analysis` runs 20,000. */
const CASES = 1000

test(`the analysis of ${CASES} random laws says what the list of all their persons says`, () => {
  const seen = { dead: 0, shadowed: 0, contradictions: 0 }
  for (let seed = 5_000_001; seed <= 5_000_000 + CASES; seed++) {
    const { facts, differences } = checkSmallLaw(seed)
    assert.equal(differences.length === 0 ? '' : describeSmallLaw(seed, differences), '')
    for (const name of ['dead', 'shadowed', 'contradictions'] as const) seen[name] += facts[name].length
  }
  for (const [name, count] of Object.entries(seen)) assert.ok(count >= 50, `${name}: only ${count} cases`)
})
