// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { Problem } from '../kernel/problem.ts'
import type { Db } from './handle.ts'

export interface Migration {
  number: number
  /** `0021_register_qualifications.sql` */
  file: string
  text: string
  checksum: string
}

interface Applied {
  number: number
  file: string
  checksum: string
}

export const migrationsDirectory = fileURLToPath(new URL('../../migrations', import.meta.url))

/** Any number will do that no other program takes as advisory lock on the same database. Until the end of the transaction. */
export const lockMigrations = 'select pg_advisory_xact_lock(5741203377)'

export const createMigrationTable = `create table if not exists migration (
  number integer primary key,
  file text not null,
  checksum text not null,
  applied_at timestamptz not null default now()
)`

/**
 * Brings the database to the newest schema; answers the files applied, none if it was there already. Each file is one
 * transaction with its record, so a kill leaves it applied or not at all. Processes that start together take turns.
 */
export async function migrate(db: Db, directory: string = migrationsDirectory): Promise<string[]> {
  const migrations = readMigrations(directory)
  const done: string[] = []
  for (;;) {
    const file = await applyNext(db, migrations)
    if (file === null) return done
    done.push(file)
  }
}

/** What `migrate` would apply; a database that was never migrated lacks everything. */
export async function pendingMigrations(db: Db, directory: string = migrationsDirectory): Promise<string[]> {
  const migrations = readMigrations(directory)
  const known = await sql<{ found: boolean }>`select to_regclass('migration') is not null as found`.execute(db)
  const applied = known.rows[0]?.found === true ? await readApplied(db) : []
  return pending(migrations, applied).map((migration) => migration.file)
}

/** The files in order of their numbers, each number once. */
export function readMigrations(directory: string): Migration[] {
  const files = readdirSync(directory).filter((name) => name.endsWith('.sql'))
  const migrations = files.map((file) => {
    const number = /^(\d{4})_[a-z][a-z0-9_]*\.sql$/.exec(file)?.[1]
    if (number === undefined)
      throw new Problem('database', `migrations/${file}: the name has to be NNNN_room_topic.sql`)
    const text = readFileSync(join(directory, file), 'utf8').replaceAll('\r\n', '\n')
    return { number: Number(number), file, text, checksum: createHash('sha256').update(text).digest('hex') }
  })
  migrations.sort((a, b) => a.number - b.number)
  migrations.forEach((migration, index) => {
    const previous = migrations[index - 1]
    if (previous?.number !== migration.number) return
    throw new Problem('database', `migrations/${previous.file} and ${migration.file} have the same number`)
  })
  return migrations
}

async function readApplied(db: Db): Promise<Applied[]> {
  const result = await sql<Applied>`select number, file, checksum from migration order by number`.execute(db)
  return result.rows
}

/** What is not applied yet. A file applied and altered since, or unknown here, is refused. */
function pending(migrations: Migration[], applied: Applied[]): Migration[] {
  for (const record of applied) {
    const migration = migrations.find((known) => known.number === record.number)
    if (migration === undefined) {
      throw new Problem(
        'database',
        `The database has the migration ${record.file}, which this version of Passerelle does not know: ` +
          'a newer version has opened it. Start that version, or restore a backup made before.',
      )
    }
    if (migration.checksum !== record.checksum) {
      throw new Problem(
        'database',
        `migrations/${migration.file} was altered after it was applied to this database. ` +
          'Put it back as it was and add a new file instead (while developing: remove the data directory).',
      )
    }
  }
  const numbers = new Set(applied.map((record) => record.number))
  return migrations.filter((migration) => !numbers.has(migration.number))
}

async function applyNext(db: Db, migrations: Migration[]): Promise<string | null> {
  return db.transaction().execute(async (transaction) => {
    // Held until the end of the transaction, so it also works behind pgbouncer in transaction mode.
    await sql.raw(lockMigrations).execute(transaction)
    await sql.raw(createMigrationTable).execute(transaction)
    const [next] = pending(migrations, await readApplied(transaction))
    if (next === undefined) return null
    await apply(transaction, next)
    return next.file
  })
}

async function apply(transaction: Db, { number, file, text, checksum }: Migration): Promise<void> {
  try {
    await sql.raw(text).execute(transaction)
  } catch (error) {
    throw new Problem('database', `migrations/${file}${describe(error, text)}`, { cause: error })
  }
  await sql`insert into migration (number, file, checksum) values (${number}, ${file}, ${checksum})`.execute(
    transaction,
  )
}

/** The line where PostgreSQL stopped, and what it says. */
function describe(error: unknown, text: string): string {
  if (!(error instanceof Error)) return `: ${String(error)}`
  const position = 'position' in error && typeof error.position === 'string' ? Number(error.position) : 0
  const line = position === 0 ? '' : `:${text.slice(0, position).split('\n').length}`
  return `${line}: ${error.message}`
}
