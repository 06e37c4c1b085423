// SPDX-License-Identifier: Apache-2.0

/** One record of a CSV file as it is written, and the line of the file in which it begins. */
export interface CsvRecord {
  line: number
  from: number
  to: number
  text: string
}

/** Every record with anything in it, the header first; a line break within quotes ends none. */
export function recordsOf(text: string): CsvRecord[] {
  const records: CsvRecord[] = []
  let from = 0
  let line = 1
  let lines = 0
  let quoted = false
  for (let at = 0; at <= text.length; at++) {
    const unit = at === text.length ? 10 : text.charCodeAt(at)
    if (unit === 34) quoted = !quoted
    if (unit !== 10) continue
    lines++
    if (quoted && at < text.length) continue
    const to = text.charCodeAt(at - 1) === 13 && at > from ? at - 1 : at
    const own = text.slice(from, to)
    if (own.trim() !== '' && !own.startsWith('#')) records.push({ line, from, to, text: own })
    from = at + 1
    line = lines + 1
  }
  return records
}

/** The cells of one record. */
export function cellsOf(record: string): string[] {
  const cells: string[] = []
  const cell = /(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/gy
  while (cell.lastIndex <= record.length) {
    const found = cell.exec(record)
    if (found === null) break
    cells.push(found[1] === undefined ? (found[2] ?? '') : found[1].replaceAll('""', '"'))
    if (cell.lastIndex === record.length && !found[0].endsWith(',')) break
  }
  return cells
}

const quoted = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

export const recordFrom = (cells: readonly string[]): string => cells.map(quoted).join(',')

/** The text with one record written anew; without cells it is taken out, with no record it is added at the end. */
export function withRecord(text: string, record: CsvRecord | null, cells: readonly string[]): string {
  const written = cells.every((cell) => cell.trim() === '') ? '' : recordFrom(cells)
  if (record === null) return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${written}\n`
  if (written !== '') return text.slice(0, record.from) + written + text.slice(record.to)
  const behind = text.indexOf('\n', record.to)
  return text.slice(0, record.from) + (behind < 0 ? '' : text.slice(behind + 1))
}

/** More than so many records are shown page by page. */
export const mostAsText = 300
export const linesPerPage = 100

export interface ShownLines {
  header: string[]
  rows: { line: number; cells: string[] }[]
  /** Of those that are sought. */
  total: number
  pages: number
}

/** The records of one page, of those that say what is sought. */
export function linesOn(records: readonly CsvRecord[], { q, page }: { q: string; page: number }): ShownLines {
  const [header, ...rows] = records
  const sought = q.toLowerCase()
  const found = sought === '' ? rows : rows.filter(({ text }) => text.toLowerCase().includes(sought))
  const from = (page - 1) * linesPerPage
  return {
    header: header === undefined ? [] : cellsOf(header.text),
    rows: found.slice(from, from + linesPerPage).map(({ line, text }) => ({ line, cells: cellsOf(text) })),
    total: found.length,
    pages: Math.max(1, Math.ceil(found.length / linesPerPage)),
  }
}
