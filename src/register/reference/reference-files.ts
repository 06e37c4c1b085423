// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CsvError, parse } from 'csv-parse/sync'
import { parseDocument } from 'yaml'
import { isPlainDate, Problem } from '../../kernel/index.ts'

export interface ReferenceFile {
  /** Within the directory, with slashes. */
  path: string
  text: string
  sha256: string
}

/** One line of a CSV file: its cells by column, empty ones as null. */
export interface Line {
  file: string
  line: number
  cells: Record<string, string | null>
}

/** Every CSV and YAML file of the directory but those named, by path. */
export function readReferenceFiles(directory: string, except: readonly string[]): ReferenceFile[] {
  if (!existsSync(directory)) throw new Problem('import', `there is no reference directory ${directory}`)
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(csv|yaml)$/.test(path) && !except.includes(path))
    .sort()
    .map((path) => {
      const text = readFileSync(join(directory, path), 'utf8').replaceAll('\r\n', '\n')
      return { path, text, sha256: createHash('sha256').update(text).digest('hex') }
    })
}

/** The lines of a CSV file; lines that begin with # are notes. */
export function readLines(file: ReferenceFile): Line[] {
  try {
    const rows: { info: { lines: number }; record: Record<string, string> }[] = parse(file.text, {
      columns: true,
      comment: '#',
      comment_no_infix: true,
      info: true,
    })
    return rows.map(({ info, record }) => ({ file: file.path, line: info.lines, cells: emptyToNull(record) }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : undefined
    throw refused(file.path, line, '', error.message, 'comma-separated values as in the header')
  }
}

/** The value of a note of the header: `# quality: official`. */
export function headerNote(file: ReferenceFile, name: string): string | null {
  return new RegExp(`^# ${name}: (.+)$`, 'm').exec(file.text)?.[1] ?? null
}

/** The content of a YAML file, with the line in the message where it cannot be read. */
export function readYaml(file: ReferenceFile): unknown {
  const document = parseDocument(file.text, { prettyErrors: true })
  const [error] = document.errors
  if (error === undefined) return document.toJS()
  throw refused(file.path, error.linePos?.[0].line, '', error.message.split('\n')[0] ?? 'not YAML', 'YAML')
}

/** A cell that has to be filled. */
export function need(line: Line, column: string): string {
  const value = line.cells[column]
  if (typeof value === 'string') return value
  throw refused(line.file, line.line, column, `'${column}' is missing`, 'a value')
}

/** A cell that may be empty, or whose column may be absent. */
export function may(line: Line, column: string): string | null {
  return line.cells[column] ?? null
}

/** Space-separated values of a cell. */
export function words(line: Line, column: string): string[] {
  return may(line, column)?.split(' ') ?? []
}

export function oneOf<const T extends string>(line: Line, column: string, values: readonly T[]): T {
  const value = need(line, column)
  const found = values.find((candidate) => candidate === value)
  if (found !== undefined) return found
  throw refused(line.file, line.line, column, `'${value}' is none of them`, values.join(', '))
}

export function dateOrNull(line: Line, column: string): string | null {
  const value = may(line, column)
  if (value === null || isPlainDate(value)) return value
  throw refused(line.file, line.line, column, `'${value}' is not a calendar date`, 'YYYY-MM-DD')
}

export function refused(
  file: string,
  line: number | undefined,
  path: string,
  message: string,
  expected: string,
): Problem {
  const place = line === undefined ? file : `${file}:${line}`
  return new Problem('import', `${place}: ${message}; expected ${expected}`, {
    errors: [{ path, file, message, expected, ...(line === undefined ? {} : { line }) }],
  })
}

function emptyToNull(record: Record<string, string>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, value === '' ? null : value]))
}
