// SPDX-License-Identifier: Apache-2.0
// One side in a process of its own: reads the file and writes what it measured as one line of JSON.
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { noTables } from '../../src/finder/index.ts'
import { analyseFile, type Ground, planAnalysis } from '../../src/publishing/imports/analyse-file.ts'
import { chooseMany } from '../../src/publishing/imports/matching/choose-many.model.ts'
import { matchRows } from '../../src/publishing/imports/matching/match-rows.ts'
import { recogniseHeader } from '../../src/publishing/imports/rows/columns.model.ts'
import { readFile } from '../../src/publishing/imports/rows/read-file.ts'
import { readTable } from '../../src/publishing/imports/tables/read-table.ts'
import { loadPeer } from '../peers.ts'

export interface Measured {
  /** CPU time of the process, milliseconds. */
  cpu: number
  /** What the process has held at most beyond what it began with, megabytes. */
  megabytes: number
  /** Rows that came out, to be compared. */
  rows: number
}

type Reader = (bytes: Buffer, ground: Ground) => Promise<number> | number

const readers: Record<string, Reader> = {
  cells: async (bytes) => {
    const table = await readTable(bytes, recogniseHeader)
    return 'code' in table ? 0 : (table.sheets[0]?.rows.length ?? 0) - 1
  },
  checked: async (bytes, ground) => (await readFile(bytes, ground)).rows.length,
  whole: async (bytes, ground) => {
    const analysis = await analyseFile(bytes, ground)
    const choices = chooseMany(analysis.rows, {}, { least: 0.7, othersNew: true })
    planAnalysis(analysis, ground, { mode: 'batch', effective: null, choices })
    return analysis.counted
  },
  'read-excel-file': async (bytes) => {
    const { readSheet } = (await loadPeer('read-excel-file/node')) as {
      readSheet: (bytes: Buffer) => Promise<unknown[]>
    }
    return (await readSheet(bytes)).length - 1
  },
  exceljs: async (bytes) => {
    interface Book {
      xlsx: { load(bytes: Buffer): Promise<void> }
      worksheets: { rowCount: number }[]
    }
    const { Workbook } = ((await loadPeer('exceljs')) as { default: { Workbook: new () => Book } }).default
    const book = new Workbook()
    await book.xlsx.load(bytes)
    return (book.worksheets[0]?.rowCount ?? 0) - 1
  },
  'csv-parse': (bytes) => parse(bytes, { bom: true }).length - 1,
}

async function main([name = '', file = '', groundFile = '']: string[]): Promise<void> {
  const bytes = readFileSync(file)
  const ground = JSON.parse(readFileSync(groundFile, 'utf8')) as Ground
  const before = process.resourceUsage().maxRSS
  const begun = process.cpuUsage()
  const rows = name === 'matching' ? await match(bytes, ground, begun) : await readers[name]?.(bytes, ground)
  const { user, system } = process.cpuUsage(begun)
  const megabytes = (process.resourceUsage().maxRSS - before) / 1024
  const measured: Measured = { cpu: (user + system) / 1000, megabytes, rows: rows ?? 0 }
  process.stdout.write(JSON.stringify(measured))
}

/** Matching alone: reading is not counted. */
async function match(bytes: Buffer, ground: Ground, begun: NodeJS.CpuUsage): Promise<number> {
  const { rows } = await readFile(bytes, ground)
  const { user, system } = process.cpuUsage()
  begun.user = user
  begun.system = system
  return matchRows(rows, ground, { tables: noTables }).rows.length
}

await main(process.argv.slice(2))
