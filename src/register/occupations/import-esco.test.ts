// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { withTestDatabase } from '../../../test/support/database.ts'
import type { Db } from '../../db/index.ts'
import { Problem, systemClock } from '../../kernel/index.ts'
import { importEsco } from './import-esco.ts'

const shared = new URL('../../../../shared/data/taxonomy/', import.meta.url)
const absent = existsSync(shared)
  ? false
  : 'the development data is not here: lay it beside the project as ../shared/data'

/** Invented concepts in the publisher's format. */
const head =
  'conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,regulatedProfessionNote,scopeNote,definition,inScheme,description,code,naceCode'
const uri = (name: string) => `http://example.invalid/occupation/${name}`
const occupation = (name: string, code: string, label: string, alternatives: string) =>
  `Occupation,${uri(name)},9991,${label},"${alternatives}",,released,,,,,,"Invented, for a test.",${code},`
const occupations = [
  head,
  occupation('a', '9991.1', 'test welder', 'welder of tests\ntest-piece welder'),
  occupation('b', '9991.2', 'senior test welder', ''),
  occupation('a', '9991.1', 'test welder', 'welder of tests\ntest-piece welder'),
  '',
].join('\n')
const german = [
  head,
  occupation('a', '9991.1', 'Prüfschweißer/Prüfschweißerin', ''),
  occupation('b', '9991.2', '', ''),
  '',
].join('\n')
const groups = `conceptType,conceptUri,code,preferredLabel,status,altLabels,inScheme,description
ISCOGroup,http://data.europa.eu/esco/isco/C9991,9991,Test welders,released,,,Invented for a test.
`
const relations = `conceptType,conceptUri,conceptLabel,broaderType,broaderUri,broaderLabel
Occupation,${uri('a')},test welder,ISCOGroup,http://data.europa.eu/esco/isco/C9991,Test welders
Occupation,${uri('b')},senior test welder,Occupation,${uri('a')},test welder
`
const whole = {
  'occupations_en.csv': occupations,
  'ISCOGroups_en.csv': groups,
  'broaderRelationsOccPillar_en.csv': relations,
  'readme.txt': 'passed over',
}

const said: string[] = []
const options = { release: '9.9.9', clock: systemClock, say: (text: string) => void said.push(text) }

