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

test('nobody reads or changes what belongs to another authority', async () => {
  const site = await wholeSite()
  try {
    const { findings, pages, forms } = await walkAsForeigners(site)
    assert.deepEqual(findings, [])
    assert.ok(pages >= 5 && forms >= 1, `${pages} pages and ${forms} forms were found`)
  } finally {
    await site.close()
  }
})

test('with the checks of the program switched off the database still says no', async () => {
  const hooks = ['./scripts/tsx-hook.mjs', './test/walks/open-gates.mjs'].flatMap((hook) => ['--import', hook])
  const run = promisify(execFile)(process.execPath, [...hooks, 'test/walks/walk-ungated.ts'], {
    cwd: root,
    maxBuffer: 1 << 26,
  })
  const { findings, entered, pages } = JSON.parse((await run).stdout) as WalkReport
  assert.deepEqual(findings, [])
  assert.ok(entered > pages, `only ${entered} pages let a stranger in: were the checks off?`)
})
