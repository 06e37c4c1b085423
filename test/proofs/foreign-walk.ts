// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { foreigners } from '../walks/foreign-walk.ts'
import { walkUngated } from '../walks/walk-ungated-apart.ts'
import type { Proof } from './proof.ts'

export const foreignWalkProof: Proof = {
  name: 'foreign-walk',
  summary:
    'every address and form of one authority tried by every role of another, the checks of the program switched off',
  unit: 'roles',
  size: foreigners.length,
  async run({ size, done, progress }) {
    let tries = 0
    for (const [at, role] of foreigners.entries()) {
      if (at < done || at >= size) continue
      const report = await walkUngated([role])
      assert.deepEqual(report.findings, [])
      tries += report.tries
      console.log(`${role}: ${report.pages} pages, ${report.forms} forms, nothing read or changed`)
      progress(at + 1)
    }
    return `${size} roles, ${tries} tries: no foreign row read or changed by the database’s own word`
  },
}
