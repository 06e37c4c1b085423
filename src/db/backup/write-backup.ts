// SPDX-License-Identifier: Apache-2.0
import { createWriteStream, existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { Problem } from '../../kernel/problem.ts'
import { copyLine, endOfRows, firstLine, type Manifest, manifestLine, quoteName, RowDigest } from './backup-file.ts'
import { listSequences, listTables } from './catalogue.ts'

/** Text as every PostgreSQL from 15 on writes and reads it, and rows in the order in which they lie. */
export const textSettings = `
  set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local intervalstyle = 'postgres';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local synchronize_seqscans = off`

/** Writes one consistent state of the whole database; the file appears under its name when it is whole and on disk. */
export async function writeBackup(pool: pg.Pool, file: string, version: string, now: Date): Promise<Manifest> {
  if (existsSync(file)) throw new Problem('invalid-input', `${file} exists already; a backup does not overwrite.`)
  const draft = `${file}.part`
  const client = await pool.connect()
  try {
    await client.query(`begin isolation level repeatable read read only;${textSettings}`)
    const manifest = await writeFile(client, draft, version, now)
    await client.query('commit')
    client.release()
    await forceToDisk(draft)
    await rename(draft, file)
    return manifest
  } catch (error) {
    client.release(true)
    await rm(draft, { force: true })
    throw fileProblem(error)
  }
}

function fileProblem(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!(error instanceof Error) || !/^E(NOENT|ACCES|NOSPC|ISDIR|ROFS|PERM)$/.test(code)) return error
  return new Problem('invalid-input', `The backup cannot be written: ${error.message}`, { cause: error })
}

async function writeFile(client: pg.PoolClient, draft: string, version: string, now: Date): Promise<Manifest> {
  const manifest: Manifest = { createdAt: now.toISOString(), version, ...(await describeState(client)), tables: [] }
  // Personal data: nobody else may read it.
  await pipeline(content(client, manifest), createGzip({ level: 6 }), createWriteStream(draft, { mode: 0o600 }))
  return manifest
}

/** The text of the file, piece by piece; the manifest learns of each table as it goes. */
async function* content(client: pg.PoolClient, manifest: Manifest): AsyncGenerator<Buffer> {
  yield Buffer.from(firstLine)
  for (const { name, columns } of await listTables(client)) {
    yield Buffer.from(copyLine(name, columns))
    const digest = new RowDigest()
    const statement = `copy ${quoteName(name)} (${columns.map(quoteName).join(', ')}) to stdout`
    for await (const bytes of client.query(copyTo(statement))) {
      digest.add(bytes)
      yield bytes
    }
    manifest.tables.push({ name, columns, ...digest.finish() })
    yield Buffer.from(endOfRows)
  }
  // Sequences stand outside of snapshots: read last, they are never behind the rows.
  manifest.sequences = await listSequences(client)
  yield Buffer.from(manifestLine(manifest))
}

async function describeState(client: pg.PoolClient): Promise<Pick<Manifest, 'server' | 'migrations' | 'sequences'>> {
  const server = await client.query<{ version: string }>(`select current_setting('server_version') as version`)
  const migrations = await client.query<Manifest['migrations'][number]>(
    'select number, file, checksum from migration order by number',
  )
  return { server: server.rows[0]?.version ?? '', migrations: migrations.rows, sequences: [] }
}

async function forceToDisk(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.sync()
  await handle.close()
}
