// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { withTestDatabase } from '../../../test/support/database.ts'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { registerForBundle } from '../index.ts'
import { loadReference } from './load-reference.ts'

const shipped = fileURLToPath(new URL('../../../reference', import.meta.url))

const nothing = { changed: [], inserted: 0, superseded: 0 }

/** Invented places of the demonstration country. */
const places = {
  'jurisdictions/demonstration.csv': 'code,en,zh\nZZ,Demonstration ZZ,演示 ZZ\nXA,Demonstration XA,演示 XA\n',
  'jurisdictions/unions.csv': 'code,kind,parents,en,zh,note\nXU,union,,Demonstration union,演示联盟,\n',
  'jurisdictions/memberships.csv':
    'union,member,from,until,note\nXU,ZZ,2001-05-01,2020-02-01,\nXU,ZZ,2024-01-01,,\nXU,XA,,,\n',
}

function directoryWith(files: Record<string, string>): string {
  const directory = mkdtempSync(join(tmpdir(), 'passerelle-reference-'))
  for (const [path, text] of Object.entries(files)) write(directory, path, text)
  return directory
}

function write(directory: string, path: string, text: string): void {
  mkdirSync(dirname(join(directory, path)), { recursive: true })
  writeFileSync(join(directory, path), text)
}

