// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { migrate, type OpenDatabase, openDatabase } from '../../src/db/index.ts'
import { silentLogger } from '../../src/kernel/logger.ts'
import { readSettings } from '../../src/kernel/settings.ts'
import { kill, startVictim, type Victim } from './victim.ts'

/** A number from 0 to 1 for each call. */
export type Random = () => number

/** One round: something is killed in the middle; what it had acknowledged is there and the next start is clean. */
export interface KillScene {
  name: string
  /** `withPostgres`: PostgreSQL dies by the same blow. Answers when the blow fell, in words. */
  round(random: Random, withPostgres: boolean): Promise<string>
}

export async function inDirectory<T>(fn: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'passerelle-kill-'))
  try {
    return await fn(directory)
  } finally {
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  }
}

export async function withDatabase<T>(directory: string, fn: (database: OpenDatabase) => Promise<T>): Promise<T> {
  const settings = readSettings({ PASSERELLE_DATA: directory })
  const database = await openDatabase(settings, silentLogger(), { address: 'the proof' })
  try {
    return await fn(database)
  } finally {
    await database.close()
  }
}

/** Rows are written one by one; every number that was named is in the table, whole, and at most one more. */
export const duringWriting: KillScene = {
  name: 'writing',
  round: (random, withPostgres) =>
    inDirectory(async (directory) => {
      const victim = startVictim('test/kill/programs/write-rows.ts', [], directory)
      assert.ok(await victim.says('1\n'), victim.output())
      await delay(random() * 300)
      await kill(victim, directory, withPostgres)
      const named = victim.output().trimEnd().split('\n').map(Number)
      const acknowledged = victim.output().endsWith('\n') ? named : named.slice(0, -1)
      const rows = await withDatabase(directory, async ({ db }) => {
        const result = await sql<{ number: number; twin: number }>`select number, twin from written order by 1`.execute(
          db,
        )
        return result.rows
      })
      const last = acknowledged.length
      assert.ok(rows.length === last || rows.length === last + 1, `${last} acknowledged, ${rows.length} found`)
      const expected = Array.from({ length: rows.length }, (_, index) => ({ number: index + 1, twin: index + 1 }))
      assert.deepEqual(rows, expected)
      return `after ${last} acknowledged rows`
    }),
}

const steps = 12

/** Slow migrations, each of two statements; each is there as a whole or not at all, and the rest comes afterwards. */
export const duringMigration: KillScene = {
  name: 'migration',
  round: (random, withPostgres) =>
    inDirectory(async (directory) => {
      const folder = join(directory, 'migrations')
      mkdirSync(folder)
      for (let step = 1; step <= steps; step++) {
        const text = `create table step_${step} (id integer);\nselect pg_sleep(0.03);\ninsert into step_${step} values (${step});\n`
        writeFileSync(join(folder, `${String(step).padStart(4, '0')}_step.sql`), text)
      }
      const victim = startVictim('test/kill/programs/migrate-folder.ts', [folder], directory)
      assert.ok(await victim.says('open\n'), victim.output())
      await delay(random() * steps * 35)
      await kill(victim, directory, withPostgres)
      return withDatabase(directory, async ({ db }) => {
        const found = await db.introspection.getTables()
        const tables = found.map((table) => table.name).filter((name) => name.startsWith('step_')).length
        const done = steps - (await migrate(db, folder)).length
        assert.equal(tables, done)
        for (let step = 1; step <= steps; step++) {
          const { rows } = await sql`select id from ${sql.table(`step_${step}`)}`.execute(db)
          assert.deepEqual(rows, [{ id: step }])
        }
        return `after ${done} of ${steps} migrations`
      })
    }),
}

const occupations = 20_000

/** An import through the command line: all of its occupations are there or none, and the next one brings them all. */
export const duringImport: KillScene = {
  name: 'import',
  round: (random, withPostgres) =>
    inDirectory(async (directory) => {
      const release = join(directory, 'db_99_2_text')
      mkdirSync(release)
      const lines = Array.from({ length: occupations }, (_, index) => occupationLine(index))
      writeFileSync(
        join(release, 'Occupation Data.txt'),
        ['O*NET-SOC Code\tTitle\tDescription', ...lines, ''].join('\n'),
      )
      await withDatabase(directory, ({ db }) => migrate(db))
      const args = ['import', 'onet', release, '--release', '99.2']
      const victim = startVictim('src/cli.ts', args, directory)
      await Promise.race([delay(500 + random() * 2500), victim.ended])
      await kill(victim, directory, withPostgres)
      const found = await withDatabase(directory, countOccupations)
      assert.ok(found === 0 || found === occupations, `${found} of ${occupations} occupations`)
      const again = startVictim('src/cli.ts', args, directory)
      assert.equal(await again.ended, 0, again.output())
      assert.equal(await withDatabase(directory, countOccupations), occupations)
      return found === 0 ? 'before it was committed' : 'after it was committed'
    }),
}

/** Invented, and labelled so. */
function occupationLine(index: number): string {
  const code = `${90 + (index % 9)}-${String(1000 + Math.floor(index / 9)).padStart(4, '0')}.00`
  return `${code}\tTest occupation ${index}\tInvented for a test.`
}

async function countOccupations({ db }: OpenDatabase): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from classification_entries where classification like 'onet-%'`.execute(db)
  return rows[0]?.count ?? 0
}

/** The very first start: cluster, migrations, law and reference. The second one ends with the same rows as an unhurt one. */
export const duringStart: KillScene = {
  name: 'start',
  round: (random, withPostgres) =>
    inDirectory(async (directory) => {
      const wait = random() * 4000
      const first = startVictim('src/server.ts', [], directory)
      const ready = await Promise.race([delay(wait), first.says('answers on')])
      await kill(first, directory, withPostgres)
      const second = startVictim('src/server.ts', [], directory)
      await startsCleanly(second)
      const rows = await withDatabase(directory, countRows)
      assert.deepEqual(rows, await unhurtRows())
      return ready === true ? 'after it was ready' : `after ${Math.round(wait)} ms`
    }),
}

async function startsCleanly(server: Victim): Promise<void> {
  assert.ok(await server.says('answers on'), server.output())
  server.child.kill('SIGTERM')
  assert.equal(await server.ended, 0, server.output())
}

let unhurt: Promise<Record<string, number>> | null = null

function unhurtRows(): Promise<Record<string, number>> {
  unhurt ??= inDirectory(async (directory) => {
    await startsCleanly(startVictim('src/server.ts', [], directory))
    return withDatabase(directory, countRows)
  })
  return unhurt
}

/** How many rows stand in each table. */
async function countRows({ db }: OpenDatabase): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const tables = (await db.introspection.getTables()).map((table) => table.name).sort()
  for (const table of tables) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db)
    counts[table] = rows[0]?.count ?? 0
  }
  return counts
}

/** Scenes of the data and its start; those of one room stand in a file of their own. */
export const scenes: KillScene[] = [duringWriting, duringMigration, duringImport, duringStart]
