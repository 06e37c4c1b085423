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
import { EvaluationPool } from '../../src/population/evaluation/evaluation-pool.ts'
import { closeTestServer, emptyDatabase, type TestDatabase } from '../../test/support/test-databases.ts'
import { type BenchGroup, type BenchOptions, type BenchResult, median, resultOf, round } from '../result.ts'
import { heldColumns, heldRows } from './peer-rows.ts'
import { heldTable, ruleTables } from './peer-sql.ts'
import type { Line } from './side.ts'
import { compiledBench, differences, oneByOne, request, standingsOf } from './standings.ts'
import { benchBundle, benchWorkforce, RULES } from './workload.ts'

const PERSONS = 500_000
const CITY = 5_255_000
/** Persons by whom the columns are compared with the single evaluation. */
const COMPARED = 3000
const SEED = 2
const SIDES = ['ours', 'duckdb', 'postgres', 'copy'] as const
type Side = (typeof SIDES)[number]

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

/** Columns and the single evaluation, before anything is measured. */
async function compareWithSingle(): Promise<void> {
  const workforce = benchWorkforce(COMPARED, SEED)
  const evaluated = await new EvaluationPool(workforce, 0).evaluate({ compiled: compiledBench(), request })
  const different = differences(standingsOf(evaluated), oneByOne(workforce))
  if (different.length > 0) throw new Error(`columns and the single evaluation differ: ${different.join('; ')}`)
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
    const lines: Record<Side, Line[]> = { ours: [], duckdb: [], postgres: [], copy: [] }
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

type Figure = 'load' | 'evaluate' | 'ofPersons' | 'together' | 'alone' | 'compile' | 'memory'

function report(persons: number, lines: Record<Side, Line[]>, tell: (result: BenchResult) => void): void {
  const of = (side: Side, figure: Figure): number => median(lines[side].map((line) => line[figure] ?? Number.NaN))
  const rate = (side: Side, figure: Figure): number => (persons / of(side, figure)) * 1000
  const runs = (side: Side, figure: Figure): number[] => lines[side].map((line) => round(line[figure] ?? Number.NaN))
  const common = { unit: 'persons/s', better: 'higher' } as const
  const evaluate = rate('ours', 'evaluate')
  for (const [side, name, goal] of [
    ['duckdb', 'DuckDB 1.5.4 in memory, one thread, denormalised', 15],
    ['postgres', 'PostgreSQL, one process, denormalised', 60],
  ] as const) {
    for (const [figure, what] of [
      ['evaluate', 'rules counted'],
      ['ofPersons', 'outcomes of each person'],
    ] as const) {
      const peer = { name: `${name}, ${what}`, value: rate(side, figure) }
      const detail = { goal, reached: evaluate / peer.value >= goal, persons, rules: RULES, peers: runs(side, figure) }
      const ours = { ...detail, runs: runs('ours', 'evaluate'), compile: round(of('ours', 'compile')) }
      tell(resultOf({ name: 'population evaluation, one thread', ...common, ours: evaluate, peer, detail: ours }))
    }
  }
  const second = { name: 'one thread, by the clock', value: rate('ours', 'alone') }
  const together = { goal: 1.7, runs: runs('ours', 'together'), memory: of('ours', 'memory') }
  tell(
    resultOf({
      name: 'population evaluation, two threads',
      ...common,
      ours: rate('ours', 'together'),
      peer: second,
      detail: together,
    }),
  )
  const copied = { name: 'COPY BINARY of the denormalised table into Node', value: rate('copy', 'load') }
  const loading = { goal: 1e6, milliseconds: runs('ours', 'load'), peers: runs('copy', 'load') }
  tell(
    resultOf({
      name: 'population load, snapshot',
      ...common,
      ours: rate('ours', 'load'),
      peer: copied,
      detail: loading,
    }),
  )
}

export const group: BenchGroup = {
  name: 'population',
  summary: 'a workforce in columns: evaluated and loaded, against databases that hold it denormalised',
  async run(tell, options) {
    await compareWithSingle()
    for (const persons of options.long === true ? [PERSONS, CITY] : [PERSONS])
      report(persons, await measure(persons, options), tell)
  },
}
