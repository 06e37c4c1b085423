// SPDX-License-Identifier: Apache-2.0
// What belongs to one authority and its people is neither read nor changed from elsewhere: by every role, at every address, with
// every form; and once more with the program's own checks switched off, when the database alone says no.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import '../support/database.ts'
import { wholeSite } from '../support/whole-site.ts'
import { walkAsForeigners } from './foreign-walk.ts'
import { walkUngated } from './walk-ungated-apart.ts'

/** Who tries here; `npm run proof -- foreign-walk` is everybody. */
const slice = ['nobody', 'holder', 'law-editor', 'authority-administrator', 'auditor'] as const

/** What the program asks does not hang on the version of the database: it is walked once, the walls on both. */
const skip = process.env['PASSERELLE_TEST_DATABASE_URL'] !== undefined && 'walked in the round on the embedded database'

test('nobody reads or changes what belongs to another authority', { skip }, async () => {
  const site = await wholeSite()
  try {
    const { findings, pages, forms } = await walkAsForeigners(site, { as: slice })
    assert.deepEqual(findings, [])
    assert.ok(pages >= 5 && forms >= 1, `${pages} pages and ${forms} forms were found`)
  } finally {
    await site.close()
  }
})

test('with the checks of the program switched off the database still says no', async () => {
  const { findings, entered, pages } = await walkUngated(slice)
  assert.deepEqual(findings, [])
  assert.ok(entered > pages / 2, `only ${entered} pages let a stranger in: were the checks off?`)
})

test('a hole in the walls is found', { skip }, async () => {
  const { findings } = await walkUngated(['law-editor', '--hole'])
  assert.ok(
    findings.some((finding) => finding.includes(' read ')) && findings.some((finding) => finding.includes(' changed ')),
    findings.join('\n'),
  )
})
