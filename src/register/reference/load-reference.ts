// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import type { Db } from '../../db/index.ts'
import { Incoming, reconcile, takeRecordTime } from '../../organisations/index.ts'
import { lookupFiles, readLookups } from './read-lookups.ts'
import { notOurs, readerOf } from './readers.ts'
import { recordTables } from './record-tables.ts'
import { loadedFiles, noteLoadedFiles } from './reference.store.ts'
import { type ReferenceFile, readReferenceFiles } from './reference-files.ts'

export interface LoadReport {
  /** Files whose content was new, gone ones included. */
  changed: string[]
  inserted: number
  superseded: number
}

/** Raise it when a reader makes other records of the same file. */
const readersVersion = 2

/**
 * Makes the register say what the reference files say. A file whose content is loaded already is not read again;
 * everything that changed goes in with one transaction. Loaders that start together take turns.
 */
export async function loadReference(db: Db, directory: string): Promise<LoadReport> {
  const files = readReferenceFiles(directory, notOurs)
  const hashes = contentHashes(files)
  if (changedPaths(hashes, await loadedFiles(db)).length === 0) return { changed: [], inserted: 0, superseded: 0 }
  return db.transaction().execute(async (transaction) => {
    const at = await takeRecordTime(transaction)
    const changed = changedPaths(hashes, await loadedFiles(transaction))
    const report: LoadReport = { changed, inserted: 0, superseded: 0 }
    if (changed.length === 0) return report
    const counts = await layIncoming(transaction, files, changed)
    for (const incoming of counts.tables) {
      const { inserted, superseded } = await reconcile(transaction, incoming, changed.map(toOrigin), at)
      report.inserted += inserted
      report.superseded += superseded
    }
    const present = changed.filter((path) => hashes.has(path))
    const notes = present.map((path) => ({
      path,
      sha256: hashes.get(path) ?? '',
      records: counts.byFile.get(path) ?? 0,
    }))
    const gone = changed.filter((path) => !hashes.has(path))
    await noteLoadedFiles(transaction, notes, gone, at)
    return report
  })
}

/** What a record of a reference file says of its origin. */
function toOrigin(path: string): string {
  return `reference/${path}`
}

/** Of every table that a reader can fill: a table left without rows has what is gone superseded. */
async function layIncoming(transaction: Db, files: ReferenceFile[], changed: string[]) {
  const lookups = readLookups(files)
  const tables = new Map<string, Incoming>()
  const byFile = new Map<string, number>()
  for (const table of recordTables) tables.set(table.name, await Incoming.open(transaction, table))
  for (const file of files.filter(({ path }) => changed.includes(path))) {
    let count = 0
    for (const [table, row] of readerOf(file)(file, lookups)) {
      await tables.get(table.name)?.add({ ...row, origin: toOrigin(file.path) })
      count += 1
    }
    byFile.set(file.path, count)
  }
  return { tables: tables.values(), byFile }
}

/** A change of sources or notes is a change of every file, for rows name them. */
function contentHashes(files: ReferenceFile[]): Map<string, string> {
  const named = files
    .filter(({ path }) => lookupFiles.some((candidate) => candidate === path))
    .map(({ sha256 }) => sha256)
  const hash = (file: ReferenceFile) =>
    createHash('sha256')
      .update([readersVersion, ...named, file.sha256].join(' '))
      .digest('hex')
  return new Map(files.map((file) => [file.path, hash(file)]))
}

function changedPaths(hashes: Map<string, string>, loaded: { path: string; sha256: string }[]): string[] {
  const before = new Map(loaded.map((file) => [file.path, file.sha256]))
  const paths = new Set([...hashes.keys(), ...before.keys()])
  return [...paths].filter((path) => hashes.get(path) !== before.get(path)).sort()
}
