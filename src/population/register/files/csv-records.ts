// SPDX-License-Identifier: Apache-2.0
import type { RowFaultCode } from '../row-fault.model.ts'

const newline = 10
const quote = 34
/** A cell that goes on for longer than this is not closed. */
const longest = { bytes: 64 * 1024, lines: 20 }

/** One record of a text file, by its bytes. */
export interface CsvRecord {
  cells: string[]
  fault: RowFaultCode | null
  /** The position behind it. */
  next: number
  /** How many lines it takes. */
  lines: number
}

/** Text of bytes; null: they are no text of this encoding. */
export type Decode = (bytes: Buffer, start: number, end: number) => string | null

export function decoderOf(encoding: string): Decode {
  if (encoding === 'utf-8') {
    return (bytes, start, end) => {
      const text = bytes.toString('utf8', start, end)
      return text.includes('\uFFFD') && !isUtf8(bytes.subarray(start, end)) ? null : text
    }
  }
  const decoder = new TextDecoder(encoding, { fatal: true })
  return (bytes, start, end) => {
    try {
      return decoder.decode(bytes.subarray(start, end))
    } catch {
      return null
    }
  }
}

const strict = new TextDecoder('utf-8', { fatal: true })

function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes)
    return true
  } catch {
    return false
  }
}

/**
 * Records of comma-separated text (RFC 4180) by their bytes: separators, quotes and line ends are never part of a longer character in UTF-8,
 * GB 18030 and Big5, so that a broken character stays within its cell. A quote that is not closed, or closed within a cell, spoils its own
 * line and no other: the next record begins on the next line.
 */
export class CsvRecords {
  private readonly separator: number
  private readonly columns: number
  private readonly decode: Decode

  constructor(separator: string, columns: number, decode: Decode) {
    this.separator = separator.charCodeAt(0)
    this.columns = columns
    this.decode = decode
  }

  /** The record at `start`; null: it goes on behind `bytes`, of which `whole` says that there is no more. */
  read(bytes: Buffer, start: number, whole: boolean): CsvRecord | null {
    const found = bytes.indexOf(newline, start)
    if (found < 0 && !whole) return null
    const end = found < 0 ? bytes.length : found
    const next = found < 0 ? bytes.length : found + 1
    if (!hasQuote(bytes, start, end)) return this.plain(bytes, { start, end, next })
    const quoted = this.quoted(bytes, start, whole)
    if (quoted === 'more') return null
    if (quoted !== null) return quoted
    return { cells: [], fault: 'quote', next, lines: 1 }
  }

  private plain(bytes: Buffer, { start, end, next }: { start: number; end: number; next: number }): CsvRecord {
    const last = end > start && bytes[end - 1] === 13 ? end - 1 : end
    const text = this.decode(bytes, start, last)
    if (text === null) return { cells: [], fault: 'encoding', next, lines: 1 }
    return { cells: text.split(String.fromCharCode(this.separator)), fault: null, next, lines: 1 }
  }

  /** Null: its quotes cannot be meant so. */
  private quoted(bytes: Buffer, start: number, whole: boolean): CsvRecord | 'more' | null {
    const cells: string[] = []
    let fault: RowFaultCode | null = null
    let at = start
    let lines = 1
    for (;;) {
      const cell = this.cell(bytes, at)
      if (cell === null) return !whole && bytes.length - start < longest.bytes ? 'more' : null
      lines += cell.lines
      if (cell.broken || cell.end - start > longest.bytes || lines > longest.lines) return null
      const text = this.decode(bytes, cell.from, cell.to)
      if (text === null) fault = 'encoding'
      cells.push(cell.doubled ? (text ?? '').replaceAll('""', '"') : (text ?? ''))
      const behind = bytes[cell.end]
      if (behind === this.separator) {
        at = cell.end + 1
        continue
      }
      if (behind === undefined && !whole) return 'more'
      if (lines > 1 && cells.length !== this.columns) return null
      return { cells, fault, next: Math.min(bytes.length, cell.end + 1), lines }
    }
  }

  /** One cell: where its text stands, and where it ends, at a separator, a line end or the end of the bytes. Null: it has no end here. */
  private cell(bytes: Buffer, start: number) {
    if (bytes[start] !== quote) {
      let end = start
      while (end < bytes.length && bytes[end] !== this.separator && bytes[end] !== newline) end++
      const to = end > start && bytes[end - 1] === 13 ? end - 1 : end
      return { from: start, to, end, lines: 0, doubled: false, broken: false }
    }
    let [lines, doubled] = [0, false]
    for (let at = start + 1; at < bytes.length; at++) {
      if (bytes[at] === newline) lines++
      if (bytes[at] !== quote) continue
      if (bytes[at + 1] === quote) {
        doubled = true
        at++
        continue
      }
      const end = bytes[at + 1] === 13 ? at + 2 : at + 1
      const behind = bytes[end]
      const broken = behind !== undefined && behind !== this.separator && behind !== newline
      return { from: start + 1, to: at, end, lines, doubled, broken }
    }
    return null
  }
}

function hasQuote(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === quote) return true
  return false
}
