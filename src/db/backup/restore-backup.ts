// SPDX-License-Identifier: Apache-2.0
import { pipeline } from 'node:stream/promises'
import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Problem } from '../../kernel/problem.ts'
import { claimAlone } from '../attendance.ts'
import {
  createMigrationTable,
  lockMigrations,
  type Migration,
  migrationsDirectory,
  readMigrations,
} from '../migrate.ts'
import {
  type BackupPart,
  copyLine,
  damaged,
  type Manifest,
  quoteName,
  RowDigest,
  readBackup,
  type TableManifest,
} from './backup-file.ts'
import { dropStatements, firstTableWithRows, listTables, otherSessions } from './catalogue.ts'
import { textSettings } from './write-backup.ts'

export interface RestoreOptions {
  /** Whether data that stand in the database may go. */
  replace: boolean
  migrations?: string
}

/**
 * Makes the database what the backup holds: the schema of its time and its rows, in one transaction. The file is
 * proven whole before anything is touched. Newer migrations are applied afterwards, by `migrate`.
 */
export async function restoreBackup(pool: pg.Pool, file: string, options: RestoreOptions): Promise<Manifest> {
  const manifest = await verifyBackup(file)
  const migrations = matchMigrations(file, manifest, readMigrations(options.migrations ?? migrationsDirectory))
  const client = await pool.connect()
  try {
    await client.query(`begin;${textSettings};${lockMigrations}`)
    await refuseUnlessFree(client, options.replace)
    for (const statement of await dropStatements(client)) await client.query(statement)
    await makeSchema(client, migrations)
    await fillTables(client, file, manifest)
    await client.query('commit')
    client.release()
    return manifest
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** Reads the whole file and compares it with its manifest, which it answers. */
export async function verifyBackup(file: string): Promise<Manifest> {
  const found: TableManifest[] = []
  let manifest: Manifest | null = null
  let digest = new RowDigest()
  let table: { name: string; columns: string[] } | null = null
  for await (const part of readBackup(file)) {
    if (part.kind === 'manifest') manifest = part.manifest
    else if (part.kind === 'rows') digest.add(part.bytes)
    else if (part.kind === 'table') {
      digest = new RowDigest()
      table = { name: part.name, columns: part.columns }
    } else if (table !== null) found.push({ ...table, ...digest.finish() })
  }
  if (manifest === null || !isDeepStrictEqual(manifest.tables, found)) throw damaged(file, 'its checksums do not agree')
  return manifest
}

/** The migrations that made the schema of the backup; this program must have each of them unaltered. */
function matchMigrations(file: string, manifest: Manifest, known: Migration[]): Migration[] {
  return manifest.migrations.map((record) => {
    const migration = known.find(({ number }) => number === record.number)
    if (migration?.checksum === record.checksum) return migration
    throw new Problem(
      'invalid-input',
      `${file} was made by Passerelle ${manifest.version}, whose migration ${record.file} is not that of this version. ` +
        'Restore it with that version or a newer one. Nothing was changed.',
    )
  })
}

async function refuseUnlessFree(client: pg.PoolClient, replace: boolean): Promise<void> {
  const { rows } = await client.query<{ alone: boolean }>(claimAlone)
  if (rows[0]?.alone !== true) {
    const message = 'A server works on this database: stop it first. Nothing was changed.'
    throw new Problem('conflict', message)
  }
  const others = await otherSessions(client)
  if (others > 0) {
    const message = `The database is in use (${others} other sessions of Passerelle): stop the server first. Nothing was changed.`
    throw new Problem('conflict', message)
  }
  const table = replace ? null : await firstTableWithRows(client)
  if (table === null) return
  throw new Problem(
    'conflict',
    `The database is not empty: there are rows in "${table}". With --yes they are replaced. Nothing was changed.`,
  )
}

async function makeSchema(client: pg.PoolClient, migrations: Migration[]): Promise<void> {
  await client.query(createMigrationTable)
  for (const migration of migrations) await client.query(migration.text)
  // What migrations themselves have inserted is in the backup too.
  for (const { name } of await listTables(client)) await client.query(`truncate ${quoteName(name)} cascade`)
}

/** References and triggers rest while the rows come in, in any order of tables; the references are checked at the end. */
async function fillTables(client: pg.PoolClient, file: string, manifest: Manifest): Promise<void> {
  const names = (await listTables(client)).map(({ name }) => name)
  const references = await listReferences(client)
  for (const { table, name } of references) await client.query(`alter table ${table} drop constraint ${name}`)
  for (const name of names) await client.query(`alter table ${quoteName(name)} disable trigger user`)
  await copyTables(client, file, manifest)
  for (const name of names) await client.query(`alter table ${quoteName(name)} enable trigger user`)
  for (const { table, name, definition } of references) {
    await client.query(`alter table ${table} add constraint ${name} ${definition}`)
  }
  for (const { name, value, called } of manifest.sequences) {
    await client.query('select setval($1::regclass, $2, $3)', [quoteName(name), value, called])
  }
}

interface Reference {
  table: string
  name: string
  definition: string
}

async function listReferences(client: pg.PoolClient): Promise<Reference[]> {
  const { rows } = await client.query<Reference>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace order by oid`,
  )
  return rows
}

async function copyTables(client: pg.PoolClient, file: string, manifest: Manifest): Promise<void> {
  const parts = readBackup(file)
  const copied: TableManifest[] = []
  for (let part = await parts.next(); part.done !== true; part = await parts.next()) {
    if (part.value.kind !== 'table') continue
    const { name, columns } = part.value
    const digest = new RowDigest()
    const statement = copyLine(name, columns).replace(/;\n$/, '')
    await pipeline(rowsOf(parts, digest), client.query(copyFrom(statement)))
    copied.push({ name, columns, ...digest.finish() })
  }
  if (!isDeepStrictEqual(copied, manifest.tables)) throw damaged(file, 'it was changed while it was read')
}

async function* rowsOf(parts: AsyncGenerator<BackupPart>, digest: RowDigest): AsyncGenerator<Buffer> {
  for (let part = await parts.next(); part.done !== true; part = await parts.next()) {
    if (part.value.kind !== 'rows') return
    digest.add(part.value.bytes)
    yield part.value.bytes
  }
}
