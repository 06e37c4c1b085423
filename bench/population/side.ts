// SPDX-License-Identifier: Apache-2.0
// One fresh process of a side: `side.ts ours|duckdb|postgres|copy|tables|zen|json-rules DIRECTORY [URL]`. Prints figures in milliseconds, and what it
// found. What one thread does is told in time on a processor, what several do, or a disk, by the clock.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { readSnapshot } from '../../src/population/columns/read-snapshot.ts'
import { EvaluationPool } from '../../src/population/evaluation/evaluation-pool.ts'
import { loadPeer } from '../peers.ts'
import { readBinary } from './copy-binary.ts'
import { ruleEngine } from './engine-sides.ts'
import { clock, processor, timed } from './meters.ts'
import { heldColumns } from './peer-rows.ts'
import { evaluated, heldTable, ofPersons, ruleTables, STANDINGS } from './peer-sql.ts'
import { compiledBench, evaluationTimes, request, type Standings, standingsOf } from './standings.ts'
import { readTables } from './tables-side.ts'
import { benchBundle, RULES } from './workload.ts'

export interface Line {
  /** Until everything is in the memory of the process. */
  load?: number
  /** Until the rows alone have come. */
  plain?: number
  /** How many were read. */
  persons?: number
  /** All rules for all persons, on one thread: time on a processor. */
  evaluate?: number
  /** As `evaluate`, of a law that is not ready. */
  fresh?: number
  /** As `evaluate`, by person and outcome. */
  ofPersons?: number
  standings?: Standings
  /** Persons that were evaluated, where not all. */
  sample?: number
}

async function ours(directory: string): Promise<Line> {
  const path = join(directory, 'workforce.columns')
  const begun = clock()
  const { workforce } = await readSnapshot(path)
  const load = clock() - begun
  const times = await evaluationTimes(workforce, compiledBench)
  const evaluated = await new EvaluationPool(workforce, 0).evaluate({ compiled: compiledBench(), request })
  return { load, ...times, standings: standingsOf(evaluated) }
}

/** Rows of field, standing and number. */
const found = (rows: unknown[][]): Standings =>
  Object.fromEntries(
    rows.map(([field, standing, number]) => [`bench/${field} ${STANDINGS[Number(standing)]}`, Number(number)]),
  )

interface DuckConnection {
  run(statement: string): Promise<unknown>
  runAndReadAll(statement: string): Promise<{ getRows(): unknown[][] }>
}

async function duckdb(directory: string): Promise<Line> {
  const { DuckDBInstance } = (await loadPeer('@duckdb/node-api')) as {
    DuckDBInstance: {
      create(path: string, options: Record<string, string>): Promise<{ connect(): Promise<DuckConnection> }>
    }
  }
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
  await connection.run(heldTable(heldColumns))
  const file = join(directory, 'held.csv')
  await connection.run(`insert into held select * from read_csv('${file}', header = true) order by qualification`)
  for (const statement of ruleTables(benchBundle(RULES))) await connection.run(statement)
  const evaluate = await timed(processor, () => connection.runAndReadAll(evaluated))
  const persons = await timed(processor, () => connection.runAndReadAll(ofPersons))
  const standings = found((await connection.runAndReadAll(ofPersons)).getRows())
  return { evaluate, ofPersons: persons, standings }
}

/** The tables stand there already, ordered by qualification and vacuumed. */
async function postgres(url: string): Promise<Line> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query("set max_parallel_workers_per_gather = 0; set work_mem = '512MB'; set jit = off")
  const rows = async (text: string) => (await client.query({ text, rowMode: 'array' })).rows as unknown[][]
  const [[pid] = []] = await rows('select pg_backend_pid()')
  const server = () => processor() + backendTime(Number(pid))
  await rows(evaluated)
  const evaluate = await timed(server, () => rows(evaluated))
  const persons = await timed(server, () => rows(ofPersons))
  const standings = found(await rows(ofPersons))
  await client.end()
  return { evaluate, ofPersons: persons, standings }
}

/** Time on a processor of the process that serves a connection, as Linux tells it in nanoseconds. */
const backendTime = (pid: number): number => Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6

async function copy(url: string): Promise<Line> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const from = clock()
  await readBinary(client, 'held', heldColumns)
  const load = clock() - from
  await client.end()
  return { load }
}

const [name, directory = '', url = ''] = process.argv.slice(2)
const sides: Record<string, () => Promise<Line>> = {
  ours: () => ours(directory),
  duckdb: () => duckdb(directory),
  postgres: () => postgres(url),
  copy: () => copy(url),
  tables: () => readTables(url),
  zen: () => ruleEngine('zen'),
  'json-rules': () => ruleEngine('json-rules'),
}
const side = sides[name ?? '']
if (side === undefined) throw new Error(`There is no side '${name}'.`)
process.stdout.write(`${JSON.stringify(await side())}\n`)
