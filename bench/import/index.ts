// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { type BenchGroup, type BenchOptions, type BenchResult, median, resultOf } from '../result.ts'
import type { Measured } from './side.ts'
import { makeWorkload, rowCount } from './workload.ts'

const run = promisify(execFile)
const hook = pathToFileURL(join(import.meta.dirname, '..', '..', 'scripts', 'tsx-hook.mjs')).href

interface Compared {
  name: string
  ours: string
  file: 'xlsx' | 'csv'
  peers: string[]
  /** Milliseconds of CPU time. */
  goal?: number
}

const compared: Compared[] = [
  { name: 'XLSX, 100,000 rows to cells', ours: 'cells', file: 'xlsx', peers: ['read-excel-file', 'exceljs'] },
  { name: 'XLSX, 100,000 rows to checked items', ours: 'checked', file: 'xlsx', peers: ['read-excel-file', 'exceljs'] },
  { name: 'CSV, 100,000 rows to checked items', ours: 'checked', file: 'csv', peers: ['csv-parse'] },
  { name: 'matching 100,000 rows with 5,000 entries', ours: 'matching', file: 'csv', peers: [], goal: 10_000 },
  { name: 'XLSX, 100,000 rows to a plan', ours: 'whole', file: 'xlsx', peers: [], goal: 30_000 },
]

async function measure(side: string, file: string, ground: string): Promise<Measured> {
  const command = ['--import', hook, join(import.meta.dirname, 'side.ts'), side, file, ground]
  const { stdout } = await run(process.execPath, command, { maxBuffer: 2 ** 20 })
  return JSON.parse(stdout) as Measured
}

async function runAll(report: (result: BenchResult) => void, { rounds, progress }: BenchOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-import-'))
  try {
    const { xlsx, csv, ground } = makeWorkload()
    const files = { xlsx: join(folder, 'rows.xlsx'), csv: join(folder, 'rows.csv') }
    const groundFile = join(folder, 'ground.json')
    writeFileSync(files.xlsx, xlsx)
    writeFileSync(files.csv, csv)
    writeFileSync(groundFile, JSON.stringify(ground))
    const size = { xlsx: xlsx.length, csv: csv.length }
    for (const one of compared) {
      const runs = await runInTurns(one, (side) => measure(side, files[one.file], groundFile), { rounds, progress })
      tell(report, one, runs, size[one.file])
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function runInTurns(
  { name, ours, peers }: Compared,
  once: (side: string) => Promise<Measured>,
  { rounds, progress }: BenchOptions,
): Promise<Map<string, Measured[]>> {
  const runs = new Map([ours, ...peers].map((side) => [side, [] as Measured[]]))
  for (let round = 0; round < rounds; round++) {
    for (const [side, measured] of runs) {
      progress(`import: ${name}, ${side}, ${round + 1} of ${rounds}`)
      measured.push(await once(side))
    }
  }
  return runs
}

function tell(
  report: (result: BenchResult) => void,
  { name, ours, peers, goal }: Compared,
  runs: ReadonlyMap<string, Measured[]>,
  bytes: number,
): void {
  const of = (side: string, figure: keyof Measured) => (runs.get(side) ?? []).map((one) => one[figure])
  const detail = {
    ...{ bytes, rows: median(of(ours, 'rows')), wanted: rowCount },
    ...(goal === undefined ? {} : { goal, reached: median(of(ours, 'cpu')) <= goal }),
    runs: of(ours, 'cpu'),
  }
  const sides = peers.length === 0 ? [undefined] : peers
  for (const peer of sides) {
    for (const [figure, unit] of [
      ['cpu', 'ms'],
      ['megabytes', 'MB'],
    ] as const) {
      const value = median(of(ours, figure))
      const against = peer === undefined ? {} : { peer: { name: peer, value: median(of(peer, figure)) } }
      const title = `${name}, ${figure === 'cpu' ? 'CPU time' : 'memory'}`
      report(resultOf({ name: title, unit, better: 'lower', ours: value, ...against, detail }))
    }
  }
}

export const group: BenchGroup = {
  name: 'import',
  summary: 'a catalogue of 100,000 rows from XLSX and CSV, against what the libraries need to read it alone',
  run: runAll,
}
