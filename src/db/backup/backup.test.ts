// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import type pg from 'pg'
import { emptyDatabase, type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { silentLogger } from '../../kernel/logger.ts'
import { Problem } from '../../kernel/problem.ts'
import { readSettings } from '../../kernel/settings.ts'
import { Attendance } from '../attendance.ts'
import { migrate } from '../migrate.ts'
import { openDatabase } from '../open-database.ts'
import { listTables } from './catalogue.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

const noon = new Date('2026-11-22T12:00:00Z')

/** Everything that a text format, a sequence, a reference in a circle, a trigger or a name can make go wrong. */
const awkward = `
create type colour as enum ('red', 'green');
create table "Odd ""name""" (
  id bigint generated always as identity primary key,
  parent bigint references "Odd ""name""" deferrable,
  said text, bytes bytea, doc jsonb, list text[], at timestamptz, day date, amount numeric, ratio double precision,
  hue colour, valid daterange,
  doubled numeric generated always as (amount * 2) stored
);
create table left_side (id integer primary key, other integer);
create table right_side (id integer primary key, other integer references left_side);
alter table left_side add constraint to_right foreign key (other) references right_side;
create function shout() returns trigger language plpgsql as $$ begin new.said = upper(new.said); return new; end $$;
create trigger loud before insert on "Odd ""name""" for each row execute function shout();
insert into left_side values (1, null);
`

const rows = `
insert into "Odd ""name""" (said, bytes, doc, list, at, day, amount, ratio, hue, valid)
select case n % 4 when 0 then null when 1 then E'\\\\.' when 2 then E'line\\nline\\ttab\\\\N' else '高级技师 ' || n end,
       decode(md5(n::text), 'hex'), jsonb_build_object('n', n, 'text', E'"\\\\\\n'), array['a,b', null, '"', E'\\\\'],
       timestamptz '1899-12-31 23:59:59.123456+08' + n * interval '1 day', date '0044-03-15' + n, n / 3.0, n / 3.0,
       'green', daterange(date '2018-02-28', null)
  from generate_series(1, 5000) n;
update "Odd ""name""" set said = '\\.' where id % 7 = 0;
update "Odd ""name""" set parent = id - 1 where id > 1;
insert into right_side values (5, 1); update left_side set other = 5;
`

interface Bench {
  source: TestDatabase
  target: TestDatabase
  directory: string
  file: string
  migrations: string
}

async function withBench(fn: (bench: Bench) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'backup-'))
  writeFileSync(join(directory, '0001_odd.sql'), awkward)
  const [source, target] = [await emptyDatabase(), await emptyDatabase()]
  try {
    await migrate(source.db, directory)
    await source.pool.query(rows)
    await fn({ source, target, directory, file: join(directory, 'x.backup'), migrations: directory })
  } finally {
    await source.close()
    await target.close()
    rmSync(directory, { recursive: true })
  }
}

/** Every row of every table, as text. */
async function content(pool: pg.Pool): Promise<Record<string, string[]>> {
  const client = await pool.connect()
  const all: Record<string, string[]> = {}
  for (const { name } of await listTables(client)) {
    const table = client.escapeIdentifier(name)
    const { rows: found } = await client.query<{ row: string }>(`select t::text as row from ${table} t order by 1`)
    all[name] = found.map(({ row }) => row)
  }
  client.release()
  return all
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof Problem, String(error))
  return error.message
}

test('a restored database is the one that was backed up, row by row', () =>
  withBench(async ({ source, target, file, migrations }) => {
    const manifest = await writeBackup(source.pool, file, '0.1.0', noon)
    assert.deepEqual(
      manifest.tables.map((table) => [table.name, table.rows]),
      [
        ['Odd "name"', 5000],
        ['left_side', 1],
        ['migration', 1],
        ['right_side', 1],
      ],
    )
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.deepEqual(await restoreBackup(target.pool, file, { replace: false, migrations }), manifest)
    assert.deepEqual(await content(target.pool), await content(source.pool))
    const again = await writeBackup(target.pool, `${file}.again`, '0.1.0', noon)
    assert.deepEqual(again, { ...manifest, server: again.server })
  }))

test('after a restore sequences go on, triggers and references hold, migrations are known', () =>
  withBench(async ({ source, target, file, migrations }) => {
    await writeBackup(source.pool, file, '0.1.0', noon)
    await restoreBackup(target.pool, file, { replace: false, migrations })
    const { rows: inserted } = await target.pool.query(
      `insert into "Odd ""name""" (said) values ('hi') returning id, said`,
    )
    assert.deepEqual(inserted, [{ id: 5001, said: 'HI' }])
    await assert.rejects(target.pool.query('delete from left_side'), { code: '23503' })
    assert.deepEqual(await migrate(target.db, migrations), [])
  }))

test('a backup of an older schema comes back and is migrated forward', () =>
  withBench(async ({ source, target, file, directory }) => {
    await writeBackup(source.pool, file, '0.1.0', noon)
    writeFileSync(join(directory, '0002_more.sql'), 'alter table left_side add column note text')
    await migrate(target.db, directory)
    await restoreBackup(target.pool, file, { replace: true, migrations: directory })
    assert.deepEqual(await migrate(target.db, directory), ['0002_more.sql'])
    const { rows: found } = await target.pool.query('select * from left_side')
    assert.deepEqual(found, [{ id: 1, other: 5, note: null }])
  }))

test('data are replaced only when asked for', () =>
  withBench(async ({ source, target, file, migrations }) => {
    await writeBackup(source.pool, file, '0.1.0', noon)
    await migrate(target.db, migrations)
    await target.pool.query('insert into left_side values (2, null)')
    const before = await content(target.pool)
    assert.equal(
      await refusal(restoreBackup(target.pool, file, { replace: false, migrations })),
      'The database is not empty: there are rows in "left_side". With --yes they are replaced. Nothing was changed.',
    )
    assert.deepEqual(await content(target.pool), before)
    await restoreBackup(target.pool, file, { replace: true, migrations })
    assert.deepEqual(await content(target.pool), await content(source.pool))
  }))

