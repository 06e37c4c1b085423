// SPDX-License-Identifier: Apache-2.0
import { basename } from 'node:path'
import type { Db } from '../../db/index.ts'
import type { Clock } from '../../kernel/index.ts'
import { Incoming, type RecordTable, reconcile, takeRecordTime } from '../../organisations/index.ts'
import { BadRows, type Fault } from './bad-rows.ts'
import { Progress } from './progress.ts'
import { readTable, sizeOf, type TableFormat, type TableRow } from './table-file.ts'

export interface ImportOptions {
  /** File for rows that cannot be taken; without it they refuse the import. */
  badRows?: string | undefined
  clock: Clock
  say: (text: string) => void
}

export interface ImportReport {
  rows: number
  /** Rows that the publisher gives twice, with the same content. */
  repeated: number
  badRows: number
  inserted: number
  superseded: number
}

/** What comes in for one table: rows, and the origins whose records they replace. */
export interface ImportTarget {
  incoming: Incoming
  origins: string[]
}

/** One import: reads tables, keeps count, and puts everything in with one transaction, so that a kill leaves nothing half done. */
export class ImportRun {
  readonly transaction: Db
  readonly bad: BadRows
  repeated = 0
  private readonly progress: Progress

  constructor(transaction: Db, bad: BadRows, progress: Progress) {
    this.transaction = transaction
    this.bad = bad
    this.progress = progress
  }

  /** The sound rows of a file. `check` says what is wrong with one. */
  async *rows(path: string, format: TableFormat, required: readonly string[], check: (row: TableRow) => Fault | null) {
    const file = basename(path)
    for await (const row of readTable(path, { format, required, onBytes: (count) => this.progress.read(count) })) {
      this.progress.row(file)
      const fault = row.broken ?? check(row)
      if (fault === null) yield row
      else this.bad.add(file, row, fault)
    }
  }

  open(table: RecordTable): Promise<Incoming> {
    return Incoming.open(this.transaction, table)
  }
}

/** Runs `read` over the files in one transaction and reconciles the register with what it answers. */
export async function runImport(
  db: Db,
  paths: readonly string[],
  options: ImportOptions,
  read: (run: ImportRun) => Promise<ImportTarget[]>,
): Promise<ImportReport> {
  const sizes = await Promise.all(paths.map(sizeOf))
  const progress = new Progress(
    sizes.reduce((sum, size) => sum + size, 0),
    options.clock,
    options.say,
  )
  const bad = new BadRows(options.badRows)
  try {
    return await db.transaction().execute(async (transaction) => {
      const run = new ImportRun(transaction, bad, progress)
      const targets = await read(run)
      bad.settle()
      const report = { rows: progress.rows, repeated: run.repeated, badRows: bad.count, inserted: 0, superseded: 0 }
      const at = await takeRecordTime(transaction)
      for (const { incoming, origins } of targets) {
        const { inserted, superseded } = await reconcile(transaction, incoming, origins, at)
        report.inserted += inserted
        report.superseded += superseded
      }
      return report
    })
  } finally {
    await bad.close()
  }
}
