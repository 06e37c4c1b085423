// SPDX-License-Identifier: Apache-2.0
// What belongs to one authority and its people is neither read nor changed from elsewhere: by every role, at every address, with
// every form; and once more with the program's own checks switched off, when the database alone says no.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import '../support/database.ts'
import { wholeSite } from '../support/whole-site.ts'
import { type WalkReport, walkAsForeigners } from './foreign-walk.ts'

const root = join(import.meta.dirname, '..', '..')

/** What the program asks does not hang on the version of the database: it is walked once, the walls on both. */
const skip = process.env['PASSERELLE_TEST_DATABASE_URL'] !== undefined && 'walked in the round on the embedded database'

test('nobody reads or changes what belongs to another authority', { skip }, async () => {
  const site = await wholeSite()
  try {
    const { findings, pages, forms } = await walkAsForeigners(site)
    assert.deepEqual(findings, [])
    assert.ok(pages >= 5 && forms >= 1, `${pages} pages and ${forms} forms were found`)
  } finally {
    await site.close()
  }
})

/** The walk in a process of its own, in which the program asks nobody for a role. */
async function walkUngated(...args: string[]): Promise<WalkReport> {
  const hooks = ['./scripts/tsx-hook.mjs', './test/walks/open-gates.mjs'].flatMap((hook) => ['--import', hook])
  const run = promisify(execFile)(process.execPath, [...hooks, 'test/walks/walk-ungated.ts', ...args], {
    cwd: root,
    maxBuffer: 1 << 26,
  })
  return JSON.parse((await run).stdout)
}

test('with the checks of the program switched off the database still says no', async () => {
  const { findings, entered, pages } = await walkUngated()
  assert.deepEqual(findings, [])
  assert.ok(entered > pages, `only ${entered} pages let a stranger in: were the checks off?`)
})

test('a hole in the walls is found', { skip }, async () => {
  const { findings } = await walkUngated('--hole')
  assert.ok(
    findings.some((finding) => finding.includes(' read ')) && findings.some((finding) => finding.includes(' changed ')),
    findings.join('\n'),
  )
})
