// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { Problem } from '../../kernel/problem.ts'

/**
 * A backup is gzipped text that `zcat` shows: a first line, each table as the COPY statement, rows and end marker that
 * psql understands, and the manifest as the last line. What comes last proves that nothing is missing before it.
 */
export const firstLine = '-- passerelle backup 1\n'
export const endOfRows = '\\.\n'
const manifestMark = '-- manifest '

export interface TableManifest {
  name: string
  columns: string[]
  rows: number
  /** Over the rows as COPY writes them, in the order of the file. */
  sha256: string
}

export interface Manifest {
  createdAt: string
  /** Of Passerelle and of PostgreSQL. */
  version: string
  server: string
  migrations: { number: number; file: string; checksum: string }[]
  tables: TableManifest[]
  sequences: { name: string; value: number; called: boolean }[]
}

export const manifestLine = (manifest: Manifest): string => `${manifestMark}${JSON.stringify(manifest)}\n`

export type BackupPart =
  | { kind: 'table'; name: string; columns: string[] }
  | { kind: 'rows'; bytes: Buffer }
  | { kind: 'end of table' }
  | { kind: 'manifest'; manifest: Manifest }

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`

export function copyLine(table: string, columns: string[]): string {
  return `copy ${quoteName(table)} (${columns.map(quoteName).join(', ')}) from stdin;\n`
}

/** The parts of the file in order, rows in pieces that end at the end of a row. */
export async function* readBackup(file: string): AsyncGenerator<BackupPart> {
  const reader = new BackupReader(file)
  const gunzip = createGunzip()
  const source = createReadStream(file).on('error', (error) => gunzip.destroy(error))
  try {
    for await (const chunk of source.pipe(gunzip)) yield* reader.take(chunk)
  } catch (error) {
    if (error instanceof Problem) throw error
    throw damaged(file, error instanceof Error ? error.message : String(error), error)
  }
  reader.finish()
}

export function damaged(file: string, reason: string, cause?: unknown): Problem {
  const missing = typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ENOENT'
  if (missing) return new Problem('invalid-input', `There is no file ${file}.`, { cause })
  return new Problem('invalid-input', `${file} is no whole backup of Passerelle: ${reason}. Nothing was changed.`, {
    cause,
  })
}

class BackupReader {
  private readonly file: string
  private carry: Buffer<ArrayBufferLike> = Buffer.alloc(0)
  private state: 'start' | 'between' | 'rows' | 'finished' = 'start'

  constructor(file: string) {
    this.file = file
  }

  /** Whole lines are read; what follows the last line end waits for the next piece. */
  *take(chunk: Buffer): Generator<BackupPart> {
    const bytes = this.carry.length === 0 ? chunk : Buffer.concat([this.carry, chunk])
    const end = bytes.lastIndexOf(10) + 1
    this.carry = bytes.subarray(end)
    let rest = bytes.subarray(0, end)
    while (rest.length > 0) {
      const used = this.state === 'rows' ? rowsBefore(rest) : 0
      if (used > 0) yield { kind: 'rows', bytes: rest.subarray(0, used) }
      rest = rest.subarray(used)
      if (rest.length === 0) return
      const length = rest.indexOf(10) + 1
      yield* this.line(rest.toString('utf8', 0, length))
      rest = rest.subarray(length)
    }
  }

  finish(): void {
    if (this.state !== 'finished' || this.carry.length > 0) throw damaged(this.file, 'its end is missing')
  }

  private *line(line: string): Generator<BackupPart> {
    if (this.state === 'rows') {
      this.state = 'between'
      yield { kind: 'end of table' }
    } else if (this.state === 'start') {
      if (line !== firstLine) throw damaged(this.file, 'it begins with something else')
      this.state = 'between'
    } else if (this.state === 'between' && line.startsWith(manifestMark)) {
      this.state = 'finished'
      yield { kind: 'manifest', manifest: JSON.parse(line.slice(manifestMark.length)) as Manifest }
    } else {
      yield this.table(line)
    }
  }

  private table(line: string): BackupPart {
    const names = [...line.matchAll(/"((?:[^"]|"")*)"/g)].map((match) => match[1]?.replaceAll('""', '"') ?? '')
    const [name, ...columns] = names
    if (this.state !== 'between' || name === undefined || copyLine(name, columns) !== line) {
      throw damaged(this.file, 'it holds something that no backup holds')
    }
    this.state = 'rows'
    return { kind: 'table', name, columns }
  }
}

/** How many bytes stand before the end marker. COPY doubles every backslash of the data, so the marker is no row. */
function rowsBefore(bytes: Buffer): number {
  if (bytes.subarray(0, endOfRows.length).equals(Buffer.from(endOfRows))) return 0
  const found = bytes.indexOf(`\n${endOfRows}`)
  return found === -1 ? bytes.length : found + 1
}

/** Counts and hashes the rows of one table. */
export class RowDigest {
  rows = 0
  private readonly hash = createHash('sha256')

  add(bytes: Buffer): void {
    this.hash.update(bytes)
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) this.rows++
  }

  finish(): { rows: number; sha256: string } {
    return { rows: this.rows, sha256: this.hash.digest('hex') }
  }
}
