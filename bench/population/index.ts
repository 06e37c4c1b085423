// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process'
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { from as copyFrom } from 'pg-copy-streams'
import { writeSnapshot } from '../../src/population/columns/write-snapshot.ts'
import { closeTestServer, emptyDatabase, type TestDatabase } from '../../test/support/test-databases.ts'
import type { BenchGroup, BenchOptions } from '../result.ts'
import { evaluationLines, SIDES, type Side } from './evaluation-lines.ts'
import { heldColumns, heldRows } from './peer-rows.ts'
import { heldTable, ruleTables } from './peer-sql.ts'
import type { Line } from './side.ts'
import { compareWithSingle, compiledBench, differences } from './standings.ts'
import { tablesLine } from './tables.ts'
import { benchBundle, benchWorkforce, CITY, COMPARED, RULES, SEED } from './workload.ts'

const PERSONS = 500_000

const run = promisify(execFile)

async function once(side: Side, directory: string, url: string): Promise<Line> {
  const file = join(import.meta.dirname, 'side.ts')
  const { stdout } = await run(process.execPath, [file, side, directory, url], { maxBuffer: 1 << 26 })
  return JSON.parse(stdout) as Line
}

/** The workforce for both sides: columns in a file, rows in a table and as CSV. */
async function prepare(persons: number, directory: string, { pool }: TestDatabase): Promise<void> {
  const workforce = benchWorkforce(persons, SEED)
  await writeSnapshot(join(directory, 'workforce.columns'), workforce)
  const csv = join(directory, 'held.csv')
  const file = await open(csv, 'w')
  await file.write(`${heldColumns.join()}\n`)
  for (const piece of heldRows(workforce)) await file.write(piece)
  await file.close()
  const client = await pool.connect()
  await client.query(heldTable(heldColumns).replace('create table held', 'create unlogged table loaded'))
  await pipeline(createReadStream(csv), client.query(copyFrom('copy loaded from stdin (format csv, header)')))
  await client.query('create unlogged table held as select * from loaded order by qualification; drop table loaded')
  for (const statement of ruleTables(benchBundle(RULES))) await client.query(statement)
  await client.query('vacuum (analyze)')
  client.release()
}

/** @throws {Error} where two sides do not find the same */
function compareAnswers(lines: Record<Side, Line[]>): void {
  const ours = lines.ours[0]?.standings ?? {}
  for (const side of ['duckdb', 'postgres'] as const) {
    const different = differences(ours, lines[side][0]?.standings ?? {})
    if (different.length > 0) throw new Error(`ours and ${side} differ: ${different.join('; ')}`)
  }
}

async function measure(persons: number, { rounds, progress }: BenchOptions): Promise<Record<Side, Line[]>> {
  const directory = mkdtempSync(join(tmpdir(), 'passerelle-bench-population-'))
  const database = await emptyDatabase()
  try {
    progress(`population: making ${persons} persons for all sides`)
    await prepare(persons, directory, database)
    const lines: Record<Side, Line[]> = { ours: [], duckdb: [], postgres: [], copy: [], zen: [], 'json-rules': [] }
    for (let turn = 1; turn <= rounds; turn++) {
      progress(`population: ${persons} persons, round ${turn} of ${rounds}`)
      for (const side of SIDES) lines[side].push(await once(side, directory, database.url))
    }
    compareAnswers(lines)
    return lines
  } finally {
    rmSync(directory, { recursive: true })
    await database.close()
    await closeTestServer()
  }
}

export const group: BenchGroup = {
  name: 'population',
  summary: 'a workforce in columns: evaluated and loaded, against databases that hold it denormalised and rule engines',
  async run(tell, options) {
    await compareWithSingle(benchWorkforce(COMPARED, SEED), compiledBench())
    for (const persons of options.long === true ? [PERSONS, CITY] : [PERSONS])
      for (const line of evaluationLines(persons, await measure(persons, options))) tell(line)
    tell(await tablesLine(options))
  },
}