async function withFiles(files: Record<string, string>, fn: (db: Db, directory: string) => Promise<void>) {
  const directory = mkdtempSync(join(tmpdir(), 'passerelle-esco-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text)
  try {
    await withTestDatabase((db) => fn(db, directory))
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

async function current(db: Db) {
  const entries = await sql`
    select code, parent, level, status, uri from classification_entries
    where classification = 'esco-9.9.9' and superseded_at is null order by code`.execute(db)
  const names = await sql`
    select code, lang, name, alternatives from classification_names
    where classification = 'esco-9.9.9' and superseded_at is null order by code, lang`.execute(db)
  return { entries: entries.rows, names: names.rows }
}

async function refusal(act: Promise<unknown>): Promise<unknown> {
  return act.then(
    () => 'imported',
    (error: unknown) => (error instanceof Problem ? { message: error.message, errors: error.errors } : error),
  )
}

test('occupations, groups and relations go in, and again change nothing', async () => {
  await withFiles(whole, async (db, directory) => {
    assert.deepEqual(await importEsco(db, [directory], options), {
      rows: 6,
      repeated: 1,
      badRows: 0,
      inserted: 7,
      superseded: 0,
    })
    const english = [
      { code: '9991', lang: 'en', name: 'Test welders', alternatives: [] },
      { code: '9991.1', lang: 'en', name: 'test welder', alternatives: ['welder of tests', 'test-piece welder'] },
      { code: '9991.2', lang: 'en', name: 'senior test welder', alternatives: [] },
    ]
    const entries = [
      { code: '9991', parent: '999', level: 4, status: 'released', uri: 'http://data.europa.eu/esco/isco/C9991' },
      { code: '9991.1', parent: '9991', level: 5, status: 'released', uri: uri('a') },
      { code: '9991.2', parent: '9991.1', level: 5, status: 'released', uri: uri('b') },
    ]
    assert.deepEqual(await current(db), { entries, names: english })
    const again = await importEsco(db, [directory], options)
    assert.deepEqual([again.inserted, again.superseded], [0, 0])

    writeFileSync(join(directory, 'occupations_de.csv'), german)
    const further = await importEsco(db, [join(directory, 'occupations_de.csv')], options)
    assert.deepEqual([further.inserted, further.superseded], [1, 0])
    const names = [
      ...english.slice(0, 2),
      { code: '9991.1', lang: 'de', name: 'Prüfschweißer/Prüfschweißerin', alternatives: [] },
      ...english.slice(2),
    ]
    names.sort((a, b) => a.code.localeCompare(b.code) || a.lang.localeCompare(b.lang))
    assert.deepEqual(await current(db), { entries, names })
  })
})

test('a changed label keeps the old one in the record', async () => {
  await withFiles(whole, async (db, directory) => {
    await importEsco(db, [directory], options)
    writeFileSync(
      join(directory, 'occupations_en.csv'),
      occupations.replace('senior test welder', 'master test welder'),
    )
    const report = await importEsco(db, [directory], options)
    assert.deepEqual([report.inserted, report.superseded], [1, 1])
    const { rows } = await sql`
      select name, superseded_at is null as current from classification_names where code = '9991.2' order by recorded_at
    `.execute(db)
    assert.deepEqual(rows, [
      { name: 'senior test welder', current: false },
      { name: 'master test welder', current: true },
    ])
  })
})

test('a bad row refuses the whole import with its place, or goes to a file', async () => {
  const bad = [
    head,
    occupation('a', '9991.1', 'test welder', 'two\nlines'),
    occupation('b', '99x1', 'no code', ''),
    'Occupation,http://example.invalid/occupation/c,9991',
    'Skill,http://example.invalid/skill/d,,x,,,released,,,,,,,9991.3,',
    occupation('e', '9991.1', 'another with the code', ''),
    '',
  ].join('\n')
  await withFiles({ 'occupations_en.csv': bad }, async (db, directory) => {
    const file = 'occupations_en.csv'
    const errors = [
      { path: 'code', file, line: 4, message: "'99x1'", expected: 'a code as 2654.1.7' },
      { path: '', file, line: 5, message: '3 cells', expected: '15 cells, as the header has' },
      { path: 'conceptType', file, line: 6, message: "'Skill'", expected: 'Occupation' },
      { path: 'code', file, line: 7, message: "'9991.1'", expected: `another code: this one is that of ${uri('a')}` },
    ]
    const message = '4 rows are not as expected, nothing was imported; --skip-bad-rows FILE passes over them'
    assert.deepEqual(await refusal(importEsco(db, [directory], options)), { message, errors })
    assert.deepEqual(await current(db), { entries: [], names: [] })

    const badRows = join(directory, 'bad.txt')
    const report = await importEsco(db, [directory], { ...options, badRows })
    assert.deepEqual(report, { rows: 5, repeated: 0, badRows: 4, inserted: 3, superseded: 0 })
    const written = readFileSync(badRows, 'utf8').split('\n')
    assert.equal(written.length, 6)
    assert.equal(
      written[2],
      'occupations_en.csv,5,,3 cells,"15 cells, as the header has","[""Occupation"",""http://example.invalid/occupation/c"",""9991""]"',
    )
  })
})

test('files that are not the publisher’s are refused by name', async () => {
  await withFiles({ 'occupations_en.csv': 'code,title\n1,x\n', 'other.csv': 'a\n' }, async (db, directory) => {
    const message = async (named: string[], release?: string) => {
      const { release: _, ...rest } = options
      const found = await refusal(importEsco(db, named, release === undefined ? rest : { ...rest, release }))
      return typeof found === 'object' && found !== null && 'message' in found ? found.message : found
    }
    const missing = 'conceptType, conceptUri, iscoGroup, preferredLabel, altLabels, status'
    assert.equal(
      await message([directory], '9.9.9'),
      `occupations_en.csv:1: without the column ${missing}; expected the publisher's file with the columns ${missing}, code`,
    )
    assert.equal(
      await message([directory]),
      'the files do not say their release; give it with --release, as --release 1.2.1',
    )
    assert.match(
      String(await message([join(directory, 'other.csv')], '9.9.9')),
      /other\.csv is no file of this publisher/,
    )
    assert.match(String(await message([join(directory, 'none')], '9.9.9')), /^there is no file or directory /)
  })
})

test('the ESCO files of the development data go in', { skip: absent }, async () => {
  await withTestDatabase(async (db) => {
    const { release: _, ...rest } = options
    const report = await importEsco(db, [shared.pathname], rest)
    assert.deepEqual(report, { rows: 7310, repeated: 4, badRows: 0, inserted: 7317, superseded: 0 })
    const again = await importEsco(db, [shared.pathname], rest)
    assert.deepEqual([again.inserted, again.superseded], [0, 0])
    const { rows } = await sql`
      select e.parent, e.level, n.name from classification_entries e
      join classification_names n using (classification, code) where e.classification = 'esco-1.2.1' and e.code = '2654.1.7'
    `.execute(db)
    assert.deepEqual(rows, [{ parent: '2654.1', level: 6, name: 'technical director' }])
  })
})