test('a server that runs is not restored under, even when it has no connection in use', () =>
  withBench(async ({ source, target, file, migrations }) => {
    await writeBackup(source.pool, file, '0.1.0', noon)
    const settings = readSettings({ DATABASE_URL: target.url })
    const server = await openDatabase(settings, silentLogger(), { role: 'server' })
    // As after some idle seconds: the pool has closed all it had.
    await server.pool.end()
    const before = await content(target.pool)
    assert.equal(
      await refusal(restoreBackup(target.pool, file, { replace: true, migrations })),
      'A server works on this database: stop it first. Nothing was changed.',
    )
    assert.deepEqual(await content(target.pool), before)
    await server.close().catch(() => undefined)
    await restoreBackup(target.pool, file, { replace: true, migrations })
    assert.deepEqual(await content(target.pool), await content(source.pool))
  }))

test('a server whose connection was cut says again that it is there', () =>
  withBench(async ({ target }) => {
    const attendance = new Attendance({ connectionString: target.url }, silentLogger(), 0)
    await attendance.enter()
    const present = async (): Promise<number | undefined> => {
      const { rows: found } = await target.pool.query<{ pid: number }>(
        `select pid from pg_locks where locktype = 'advisory' and mode = 'ShareLock'
            and database = (select oid from pg_database where datname = current_database())`,
      )
      return found[0]?.pid
    }
    const first = await present()
    assert.ok(first !== undefined)
    await target.pool.query('select pg_terminate_backend($1)', [first])
    let second = await present()
    while (second === undefined || second === first) second = await present()
    await attendance.leave()
    while ((await present()) !== undefined);
  }))

test('a damaged, cut or foreign file is refused and nothing changes', () =>
  withBench(async ({ source, target, file, directory, migrations }) => {
    await writeBackup(source.pool, file, '0.1.0', noon)
    await migrate(target.db, migrations)
    const before = await content(target.pool)
    const whole = readFileSync(file)
    const text = gunzipSync(whole)
    const flipped = Buffer.from(whole)
    flipped.writeUInt8(flipped.readUInt8(2000) ^ 1, 2000)
    const broken = {
      cut: whole.subarray(0, whole.length - 20),
      flipped,
      'a row less': gzipSync(text.toString().replace(/^2\t.*\n/m, '')),
      'a row altered': gzipSync(text.toString().replace('高级技师 3\t', '高级技师 4\t')),
      'no manifest': gzipSync(text.subarray(0, text.lastIndexOf('-- manifest'))),
      'other text': gzipSync('drop table left_side;\n'),
      'no gzip': Buffer.from('hello'),
    }
    const messages: Record<string, string> = {}
    for (const [name, bytes] of Object.entries(broken)) {
      const path = join(directory, 'broken.backup')
      writeFileSync(path, bytes)
      const message = await refusal(restoreBackup(target.pool, path, { replace: true, migrations }))
      messages[name] = message
        .replace(path, 'FILE')
        .replace(/^FILE is no whole backup of Passerelle: (.*)\. Nothing was changed\.$/, '$1')
    }
    assert.deepEqual(
      { ...messages, flipped: typeof messages.flipped },
      {
        cut: 'unexpected end of file',
        flipped: 'string',
        'a row less': 'its checksums do not agree',
        'a row altered': 'its checksums do not agree',
        'no manifest': 'its end is missing',
        'other text': 'it begins with something else',
        'no gzip': 'incorrect header check',
      },
    )
    const nowhere = join(directory, 'nowhere')
    assert.equal(
      await refusal(restoreBackup(target.pool, nowhere, { replace: true, migrations })),
      `There is no file ${nowhere}.`,
    )
    assert.deepEqual(await content(target.pool), before)
  }))

test('a backup whose migrations this version does not have is refused', () =>
  withBench(async ({ source, target, file, directory }) => {
    await writeBackup(source.pool, file, '9.0.0', noon)
    writeFileSync(join(directory, '0001_odd.sql'), 'select 1')
    assert.equal(
      await refusal(restoreBackup(target.pool, file, { replace: false, migrations: directory })),
      `${file} was made by Passerelle 9.0.0, whose migration 0001_odd.sql is not that of this version. ` +
        'Restore it with that version or a newer one. Nothing was changed.',
    )
  }))

test('a backup overwrites nothing and leaves no part behind', () =>
  withBench(async ({ source, directory, file }) => {
    await writeBackup(source.pool, file, '0.1.0', noon)
    assert.equal(
      await refusal(writeBackup(source.pool, file, '0.1.0', noon)),
      `${file} exists already; a backup does not overwrite.`,
    )
    await refusal(writeBackup(source.pool, join(directory, 'no', 'where'), '0.1.0', noon))
    assert.deepEqual(readdirSync(directory).sort(), ['0001_odd.sql', 'x.backup'])
  }))

test('the shipped schema goes through a backup and back', async () => {
  const [source, target] = [await testDatabase(), await emptyDatabase()]
  const directory = mkdtempSync(join(tmpdir(), 'backup-'))
  try {
    await writeBackup(source.pool, join(directory, 'x.backup'), '0.1.0', noon)
    await restoreBackup(target.pool, join(directory, 'x.backup'), { replace: false })
    assert.deepEqual(await migrate(target.db), [])
    assert.deepEqual(await content(target.pool), await content(source.pool))
  } finally {
    await source.close()
    await target.close()
    rmSync(directory, { recursive: true })
  }
})
