// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { withTestDatabase } from '../../../test/support/database.ts'
import type { Db } from '../../db/index.ts'
import { Problem, systemClock } from '../../kernel/index.ts'
import { importOnet } from './import-onet.ts'

const shared = new URL('../../../../shared/data/taxonomy/', import.meta.url)
const absent = existsSync(shared)
  ? false
  : 'the development data is not here: lay it beside the project as ../shared/data'

const options = { clock: systemClock, say: () => undefined }

/** Invented occupations in the publisher's format. */
const occupations = `O*NET-SOC Code\tTitle\tDescription
99-1011.00\tTest Welders\tInvented, "for a test".
99-1011.03\tTest Welding Supervisors\tInvented for a test.
`
const alternates = `O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)
99-1011.00\tTester of "Welds"\tn/a\t08
99-1011.00\tWeld Prover\tn/a\t08
`

async function withRelease(fn: (db: Db, directory: string) => Promise<void>) {
  const parent = mkdtempSync(join(tmpdir(), 'passerelle-onet-'))
  const directory = join(parent, 'db_99_1_text')
  mkdirSync(directory)
  writeFileSync(join(directory, 'Occupation Data.txt'), occupations)
  writeFileSync(join(directory, 'Alternate Titles.txt'), alternates)
  try {
    await withTestDatabase((db) => fn(db, directory))
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
}

async function current(db: Db) {
  const { rows } = await sql`
    select code, parent, name, alternatives from classification_entries e join classification_names n using (classification, code)
    where classification = 'onet-99.1' and e.superseded_at is null and n.superseded_at is null order by code`.execute(
    db,
  )
  return rows
}

test('the text files of a release go in, and again change nothing', async () => {
  await withRelease(async (db, directory) => {
    const report = await importOnet(db, [directory], options)
    assert.deepEqual(report, { rows: 4, repeated: 0, badRows: 0, inserted: 5, superseded: 0 })
    const rows = [
      { code: '99-1011.00', parent: null, name: 'Test Welders', alternatives: ['Tester of "Welds"', 'Weld Prover'] },
      { code: '99-1011.03', parent: '99-1011.00', name: 'Test Welding Supervisors', alternatives: [] },
    ]
    assert.deepEqual(await current(db), rows)
    const again = await importOnet(db, [directory], options)
    assert.deepEqual([again.inserted, again.superseded], [0, 0])
    const alone = await importOnet(db, [join(directory, 'Occupation Data.txt')], options)
    assert.deepEqual([alone.inserted, alone.superseded], [0, 0])
    assert.deepEqual(await current(db), rows)
  })
})

test('two imports at once put everything in once', async () => {
  await withRelease(async (db, directory) => {
    const reports = await Promise.all([importOnet(db, [directory], options), importOnet(db, [directory], options)])
    assert.deepEqual(reports.map((report) => report.inserted).sort(), [0, 5])
    assert.equal((await current(db)).length, 2)
  })
})

test('an alternate title of no occupation is refused with its line', async () => {
  await withRelease(async (db, directory) => {
    writeFileSync(join(directory, 'Alternate Titles.txt'), `${alternates}99-2222.00\tNobody\tn/a\t08\n`)
    const refused = await importOnet(db, [directory], options).catch((error: unknown) => error)
    assert.equal(refused instanceof Problem, true)
    assert.deepEqual((refused as Problem).errors, [
      {
        path: 'O*NET-SOC Code',
        file: 'Alternate Titles.txt',
        line: 4,
        message: "'99-2222.00' is no occupation",
        expected: "a code of 'Occupation Data'; are both files of the same release?",
      },
    ])
    assert.deepEqual(await current(db), [])
  })
})

test('the O*NET files of the development data go in', { skip: absent }, async () => {
  await withTestDatabase(async (db) => {
    const badRows = join(mkdtempSync(join(tmpdir(), 'passerelle-onet-')), 'bad-rows.csv')
    const report = await importOnet(db, [shared.pathname], { ...options, release: '30.0', badRows })
    assert.equal(report.inserted, 1 + 2 * 1016)
    assert.equal(readFileSync(badRows, 'utf8').trimEnd().split('\n').length, report.badRows + 1)
    const again = await importOnet(db, [shared.pathname], { ...options, release: '30.0', badRows })
    assert.deepEqual([again.inserted, again.superseded], [0, 0])
  })
})