async function withReference(
  files: Record<string, string>,
  fn: (db: Db, directory: string) => Promise<void>,
): Promise<void> {
  const directory = directoryWith(files)
  try {
    await withTestDatabase((db) => fn(db, directory))
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

async function records(db: Db): Promise<unknown[]> {
  const { rows } = await sql`
    select code, names ->> 'en' as name, superseded_at is null as current from jurisdictions order by code, recorded_at
  `.execute(db)
  return rows
}

test('the shipped reference loads, and loading it again changes nothing', async () => {
  await withTestDatabase(async (db) => {
    const first = await loadReference(db, shipped)
    assert.equal(first.superseded, 0)
    assert.equal(first.inserted > 10_000, true)
    assert.deepEqual(await loadReference(db, shipped), nothing)
    const bundle = await registerForBundle(db)
    const node = (code: string) => bundle.jurisdictions.find((place) => place.code === code)
    assert.deepEqual(['CN-320585', 'CN-3205', 'CN-JS', 'CN', 'HK', 'CN-14', 'GB'].map(node), [
      { code: 'CN-320585', parents: [{ code: 'CN-3205' }] },
      { code: 'CN-3205', parents: [{ code: 'CN-JS' }] },
      { code: 'CN-JS', parents: [{ code: 'CN' }] },
      { code: 'CN', parents: [] },
      { code: 'HK', parents: [{ code: 'GBA' }] },
      { code: 'CN-14', parents: [{ code: 'CN-SX' }] },
      {
        code: 'GB',
        parents: [
          { code: 'EEA', from: '1994-01-01', until: '2020-02-01' },
          { code: 'EFTA', from: '1960-05-03', until: '1973-01-01' },
          { code: 'EU', from: '1973-01-01', until: '2020-02-01' },
        ],
      },
    ])
    assert.equal(bundle.aliases['CN-14'], 'CN-SX')
    assert.equal(bundle.aliases['constructor'], undefined)
    assert.deepEqual(
      bundle.frameworks.find((framework) => framework.id === 'cn-skill')?.levels.map((level) => level.id),
      ['apprentice', '5', '4', '3', '2', '1', 'special', 'chief'],
    )
    assert.equal(
      bundle.frameworks.some((framework) => framework.id.startsWith('none-')),
      false,
    )
  })
})

test('an invented province lies within its country and says that it is invented', async () => {
  const demonstration = 'code,parent,en,zh\nXA,,Demonstration XA,演示 XA\nXA-01,XA,Province XA-01,XA-01省\n'
  await withReference({ 'jurisdictions/demonstration.csv': demonstration }, async (db, directory) => {
    await loadReference(db, directory)
    assert.deepEqual((await registerForBundle(db)).jurisdictions, [
      { code: 'XA', parents: [] },
      { code: 'XA-01', parents: [{ code: 'XA' }] },
    ])
    const { rows } = await sql`select code, kind, demonstration from jurisdictions order by code`.execute(db)
    assert.deepEqual(rows, [
      { code: 'XA', kind: 'country', demonstration: true },
      { code: 'XA-01', kind: 'subdivision', demonstration: true },
    ])
  })
})

test('a changed row keeps the old record, readable by the day it was known', async () => {
  await withReference(places, async (db, directory) => {
    await loadReference(db, directory)
    const before = new Date()
    write(
      directory,
      'jurisdictions/demonstration.csv',
      'code,en,zh\nZZ,Renamed ZZ,演示 ZZ\nXA,Demonstration XA,演示 XA\n',
    )
    assert.deepEqual(await loadReference(db, directory), {
      changed: ['jurisdictions/demonstration.csv'],
      inserted: 1,
      superseded: 1,
    })
    assert.deepEqual(await records(db), [
      { code: 'XA', name: 'Demonstration XA', current: true },
      { code: 'XU', name: 'Demonstration union', current: true },
      { code: 'ZZ', name: 'Demonstration ZZ', current: false },
      { code: 'ZZ', name: 'Renamed ZZ', current: true },
    ])
    rmSync(join(directory, 'jurisdictions/memberships.csv'))
    assert.deepEqual(await loadReference(db, directory), {
      changed: ['jurisdictions/memberships.csv'],
      inserted: 0,
      superseded: 3,
    })
    const then = await registerForBundle(db, { knownOn: before })
    assert.deepEqual(then.jurisdictions, [
      { code: 'XA', parents: [{ code: 'XU' }] },
      { code: 'XU', parents: [] },
      {
        code: 'ZZ',
        parents: [
          { code: 'XU', from: '2001-05-01', until: '2020-02-01' },
          { code: 'XU', from: '2024-01-01' },
        ],
      },
    ])
    const now = await registerForBundle(db)
    assert.deepEqual(
      now.jurisdictions.map(({ parents }) => parents),
      [[], [], []],
    )
    const never = await registerForBundle(db, { knownOn: new Date('2000-01-01') })
    assert.deepEqual(
      { ...never, aliases: { ...never.aliases } },
      { jurisdictions: [], frameworks: [], qualifications: [], aliases: {} },
    )
  })
})

test('a row that moves to another file stays one record', async () => {
  await withReference(places, async (db, directory) => {
    await loadReference(db, directory)
    write(directory, 'jurisdictions/demonstration.csv', 'code,en,zh\nXA,Demonstration XA,演示 XA\n')
    write(directory, 'qualifications.yaml', 'qualifications: []\n')
    write(directory, 'jurisdictions/countries.csv', 'code,en,zh,aliases,note\nXB,Demonstration XB,演示 XB,XB-1,\n')
    await loadReference(db, directory)
    write(directory, 'jurisdictions/countries.csv', 'code,en,zh,aliases,note\n')
    write(
      directory,
      'jurisdictions/subdivisions.csv',
      'code,parent,en,zh,aliases,note\nXB,,Demonstration XB,演示 XB,XB-1,\n',
    )
    assert.deepEqual(await loadReference(db, directory), {
      changed: ['jurisdictions/countries.csv', 'jurisdictions/subdivisions.csv'],
      inserted: 0,
      superseded: 0,
    })
  })
})

test('two loaders at once load once', async () => {
  await withReference(places, async (db, directory) => {
    const reports = await Promise.all([loadReference(db, directory), loadReference(db, directory)])
    assert.deepEqual(reports.map((report) => report.inserted).sort(), [0, 6])
    assert.deepEqual(await loadReference(db, directory), nothing)
  })
})

test('a file that contradicts itself or cannot be read changes nothing and says where', async () => {
  await withReference(places, async (db, directory) => {
    await loadReference(db, directory)
    const broken = async (path: string, text: string) => {
      write(directory, path, text)
      const refusal = await loadReference(db, directory).then(
        () => 'loaded',
        (error: unknown) => (error instanceof Problem ? error.message : error),
      )
      rmSync(join(directory, path))
      return refusal
    }
    const memberships = 'jurisdictions/memberships.csv'
    assert.equal(
      await broken(memberships, 'union,member,from,until,note\nXU,ZZ,2001-02-29,,\n'),
      "jurisdictions/memberships.csv:2: '2001-02-29' is not a calendar date; expected YYYY-MM-DD",
    )
    assert.equal(
      await broken(memberships, 'union,member,from,until,note\n# a note\nXU,,,,\n'),
      "jurisdictions/memberships.csv:3: 'member' is missing; expected a value",
    )
    assert.match(
      String(await broken(memberships, 'union,member,from,until,note\nXU,ZZ,2001-01-01,,\nXU,ZZ,2002-01-01,,\n')),
      /^records contradict each other: Key \(code, parent, daterange\(valid_from, valid_until\)\)=/,
    )
    assert.equal(
      await broken('jurisdictions/countries.csv', 'code,en,zh,aliases,note\nZZ,Another,另一,,\n'),
      "jurisdictions: 'ZZ' of reference/jurisdictions/countries.csv is already given by reference/jurisdictions/demonstration.csv",
    )
    assert.equal(
      await broken(memberships, 'union,member,from,until,note\nXU,ZZ,,,no-such\n'),
      "jurisdictions/memberships.csv:2: there is no note 'no-such'; expected an id of notes.csv",
    )
    assert.equal(
      await broken('authorities.yaml', 'authorities:\n  - { id: zz-authority }\n'),
      'authorities.yaml: authorities[0].name: is missing; expected an entry as docs/law-format.md and docs/reference-data.md show',
    )
    assert.equal(
      await broken('unknown.csv', 'a\n1\n'),
      'unknown.csv: no reader knows this file; expected a file that docs/reference-data.md names',
    )
    write(directory, memberships, places[memberships])
    assert.deepEqual(await loadReference(db, directory), nothing)
  })
})

test('a record cannot be changed, only superseded', async () => {
  await withReference(places, async (db, directory) => {
    await loadReference(db, directory)
    await assert.rejects(
      sql`update jurisdictions set kind = 'zone' where code = 'ZZ'`.execute(db),
      /record \d+ of jurisdictions can only be superseded, not changed/,
    )
  })
})
