// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { emptyDatabase, type TestDatabase, withTestDatabase } from '../../test/support/database.ts'
import { Problem } from '../kernel/problem.ts'
import { migrate, pendingMigrations, readMigrations } from './migrate.ts'

const first = "create table place (code text primary key);\ninsert into place values ('ZZ');\n"
const second = 'alter table place add column name text;\n'

/** A folder of migrations and a database without tables. */
async function withMigrations(
  files: Record<string, string>,
  fn: (database: TestDatabase, directory: string) => Promise<void>,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'migrations-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text)
  const database = await emptyDatabase()
  try {
    await fn(database, directory)
  } finally {
    await database.close()
    rmSync(directory, { recursive: true })
  }
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof Problem)
  assert.equal(error.code, 'database')
  return error.message
}

test('files are applied once, in the order of their numbers', () =>
  withMigrations({ '0002_place_name.sql': second, '0001_place.sql': first }, async ({ db }, directory) => {
    assert.deepEqual(await pendingMigrations(db, directory), ['0001_place.sql', '0002_place_name.sql'])
    assert.deepEqual(await migrate(db, directory), ['0001_place.sql', '0002_place_name.sql'])
    assert.deepEqual(await migrate(db, directory), [])
    assert.deepEqual(await pendingMigrations(db, directory), [])
    const { rows } = await sql`select * from place`.execute(db)
    assert.deepEqual(rows, [{ code: 'ZZ', name: null }])
  }))

test('those who start together migrate once', () =>
  withMigrations({ '0001_place.sql': first, '0002_place_name.sql': second }, async ({ db }, directory) => {
    const done = await Promise.all(Array.from({ length: 6 }, () => migrate(db, directory)))
    assert.deepEqual(done.flat().sort(), ['0001_place.sql', '0002_place_name.sql'])
  }))

test('a file that fails leaves nothing, and says file and line', () =>
  withMigrations({ '0001_place.sql': first }, async ({ db }, directory) => {
    writeFileSync(
      join(directory, '0002_broken.sql'),
      'create table half (id integer);\n\nselect nothing from nowhere;\n',
    )
    assert.equal(
      await refusal(migrate(db, directory)),
      'migrations/0002_broken.sql:3: relation "nowhere" does not exist',
    )
    const { rows } = await sql`select to_regclass('place')::text as place, to_regclass('half')::text as half`.execute(
      db,
    )
    assert.deepEqual(rows, [{ place: 'place', half: null }])
    assert.deepEqual(await pendingMigrations(db, directory), ['0002_broken.sql'])
  }))

test('an applied file that was altered since is refused; other line ends are no change', () =>
  withMigrations({ '0001_place.sql': first }, async ({ db }, directory) => {
    await migrate(db, directory)
    writeFileSync(join(directory, '0001_place.sql'), first.replaceAll('\n', '\r\n'))
    assert.deepEqual(await migrate(db, directory), [])
    writeFileSync(join(directory, '0001_place.sql'), second)
    assert.equal(
      await refusal(migrate(db, directory)),
      'migrations/0001_place.sql was altered after it was applied to this database. ' +
        'Put it back as it was and add a new file instead (while developing: remove the data directory).',
    )
  }))

test('a database that a newer version has opened is refused', () =>
  withMigrations({ '0001_place.sql': first, '0002_place_name.sql': second }, async ({ db }, directory) => {
    await migrate(db, directory)
    rmSync(join(directory, '0002_place_name.sql'))
    assert.equal(
      await refusal(migrate(db, directory)),
      'The database has the migration 0002_place_name.sql, which this version of Passerelle does not know: ' +
        'a newer version has opened it. Start that version, or restore a backup made before.',
    )
  }))

test('two files with one number, or one without, are refused', () =>
  withMigrations({ '0001_place.sql': first, '0001_name.sql': second }, async (_, directory) => {
    const message = (error: unknown) => (error instanceof Problem ? error.message : error)
    const caught = (work: () => unknown) => {
      try {
        return work()
      } catch (error) {
        return message(error)
      }
    }
    assert.equal(
      caught(() => readMigrations(directory)),
      'migrations/0001_name.sql and 0001_place.sql have the same number',
    )
    writeFileSync(join(directory, 'place.sql'), first)
    assert.equal(
      caught(() => readMigrations(directory)),
      'migrations/place.sql: the name has to be NNNN_room_topic.sql',
    )
  }))

test('the shipped migrations lead to a schema that is up to date', () =>
  withTestDatabase(async (db) => {
    assert.deepEqual(await pendingMigrations(db), [])
  }))
