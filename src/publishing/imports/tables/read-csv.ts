// SPDX-License-Identifier: Apache-2.0
import { CsvError, parse } from 'csv-parse/sync'
import { type Finding, finding } from '../finding.model.ts'
import { decodings } from './decode-text.ts'
import { type Sheet, type Table, tableLimits } from './table.model.ts'

const delimiters = [',', '\t', ';', '，', '|']

/** How well rows are known: columns that are recognised in their header. */
export type Recognise = (rows: readonly (readonly string[])[]) => number

interface Reading {
  rows: string[][]
  known: number
  encoding: string
  certain: boolean
}

/**
 * A text file as a table of one sheet. What it is written in and what separates its cells is what makes its header known; where
 * nothing does, the first way that reads without error.
 */
export function readCsv(bytes: Uint8Array, recognise: Recognise): Table | Finding {
  let best: Reading | null = null
  for (const { encoding, certain, text } of decodings(bytes)) {
    const { delimiter, start } = separatorOf(text, recognise)
    const head = headOf(text.slice(start), delimiter)
    const known = recognise(head)
    if (best === null || known > best.known) {
      const rows = parseAll(text.slice(start), delimiter)
      if (!Array.isArray(rows)) return rows
      best = { rows: start === 0 ? rows : [[], ...rows], known, encoding, certain }
    }
    if (certain) break
  }
  if (best === null) return finding('file-other')
  return tableOf(best)
}

function tableOf({ rows, encoding, certain }: Reading): Table {
  const kept = rows.slice(0, tableLimits.rows + 100)
  const sheet: Sheet = {
    name: '',
    hidden: false,
    merged: [],
    rows: kept.flatMap((cells, index) =>
      cells.some((cell) => cell !== '') ? [{ number: index + 1, cells: cells.slice(0, tableLimits.columns) }] : [],
    ),
  }
  const findings = certain ? [] : [finding('encoding-guessed', { found: encoding })]
  return { format: 'csv', sheets: [sheet], from1904: false, encoding, findings }
}

/** What separates cells: what a line `sep=;` says, as Excel writes it, else what makes the header known, else what is there most. */
function separatorOf(text: string, recognise: Recognise): { delimiter: string; start: number } {
  const said = /^sep=(.)\r?\n/i.exec(text)
  if (said !== null) return { delimiter: said[1] ?? ',', start: said[0].length }
  const beginning = text.slice(0, 20_000)
  const ranked = delimiters.map((delimiter) => ({
    delimiter,
    known: recognise(headOf(text, delimiter)),
    count: beginning.split(delimiter).length,
  }))
  ranked.sort((a, b) => b.known - a.known || b.count - a.count)
  return { delimiter: ranked[0]?.delimiter ?? ',', start: 0 }
}

const options = (delimiter: string) => ({
  delimiter,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: false,
})

/** The first rows, cut off at the end of a line. */
function headOf(text: string, delimiter: string): string[][] {
  const piece = text.slice(0, 20_000)
  const end = piece.length < text.length ? piece.lastIndexOf('\n') : piece.length
  try {
    return parse(piece.slice(0, Math.max(0, end)), { ...options(delimiter), to: 40 })
  } catch {
    return []
  }
}

function parseAll(text: string, delimiter: string): string[][] | Finding {
  try {
    return parse(text, options(delimiter))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = openQuote(text, delimiter)
    return finding('quote-not-closed', { found: String(line) })
  }
}

/** The line on which the quote stands that is never closed. */
function openQuote(text: string, delimiter: string): number {
  let line = 1
  let opened = 1
  let within = false
  let before = '\n'
  for (const character of text) {
    const begins = before === '\n' || before === delimiter
    if (character === '"' && (within || begins)) {
      within = !within
      if (within && before !== '"') opened = line
    }
    if (character === '\n') line++
    before = character
  }
  return opened
}
