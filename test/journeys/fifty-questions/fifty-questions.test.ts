// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { after, before, test } from 'node:test'
import { parse } from 'yaml'
import { type LoadedLaw, lawShelf } from '../../../src/finder/index.ts'
import { loadShippedLaw } from '../../../src/instruments/index.ts'
import { loadReference } from '../../../src/register/index.ts'
import '../../support/database.ts'
import { type TestDatabase, testDatabase } from '../../support/test-databases.ts'
import { answerOf, type Situation } from './answer-of.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const files = globSync('*.yaml', { cwd: import.meta.dirname }).sort()

let database: TestDatabase
let law: LoadedLaw

before(async () => {
  database = await testDatabase()
  await loadReference(database.db, join(root, 'reference'))
  await loadShippedLaw(database.db, join(root, 'law'))
  law = await lawShelf(database.db).take(null)
})
after(() => database.close())

test('there are fifty questions, each with its reason', () => {
  const reasons = files.map((file) => situation(file).why)
  assert.equal(files.length, 50)
  assert.equal(new Set(reasons).size, 50)
})

for (const file of files) {
  const one = situation(file)
  test(`${basename(file, '.yaml')}: ${one.title.en}`, () => {
    const { title: _title, why: _why, expect, ...asked } = one
    assert.deepEqual(answerOf(law, asked), expect)
  })
}

function situation(file: string): Situation {
  return parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as Situation
}
