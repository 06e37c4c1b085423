// SPDX-License-Identifier: Apache-2.0
import { decodings } from '../../../publishing/index.ts'
import { findHeader, type Header } from '../columns.model.ts'
import type { RowFaultCode } from '../row-fault.model.ts'
import type { ByteSource } from './byte-source.ts'
import { type CsvRecord, CsvRecords, decoderOf } from './csv-records.ts'
import { batchRows, type Place, type RawRow, RegisterFileError, type RegisterTable, type RowBatch } from './table.ts'

const sampled = 1024 * 1024
const blockLength = 1024 * 1024

interface Layout {
  encoding: string
  separator: string
  header: Header
  /** Byte behind the header, and the line on which the first row stands. */
  start: Place
}

/** What a text file is written in and what separates its cells: that by which most of its header is known. */
export async function openCsv(source: ByteSource): Promise<RegisterTable> {
  const layout = layoutOf(Buffer.from(await source.read(0, sampled)), source.size <= sampled)
  return {
    format: 'csv',
    encoding: layout.encoding,
    header: layout.header,
    rows: (from) => readRows(source, layout, from.position === 0 ? layout.start : from),
  }
}

function layoutOf(sample: Buffer, whole: boolean): Layout {
  if (sample.every((byte) => byte <= 32)) throw new RegisterFileError('empty')
  const cut = whole ? sample.length : sample.lastIndexOf(10) + 1
  let best: Layout | null = null
  for (const encoding of encodingsOf(sample.subarray(0, cut))) {
    if (encoding.startsWith('utf-16')) throw new RegisterFileError('encoding', { encoding: 'UTF-16' })
    for (const separator of [',', '\t', ';']) {
      const layout = tryLayout(sample, encoding, separator)
      if (layout !== null && known(layout) > (best === null ? 0 : known(best))) best = layout
    }
  }
  if (best === null) throw new RegisterFileError('no-header')
  return best
}

/** UTF-8 and what has a mark are told by themselves; of the others both are tried, the likelier first: their headers may be plain English. */
function encodingsOf(sample: Buffer): string[] {
  const [first] = decodings(sample)
  const encoding = first?.encoding ?? 'utf-8'
  if (encoding === 'utf-8' || encoding.startsWith('utf-16')) return [encoding]
  return looksLikeBig5(sample) ? ['big5', 'gb18030'] : ['gb18030', 'big5']
}

/**
 * Big5 has the second byte of two characters in five below A1; in GB 18030 those are the rare characters that GB 2312 does not have, and
 * digits of its four-byte characters, of which a register has few.
 */
function looksLikeBig5(sample: Buffer): boolean {
  let [pairs, low] = [0, 0]
  for (let at = 0; at + 1 < sample.length; at++) {
    if ((sample[at] as number) < 0x81) continue
    at++
    pairs++
    if ((sample[at] as number) < 0xa1) low++
  }
  return low * 6 > pairs
}

const known = ({ header }: Layout): number => header.columns.filter((column) => column !== null).length

/** Records looked through for the header. */
const headRecords = 30

function tryLayout(sample: Buffer, encoding: string, separator: string): Layout | null {
  const mark = sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf ? 3 : 0
  const records = new CsvRecords(separator, 0, decoderOf(encoding))
  const rows: string[][] = []
  const places: Place[] = []
  let [at, line] = [mark, 1]
  while (rows.length < headRecords && at < sample.length) {
    const record = records.read(sample, at, true)
    if (record === null) break
    at = record.next
    line += record.lines
    rows.push(record.cells)
    places.push({ position: at, line })
  }
  const header = findHeader(rows)
  const start = header === null ? undefined : places[header.at]
  return header === null || start === undefined ? null : { encoding, separator, header, start }
}

async function* readRows(source: ByteSource, layout: Layout, from: Place): AsyncIterable<RowBatch> {
  const { encoding, separator, header } = layout
  const records = new CsvRecords(separator, header.columns.length, decoderOf(encoding))
  let { position, line } = from
  let bytes = Buffer.alloc(0)
  let rows: RawRow[] = []
  let read = position
  let whole = read >= source.size
  const batch = (): RowBatch => {
    const done = rows
    rows = []
    return { rows: done, lost: 0, position, line, share: source.size === 0 ? 1 : position / source.size }
  }
  for (;;) {
    let at = 0
    while (at < bytes.length) {
      const record = records.read(bytes, at, whole)
      if (record === null) break
      const last = whole && record.next === bytes.length && bytes[bytes.length - 1] !== 10
      const row = rowOf(record, { line, columns: header.columns.length, last })
      position += record.next - at
      at = record.next
      line += record.lines
      if (row !== null) rows.push(row)
      if (rows.length >= batchRows) yield batch()
    }
    if (whole) break
    const more = await source.read(read, read + blockLength)
    read += more.length
    // A file that became shorter while it was read ends here.
    whole = read >= source.size || more.length === 0
    bytes = Buffer.concat([bytes.subarray(at), more])
  }
  yield batch()
}

interface Seen {
  line: number
  columns: number
  /** The file ends within its line. */
  last: boolean
}

/** Null: an empty line. Cells that are missing or too many at the end of a row say nothing, as long as they are empty. */
function rowOf(record: CsvRecord, seen: Seen): RawRow | null {
  const { line, columns, last } = seen
  const fault = (code: RowFaultCode, args?: Record<string, string>): RawRow => ({
    line,
    cells: [],
    fault: { code, field: null, found: null, ...(args === undefined ? {} : { args }) },
  })
  if (record.fault !== null) return fault(record.fault)
  const { cells } = record
  if (cells.every((cell) => cell === '' || cell === '\r')) return null
  if (cells.length < columns && last) return fault('cut-off')
  const spare = cells.slice(columns).every((cell) => cell.trim() === '')
  if (cells.length < columns || !spare)
    return fault('cells', { found: String(cells.length), expected: String(columns) })
  return { line, cells, fault: null }
}
