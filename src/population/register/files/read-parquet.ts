// SPDX-License-Identifier: Apache-2.0
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { type AsyncBuffer, type Compressors, type FileMetaData, parquetMetadataAsync, parquetRead } from 'hyparquet'
import { findHeader, type Header } from '../columns.model.ts'
import type { ByteSource } from './byte-source.ts'
import { batchRows, type Place, type RawRow, RegisterFileError, type RegisterTable, type RowBatch } from './table.ts'

/** A row group is read whole: what it may unpack to, in the columns that are read. */
const largestGroup = 1024 * 1024 * 1024

/** A page unpacks to what it says, and no further: a few bytes may be packed gigabytes. */
const upTo = (length: number) => ({ maxOutputLength: Math.max(1, Math.min(length, largestGroup)) })

/** Snappy and none come with the reader; Node has the others. LZ4 and LZO it has not. */
const compressors: Compressors = {
  GZIP: (input, length) => gunzipSync(input, upTo(length)),
  BROTLI: (input, length) => brotliDecompressSync(input, upTo(length)),
  ZSTD: (input, length) => zstdDecompressSync(input, upTo(length)),
}
const readable = new Set(['UNCOMPRESSED', 'SNAPPY', ...Object.keys(compressors)])

/** A register in Parquet, row group by row group; columns that say nothing here are not read. The position is the number of rows read. */
export async function openParquet(source: ByteSource): Promise<RegisterTable> {
  const file: AsyncBuffer = {
    byteLength: source.size,
    slice: async (start, end) => {
      const bytes = await source.read(start, end ?? source.size)
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
    },
  }
  const end = Buffer.from(await source.read(Math.max(0, source.size - 4), source.size)).toString('latin1')
  if (end !== 'PAR1') throw new RegisterFileError('parquet-cut-off')
  const metadata = await parquetMetadataAsync(file).catch((error: unknown) => {
    throw new RegisterFileError('parquet-broken', {}, { cause: error })
  })
  const names = topColumns(metadata)
  const header = findHeader([names])
  if (header === null) throw new RegisterFileError('no-header')
  const wanted = names.filter((_, at) => header.columns[at] !== null)
  const known: Header = { at: 0, columns: header.columns.filter((column) => column !== null) }
  checkGroups(metadata, new Set(wanted))
  return {
    ...{ format: 'parquet', encoding: null, header: known },
    rows: (from) => readGroups({ file, metadata, wanted }, from),
  }
}

interface Opened {
  file: AsyncBuffer
  metadata: FileMetaData
  wanted: string[]
}

/** The children of the root, in their order. */
function topColumns({ schema }: FileMetaData): string[] {
  const names: string[] = []
  let at = 1
  const skip = (): void => {
    const children = schema[at++]?.num_children ?? 0
    for (let child = 0; child < children; child++) skip()
  }
  while (at < schema.length) {
    names.push(schema[at]?.name ?? '')
    skip()
  }
  return names
}

function checkGroups({ row_groups }: FileMetaData, wanted: ReadonlySet<string>): void {
  for (const { columns } of row_groups) {
    let size = 0
    for (const { meta_data } of columns) {
      if (meta_data === undefined || !wanted.has(meta_data.path_in_schema[0] ?? '')) continue
      if (!readable.has(meta_data.codec)) throw new RegisterFileError('parquet-codec', { codec: meta_data.codec })
      size += Number(meta_data.total_uncompressed_size)
    }
    if (size > largestGroup) throw new RegisterFileError('parquet-group', { most: `${largestGroup / 1024 / 1024} MB` })
  }
}

async function* readGroups(opened: Opened, from: Place): AsyncGenerator<RowBatch> {
  const total = Number(opened.metadata.num_rows)
  let start = 0
  for (const group of opened.metadata.row_groups) {
    const end = start + Number(group.num_rows)
    if (end > from.position) yield* readGroup(opened, { start, end, total }, Math.max(start, from.position))
    start = end
  }
  yield { rows: [], lost: 0, position: total, line: total, share: 1 }
}

async function* readGroup(
  opened: Opened,
  { start, end, total }: { start: number; end: number; total: number },
  from: number,
): AsyncGenerator<RowBatch> {
  const columns = await readColumns(opened, start, end).catch(() => null)
  if (columns === null) {
    const fault = { code: 'unreadable' as const, field: null, found: null, args: { until: String(end) } }
    const row = { line: from + 1, cells: [], fault }
    yield { rows: [row], lost: end - from - 1, position: end, line: end, share: end / total }
    return
  }
  for (let at = from; at < end; at += batchRows) {
    const next = Math.min(end, at + batchRows)
    const rows: RawRow[] = []
    for (let row = at; row < next; row++) {
      rows.push({ line: row + 1, cells: columns.map((column) => textOf(column[row - start])), fault: null })
    }
    yield { rows, lost: 0, position: next, line: next, share: next / total }
  }
}

/** The values of a row group by column, in the order of those wanted. */
async function readColumns({ file, metadata, wanted }: Opened, start: number, end: number): Promise<unknown[][]> {
  const columns = wanted.map((): unknown[] => Array.from({ length: end - start }))
  await parquetRead({
    ...{ file, metadata, compressors, columns: [...wanted], rowStart: start, rowEnd: end },
    onChunk: ({ columnName, columnData, rowStart }) => {
      const column = columns[wanted.indexOf(columnName)]
      for (let at = 0; column !== undefined && at < columnData.length; at++) {
        const row = rowStart + at - start
        if (row >= 0 && row < end - start) column[row] = columnData[at]
      }
    },
  })
  return columns
}

/** A value as it would be written in a cell. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (Array.isArray(value)) return value.map(textOf).join(';')
  return String(value)
}
