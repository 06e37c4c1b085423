// SPDX-License-Identifier: Apache-2.0
import { Allowance, fromSerial, openWorkbook, openZipAt, sheetRows, type TableRow } from '../../../publishing/index.ts'
import { findHeader, type Header } from '../columns.model.ts'
import type { ByteSource } from './byte-source.ts'
import { batchRows, type Place, type RawRow, RegisterFileError, type RegisterTable, type RowBatch } from './table.ts'

/** What a workbook may unpack to: a sheet of a million rows and thirty columns. */
const unpacked = 4 * 1024 * 1024 * 1024
const headRows = 30

type Pieces = AsyncGenerator<{ rows: TableRow[]; said: number | null }>

/** A sheet of which the first rows are read. */
interface BegunSheet {
  name: string
  header: Header | null
  /** Row of the sheet in which the header stands. */
  headerRow: number
  first: TableRow[]
  said: number | null
  pieces: Pieces
}

/** The one visible sheet that has the header of a register (decision 0015). */
export async function openRegisterWorkbook(source: ByteSource): Promise<RegisterTable> {
  const parts = await openZipAt((start, end) => source.read(start, end), source.size, unpacked)
  if ('code' in parts) throw new RegisterFileError(parts.code === 'file-encrypted' ? 'encrypted' : 'zip-broken')
  if (!parts.has('[Content_Types].xml') || parts.has('word/document.xml')) throw new RegisterFileError('other-kind')
  const { sheets, ...context } = await openWorkbook(parts).catch((error: unknown) => {
    throw new RegisterFileError('zip-broken', {}, { cause: error })
  })
  const allowances = { cells: new Allowance(Number.POSITIVE_INFINITY), ranges: new Allowance(Number.POSITIVE_INFINITY) }
  const begun: BegunSheet[] = []
  for (const { name, hidden, part } of sheets) {
    if (hidden) continue
    begun.push(
      await beginSheet(name, sheetRows(await parts.open(part), { ...context, ...allowances }), context.from1904),
    )
  }
  const headed = begun.filter(({ header }) => header !== null)
  for (const one of begun) if (one !== headed[0]) await one.pieces.return(undefined)
  const [sheet] = headed
  if (headed.length > 1)
    throw new RegisterFileError('several-sheets', { sheets: headed.map(({ name }) => name).join(', ') })
  if (sheet === undefined || sheet.header === null) throw new RegisterFileError('no-header')
  const { header } = sheet
  return {
    ...{ format: 'xlsx', encoding: null, header },
    rows: (from) => readRows(sheet, header, from, context.from1904),
  }
}

async function beginSheet(name: string, pieces: Pieces, from1904: boolean): Promise<BegunSheet> {
  const first: TableRow[] = []
  let said: number | null = null
  try {
    while (first.length < headRows) {
      const piece = await pieces.next()
      if (piece.done) break
      first.push(...piece.value.rows)
      said = piece.value.said
    }
  } catch (error) {
    if (first.length === 0) throw new RegisterFileError('sheet-broken', { row: '0' }, { cause: error })
  }
  const header = findHeader(first.map((row) => cellsOf(row, from1904)))
  return { name, header, headerRow: first[header?.at ?? 0]?.number ?? 0, first, said, pieces }
}

/** Days as text, whatever they are shown as; what is in error says nothing that could be taken. */
const cellsOf = ({ cells }: TableRow, from1904: boolean): string[] =>
  Array.from(cells, (cell) => {
    if (cell === undefined || typeof cell === 'string') return cell ?? ''
    return cell.kind === 'date' ? (fromSerial(Number(cell.text), from1904) ?? cell.text) : cell.text
  })

/** The position is the row of the sheet that was read last. */
async function* readRows(
  { first, pieces, headerRow, said }: BegunSheet,
  { columns }: Header,
  from: Place,
  from1904: boolean,
): AsyncGenerator<RowBatch> {
  const behind = Math.max(from.position, headerRow)
  let rows: RawRow[] = []
  let last = behind
  const batch = (): RowBatch => {
    const done = rows
    rows = []
    return { rows: done, lost: 0, position: last, line: last, share: said === null ? 0 : Math.min(1, last / said) }
  }
  const take = (row: TableRow): void => {
    if (row.number <= behind) return
    last = row.number
    const cells = cellsOf(row, from1904)
    if (cells.some((cell) => cell.trim() !== ''))
      rows.push({ line: row.number, cells: filled(cells, columns.length), fault: null })
  }
  try {
    for (const row of first) take(row)
    for await (const piece of pieces) {
      // A piece of a sheet has some thousand rows at most.
      for (const row of piece.rows) take(row)
      if (rows.length >= batchRows) yield batch()
    }
  } catch (error) {
    yield batch()
    throw new RegisterFileError('sheet-broken', { row: String(last) }, { cause: error })
  }
  yield { ...batch(), share: 1 }
}

const filled = (cells: string[], length: number): string[] => {
  while (cells.length < length) cells.push('')
  return cells
}
