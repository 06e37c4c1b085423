// SPDX-License-Identifier: Apache-2.0
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { CsvError, parse } from 'csv-parse'
import { Problem } from '../../kernel/index.ts'

/** How a publisher writes tables: comma-separated with quotes, or tab-separated without. */
export type TableFormat = 'csv' | 'tsv'

export interface TableRow {
  /** Line of the file on which the row begins. */
  line: number
  cells: Record<string, string>
  /** As it stands, for the file of bad rows. */
  raw: string[]
  /** What is wrong with the row as such; its cells are not to be used then. */
  broken?: { column: string; message: string; expected: string }
}

export interface TableOptions {
  format: TableFormat
  /** Columns that have to be there; others are passed over or read, as they are. */
  required: readonly string[]
  /** Told of the bytes that were read since the last time. */
  onBytes: (count: number) => void
}

export async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile() === true) return found.size
  throw new Problem('invalid-input', `there is no file ${path}`)
}

/** The rows of a table, one after the other, without holding more than a few. */
export async function* readTable(path: string, options: TableOptions): AsyncIterable<TableRow> {
  const file = basename(path)
  let columns: string[] | undefined
  let line = 1
  try {
    for await (const { record, info } of parsed(path, options)) {
      if (columns === undefined) columns = header(file, record, options.required)
      else yield toRow(columns, record, line)
      line = info.lines + 1
    }
  } catch (error) {
    throw unreadable(file, line, error)
  }
  if (columns === undefined)
    throw refusal(file, 1, '', 'the file is empty', `the columns ${options.required.join(', ')}`)
}

function parsed(path: string, { format, onBytes }: TableOptions): AsyncIterable<Parsed> {
  const parser = parse({
    bom: true,
    info: true,
    delimiter: format === 'csv' ? ',' : '\t',
    quote: format === 'csv' ? '"' : null,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 4_000_000,
  })
  const source = createReadStream(path, { highWaterMark: 256 * 1024 })
  source.on('data', (chunk) => onBytes(chunk.length))
  source.on('error', (error) => parser.destroy(error))
  return source.pipe(parser)
}

interface Parsed {
  record: string[]
  info: { lines: number }
}

function header(file: string, columns: string[], required: readonly string[]): string[] {
  const missing = required.filter((column) => !columns.includes(column))
  if (missing.length === 0) return columns
  const expected = `the publisher's file with the columns ${required.join(', ')}`
  throw refusal(file, 1, missing.join(', '), `without the column ${missing.join(', ')}`, expected)
}

function toRow(columns: string[], raw: string[], line: number): TableRow {
  const cells = Object.fromEntries(columns.map((column, index) => [column, raw[index] ?? '']))
  const row = { line, cells, raw }
  if (raw.length !== columns.length) {
    const message = `${raw.length} cells`
    return { ...row, broken: { column: '', message, expected: `${columns.length} cells, as the header has` } }
  }
  const index = raw.findIndex((cell) => /[\0\uFFFD]/.test(cell))
  if (index === -1) return row
  return { ...row, broken: { column: columns[index] ?? '', message: 'not text in UTF-8', expected: 'text in UTF-8' } }
}

function unreadable(file: string, line: number, error: unknown): unknown {
  if (error instanceof Problem) return error
  if (error instanceof CsvError) return refusal(file, line, '', error.message, 'a table as its publisher writes it')
  const reason = error instanceof Error ? error.message : String(error)
  return new Problem('import', `${file} cannot be read: ${reason}`, { cause: error })
}

function refusal(file: string, line: number, path: string, message: string, expected: string): Problem {
  return new Problem('import', `${file}:${line}: ${message}; expected ${expected}`, {
    errors: [{ path, file, line, message, expected }],
  })
}
