// SPDX-License-Identifier: Apache-2.0
/**
 * Holders read from the tables of a register, as it is done where no file of columns is there, or none that can be brought up to date. The limit
 * is COPY of the same rows, which are thrown away.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { loadShippedLaw } from '../../src/instruments/index.ts'
import { systemClock } from '../../src/kernel/index.ts'
import { fillRegister } from '../../src/population/demonstration/fill-register.ts'
import { districtsOf, occupationCodes } from '../../src/population/demonstration/read-ground.ts'
import { KeptWorkforce } from '../../src/population/snapshot/kept-workforce.ts'
import { loadReference } from '../../src/register/index.ts'
import { closeTestServer, type TestDatabase, testDatabase } from '../../test/support/test-databases.ts'
import { type BenchOptions, type BenchResult, median, resultOf, round } from '../result.ts'
import type { Line } from './side.ts'
import { AUTHORITY } from './tables-side.ts'

const HOLDERS = 200_000
const PLACE = 'XA-N'

const run = promisify(execFile)

export async function tablesLine({ rounds, progress }: BenchOptions): Promise<BenchResult> {
  const directory = mkdtempSync(join(tmpdir(), 'passerelle-bench-tables-'))
  const database = await testDatabase()
  const lines: Line[] = []
  try {
    progress(`population: writing ${HOLDERS} holders into tables`)
    await fill(database, directory)
    for (let turn = 1; turn <= rounds; turn++) {
      progress(`population: tables, round ${turn} of ${rounds}`)
      lines.push(await once(database.url))
    }
  } finally {
    rmSync(directory, { recursive: true })
    await database.close()
    await closeTestServer()
  }
  const rates = (figure: 'load' | 'plain') => lines.map((line) => (HOLDERS / (line[figure] ?? Number.NaN)) * 1000)
  const ours = median(rates('load'))
  return resultOf({
    ...{ name: 'population load, tables', unit: 'persons/s', better: 'higher', ours, limit: median(rates('plain')) },
    detail: { goal: 1e6, reached: ours >= 1e6, persons: HOLDERS, runs: rates('load').map(round) },
  })
}

async function once(url: string): Promise<Line> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'side.ts'), 'tables', '', url])
  const line = JSON.parse(stdout) as Line
  if (line.persons !== HOLDERS) throw new Error(`of ${HOLDERS} holders ${line.persons} were read`)
  return line
}

async function fill(database: TestDatabase, directory: string): Promise<void> {
  const project = join(import.meta.dirname, '..', '..')
  await loadReference(database.db, join(project, 'reference'))
  await loadShippedLaw(database.db, join(project, 'law'))
  const [districts, occupations] = [await districtsOf(PLACE), await occupationCodes()]
  await fillRegister(
    { ...database, kept: new KeptWorkforce(directory, AUTHORITY), clock: systemClock, tell: () => undefined },
    { place: PLACE, holders: HOLDERS, seed: 1, asOf: '2026-01-01', districts, occupations, listed: [] },
    AUTHORITY,
  )
}
