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

test('there are fifty questions, each derived by hand', () => {
  const derivations = files.map((file) => situation(file).why.derivation.trim())
  assert.equal(files.length, 50)
  assert.equal(new Set(derivations).size, 50)
  assert.deepEqual(
    derivations.filter((derivation) => derivation.length < 80),
    [],
  )
})

test('every finding stands on a record that the derivation names', () => {
  const carried = carriedRecords()
  const known = new Set([...carried.values()].flat())
  const wrong = files.flatMap((file) => {
    const { why, expect } = situation(file)
    const unknown = why.sources.filter((source) => !known.has(source))
    const unnamed = expect.findings.filter(({ rule }) => {
      const records = carried.get(rule.split('#')[0] ?? '') ?? []
      return !records.some((record) => why.sources.includes(record))
    })
    return why.sources.length === 0 || unknown.length + unnamed.length > 0 ? [{ file, unknown, unnamed }] : []
  })
  assert.deepEqual(wrong, [])
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

/** The records that each instrument carries. */
function carriedRecords(): Map<string, string[]> {
  const instruments = globSync('*/*/instrument.yaml', { cwd: join(root, 'law') }).map((file) =>
    parse(readFileSync(join(root, 'law', file), 'utf8')),
  ) as { id: string; carries?: string[] }[]
  return new Map(instruments.map(({ id, carries }) => [id, carries ?? []]))
}
