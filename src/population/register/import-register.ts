// SPDX-License-Identifier: Apache-2.0
import { recordAct, type Secrets } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import { type Clock, type PlainDate, today } from '../../kernel/index.ts'
import { HolderKeys } from '../holders/holder-keys.ts'
import type { ByteSource } from './files/byte-source.ts'
import { openTable } from './files/open-table.ts'
import { RegisterFileError, type RegisterFormat, type RegisterTable, type RowBatch } from './files/table.ts'
import { ImportProgress, type Pace } from './import-progress.ts'
import {
  addFaults,
  countFaults,
  endImport,
  type ImportCounts,
  noteProgress,
  startReading,
  type WorkforceImport,
} from './imports.store.ts'
import { type RegisterRow, readRow } from './read-row.ts'
import type { LineFault } from './row-fault.model.ts'
import { type KeyedRow, keyed, takeRows } from './take-rows.ts'
import { readVocabulary, type Vocabulary } from './vocabulary.ts'

export interface ImportGround {
  db: Db
  secrets: Secrets
  clock: Clock
  /** One transaction of whoever imports. */
  within: <Result>(act: (transaction: Db) => Promise<Result>) => Promise<Result>
  /** Null: whoever runs the server. */
  actor: string | null
  tell: (pace: Pace) => void
}

export interface ImportRequest {
  format: RegisterFormat | null
  /** Nothing is written. */
  dryRun?: boolean
}

export interface Imported {
  counts: ImportCounts
  pace: Pace
  /** Null: read to its end. */
  problem: WorkforceImport['problem']
}

/** Somebody has ended the import meanwhile. */
class Ended extends Error {}

/**
 * Reads a register from where its import stands to its end. Rows go in some thousand at a time, each time with where the next begin: whatever
 * happens meanwhile, none is taken twice and none is lost.
 */
export async function importRegister(
  ground: ImportGround,
  source: ByteSource,
  row: WorkforceImport,
  { format, dryRun = false }: ImportRequest,
): Promise<Imported> {
  const { db, clock, within } = ground
  const counts = countsOf(row)
  const progress = new ImportProgress(clock, ground.tell)
  let share = 0
  const readAll = async (): Promise<WorkforceImport['problem']> => {
    const table = await openTable(source, format)
    if (!dryRun) await within((acting) => startReading(acting, row.id, table.format, table.encoding))
    const run = new Run(ground, row, table, await readVocabulary(db), dryRun, counts)
    try {
      for await (const batch of table.rows(row)) {
        await run.take(batch)
        share = batch.share
        progress.add(batch.rows.length + batch.lost, share)
      }
    } finally {
      // What was read before something went wrong goes in.
      await run.settle()
    }
    return null
  }
  try {
    const problem = await readAll().catch(problemOf)
    if (!dryRun) await within((acting) => end(acting, ground, row, counts, problem))
    return { counts, pace: progress.pace(problem === null ? 1 : share), problem }
  } catch (error) {
    if (!(error instanceof Ended)) throw error
    return { counts, pace: progress.pace(share), problem: { code: 'cancelled', args: {} } }
  }
}

function problemOf(error: unknown): WorkforceImport['problem'] {
  if (!(error instanceof RegisterFileError)) throw error
  return { code: error.code, args: { ...error.args } }
}

const countsOf = ({ rows, good, bad, personsNew, personsChanged, personsUnchanged, matches }: WorkforceImport) => ({
  ...{ rows, good, bad, personsNew, personsChanged, personsUnchanged, matches },
})

async function end(
  acting: Db,
  { actor }: ImportGround,
  { id, authority }: WorkforceImport,
  counts: ImportCounts,
  problem: WorkforceImport['problem'],
): Promise<void> {
  await endImport(acting, id, problem === null ? 'done' : 'failed', problem)
  await recordAct(acting, {
    ...{ act: 'keep-workforce', authority, object: { kind: 'workforce-import', id }, actor },
    changed: { ...counts, ...(problem === null ? {} : { problem: problem.code }) },
  })
}

/** Rows while they go in: some are written while the next are read. */
class Run {
  private readonly ground: ImportGround
  private readonly row: WorkforceImport
  private readonly table: RegisterTable
  private readonly vocabulary: Vocabulary
  private readonly dryRun: boolean
  private readonly counts: ImportCounts
  private readonly keys: HolderKeys
  private readonly day: PlainDate
  private writing: Promise<void> = Promise.resolve()
  private faults: number | null = null

  constructor(
    ground: ImportGround,
    row: WorkforceImport,
    table: RegisterTable,
    vocabulary: Vocabulary,
    dryRun: boolean,
    counts: ImportCounts,
  ) {
    this.ground = ground
    this.row = row
    this.table = table
    this.vocabulary = vocabulary
    this.dryRun = dryRun
    this.counts = counts
    this.keys = new HolderKeys(ground.secrets, row.authority)
    this.day = today(ground.clock)
  }

  async take(batch: RowBatch): Promise<void> {
    const { good, faults } = this.read(batch)
    const rows = keyed(this.keys, good)
    await this.writing
    this.writing = this.write(batch, rows, faults)
    // It is awaited with the next batch, or by settle.
    this.writing.catch(() => undefined)
  }

  settle(): Promise<void> {
    return this.writing
  }

  private read({ rows }: RowBatch): { good: RegisterRow[]; faults: LineFault[] } {
    const good: RegisterRow[] = []
    const faults: LineFault[] = []
    const { columns } = this.table.header
    const context = { columns, vocabulary: this.vocabulary, today: this.day, purposes: this.row.purposes }
    for (const { line, cells, fault } of rows) {
      if (fault !== null) {
        faults.push({ line, ...fault })
        continue
      }
      const read = readRow(line, cells, context)
      if (Array.isArray(read)) faults.push(...read.map((one) => ({ line, ...one })))
      else good.push(read)
    }
    return { good, faults }
  }

  private async write(batch: RowBatch, rows: readonly KeyedRow[], faults: LineFault[]): Promise<void> {
    const { counts, ground, row, keys, day } = this
    counts.rows += batch.rows.length + batch.lost
    if (this.dryRun) {
      counts.good += rows.length
      counts.bad += batch.rows.length + batch.lost - rows.length
      return
    }
    await ground.within(async (acting) => {
      const taken = await takeRows(acting, { authority: row.authority, keys, today: day }, rows)
      counts.good += taken.good
      counts.bad += batch.rows.length + batch.lost - taken.good
      counts.personsNew += taken.personsNew
      counts.personsChanged += taken.personsChanged
      counts.personsUnchanged += taken.personsUnchanged
      counts.matches += taken.matches
      this.faults ??= await countFaults(acting, row.id)
      const all = [...faults, ...taken.faults].sort((a, b) => a.line - b.line)
      await addFaults(acting, row.id, this.faults, all)
      this.faults += all.length
      if (!(await noteProgress(acting, row.id, batch, counts))) throw new Ended()
    })
  }
}
