// SPDX-License-Identifier: Apache-2.0
// The CSV files of a folder: long lists that people keep in spreadsheets and compare line by line.
import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { earlierHoldersKinds, itemActions, type LawCatalogueItem } from '../catalogues/catalogue-schema.ts'
import type { LawInstrument } from '../law/instrument-schema.ts'
import { problemAt } from '../source/explain-issues.ts'
import { jurisdictionCode, levelRef, partialDate, registerId, schemeCode, text, webAddress } from '../source/fields.ts'
import { describeValue, type SourceProblem } from '../source/source-problem.ts'
import { closest } from '../source/suggest.ts'
import type { YamlSource } from '../source/yaml-source.ts'
import type { FolderFiles } from './folder-files.ts'

/** An entry with the line of the file on which it stands. */
export interface Listed<Entry> {
  entry: Entry
  file: string
  line: number
}

type Item = LawCatalogueItem

export interface FolderLists {
  /** Items by the id of their catalogue. */
  items: ReadonlyMap<string, { file: string; items: Listed<Item>[] }>
  brings: Brought
}

/** A cell read by the schema of its content. */
const reads =
  <Field extends z.ZodType>(field: Field) =>
  (cell: unknown, context: z.RefinementCtx): z.output<Field> => {
    const reading = field.safeParse(cell)
    if (reading.success) return reading.data
    for (const issue of reading.error.issues) context.addIssue({ code: 'custom', message: expectedIn(issue) })
    return z.NEVER
  }
const optional = <Field extends z.ZodType>(field: Field) =>
  z.string().transform((cell, context) => (cell === '' ? undefined : reads(field)(cell, context)))
const orNull = <Field extends z.ZodType>(field: Field) =>
  z.string().transform((cell, context) => (cell === '' ? null : reads(field)(cell, context)))
const several = <Field extends z.ZodType>(field: Field) =>
  z
    .string()
    .transform((cell) => cell.split(/\s+/).filter((word) => word !== ''))
    .transform((words, context) => words.map((word) => reads(field)(word, context)))

const itemSchema = z.object({
  qualification: registerId,
  class: text,
  from: optional(partialDate),
  until: optional(partialDate),
  action: optional(z.enum(itemActions)),
  earlierHolders: optional(z.enum(earlierHoldersKinds)),
  'note.en': optional(text),
  'note.zh-CN': optional(text),
})

const families = ['vocational-qualification', 'skill-level', 'professional-title', 'degree'] as const
const named = { id: registerId, 'name.en': text, 'name.zh-CN': text }

const qualificationSchema = z.object({
  ...named,
  family: orNull(z.enum(families)),
  country: orNull(jurisdictionCode),
  awardingBody: orNull(registerId),
  fields: several(schemeCode),
  levels: several(levelRef),
  source: orNull(webAddress),
})

const bodySchema = z.object({ ...named, country: orNull(jurisdictionCode), source: orNull(webAddress) })

export type BroughtQualification = z.output<typeof qualificationSchema>
export type BroughtBody = z.output<typeof bodySchema>

/** The heads of the lists, in the order in which they are written. */
export const listColumns = {
  items: Object.keys(itemSchema.shape),
  qualifications: Object.keys(qualificationSchema.shape),
  bodies: Object.keys(bodySchema.shape),
} as const

/** Entries of qualifications.csv and awarding-bodies.csv: what the register does not have and an instrument brings with it. */
export interface Brought {
  qualifications: readonly Listed<BroughtQualification>[]
  bodies: readonly Listed<BroughtBody>[]
}

/** Every list of a folder; a line that is wrong is told with what was expected, and the others are read. */
export function readFolderLists(
  { shownAs, files }: Pick<FolderFiles, 'shownAs' | 'files'>,
  problems: SourceProblem[],
): FolderLists {
  const items: [string, { file: string; items: Listed<Item>[] }][] = []
  for (const [name, content] of files) {
    const id = /^catalogues\/(.+)\.csv$/.exec(name)?.[1]
    if (id === undefined) continue
    const file = `${shownAs}${name}`
    const read = readList(content, file, itemSchema, problems)
    items.push([id, { file, items: read.map(({ entry, ...place }) => ({ ...place, entry: toItem(entry) })) }])
  }
  const list = <Schema extends z.ZodObject>(name: string, schema: Schema) => {
    const content = files.get(name)
    return content === undefined ? [] : readList(content, `${shownAs}${name}`, schema, problems)
  }
  const qualifications = once(list('qualifications.csv', qualificationSchema), problems)
  const bodies = once(list('awarding-bodies.csv', bodySchema), problems)
  return { items: new Map(items), brings: { qualifications, bodies } }
}

function toItem(row: z.output<typeof itemSchema>): Item {
  const [en, zh] = [row['note.en'], row['note.zh-CN']]
  const note = en ?? zh
  return {
    qualification: row.qualification,
    class: row.class,
    ...(row.from !== undefined && { from: row.from }),
    ...(row.until !== undefined && { until: row.until }),
    ...(row.action !== undefined && { action: row.action }),
    ...(row.earlierHolders !== undefined && { earlierHolders: row.earlierHolders }),
    ...(note !== undefined && { note: { en: en ?? note, 'zh-CN': zh ?? note } }),
  }
}

function once<Entry extends { id: string }>(list: Listed<Entry>[], problems: SourceProblem[]): Listed<Entry>[] {
  const seen = new Map<string, number>()
  for (const { entry, file, line } of list) {
    const first = seen.get(entry.id)
    if (first === undefined) seen.set(entry.id, line)
    else {
      const message = `found '${entry.id}' a second time, after line ${first}, expected each id once`
      problems.push({ code: 'duplicate-id', severity: 'error', file, line, path: 'id', message, found: entry.id })
    }
  }
  return list
}

interface ListRead<Entry> {
  list: Listed<Entry>[]
  problems: SourceProblem[]
}

/** Long lists that were read last: whoever works at a draft changes one of its files, and the others are the same again and again. */
const kept = new WeakMap<z.ZodObject, Map<string, ListRead<unknown>>>()
const long = 100_000
const mostKept = 2

function readList<Schema extends z.ZodObject>(
  content: string,
  file: string,
  schema: Schema,
  problems: SourceProblem[],
): Listed<z.output<Schema>>[] {
  const known = kept.get(schema) ?? new Map<string, ListRead<unknown>>()
  kept.set(schema, known)
  const key = `${file}\n${content}`
  const before = known.get(key) as ListRead<z.output<Schema>> | undefined
  const found: SourceProblem[] = []
  const read = before ?? { list: readLines(content, file, schema, found), problems: found }
  const oldest = known.keys().next().value
  if (before !== undefined) known.delete(key)
  else if (known.size >= mostKept && oldest !== undefined && content.length >= long) known.delete(oldest)
  if (content.length >= long) known.set(key, read)
  problems.push(...read.problems.map((one) => ({ ...one })))
  return read.list.slice()
}

function readLines<Schema extends z.ZodObject>(
  content: string,
  file: string,
  schema: Schema,
  problems: SourceProblem[],
): Listed<z.output<Schema>>[] {
  const known = Object.keys(schema.shape)
  const rows = parseRows(content, file, problems)
  const [head, ...rest] = rows ?? []
  if (head === undefined || !headIsRight(head.cells, known, file, problems)) return []
  const list: Listed<z.output<Schema>>[] = []
  for (const { cells, line } of rest) {
    const row = Object.fromEntries(known.map((name) => [name, cells[head.cells.indexOf(name)] ?? '']))
    const reading = schema.safeParse(row)
    if (reading.success) list.push({ entry: reading.data, file, line })
    else problems.push(...firstOfEach(reading.error.issues).map((issue) => cellProblem(issue, row, { file, line })))
  }
  return list
}

/** A cell is told once. */
const firstOfEach = (issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] =>
  issues.filter((issue, index) => issues.findIndex(({ path }) => path[0] === issue.path[0]) === index)

interface Row {
  cells: string[]
  line: number
}

function parseRows(content: string, file: string, problems: SourceProblem[]): Row[] | null {
  const options = { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true, info: true } as const
  try {
    const rows = parse(content, options) as unknown as { record: string[]; info: { lines: number } }[]
    return rows.map(({ record, info }) => ({ cells: record, line: info.lines }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error['lines'] === 'number' ? { line: error['lines'] } : {}
    problems.push({
      code: 'unreadable',
      severity: 'error',
      file,
      ...line,
      path: '',
      message: `not CSV: ${error.message}`,
    })
    return null
  }
}

function headIsRight(head: readonly string[], known: readonly string[], file: string, problems: SourceProblem[]) {
  const before = problems.length
  const say = (message: string, expected: string) =>
    problems.push({ code: 'shape', severity: 'error', file, line: 1, path: '', message, expected })
  for (const name of head.filter((one) => !known.includes(one))) {
    const near = closest(name, known)
    const expected = `one of ${known.join(', ')}`
    say(`unknown column '${name}', expected ${expected}${near === null ? '' : `; did you mean '${near}'?`}`, expected)
  }
  for (const name of known.slice(0, 2).filter((one) => !head.includes(one)))
    say(`the column '${name}' is missing`, `the columns ${known.join(', ')}`)
  return problems.length === before
}

function cellProblem(
  issue: z.core.$ZodIssue,
  row: Readonly<Record<string, string>>,
  { file, line }: { file: string; line: number },
): SourceProblem {
  const column = String(issue.path[0] ?? '')
  const value = row[column]
  const found = value === '' ? 'nothing' : describeValue(value)
  const expected = expectedIn(issue)
  return {
    code: 'shape',
    severity: 'error',
    file,
    line,
    path: column,
    message: `found ${found}, expected ${expected}`,
    found,
    expected,
  }
}

function expectedIn(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_union') return issue.errors[0]?.[0]?.message ?? 'another value'
  if (issue.code === 'invalid_value') return `one of ${issue.values.map(String).join(', ')}`
  return issue.code === 'too_small' ? 'some text' : issue.message
}

/** The instrument with the items of its files; a file without a catalogue, or beside items, is a problem. */
export function withListedItems(
  instrument: LawInstrument,
  source: YamlSource,
  { items }: FolderLists,
  problems: SourceProblem[],
): LawInstrument {
  if (items.size === 0) return instrument
  const declared = new Set(instrument.catalogues?.map(({ id }) => id))
  for (const [id, { file }] of items) {
    if (declared.has(id)) continue
    const expected = 'the id of a catalogue in instrument.yaml as the name of the file'
    problems.push({
      code: 'folder',
      severity: 'error',
      file,
      path: '',
      message: `no catalogue '${id}', expected ${expected}`,
      expected,
    })
  }
  const catalogues = instrument.catalogues?.map((catalogue, index) => {
    const listed = items.get(catalogue.id)
    if (listed === undefined) return catalogue
    if (catalogue.items !== undefined) {
      const message = `found items here and in ${listed.file}, expected them in one of the two`
      problems.push(problemAt(source, ['catalogues', index, 'items'], { code: 'shape', message }))
      return catalogue
    }
    return { ...catalogue, items: listed.items.map(({ entry }) => entry) }
  })
  return { ...instrument, ...(catalogues !== undefined && { catalogues }) }
}

/** A problem of an item, moved to the line of the list where the item stands. */
export function atListedLine(
  problem: SourceProblem,
  { catalogues }: LawInstrument,
  { items }: FolderLists,
): SourceProblem {
  const [, index, place, path] = /^catalogues\[(\d+)\]\.items\[(\d+)\]\.?(.*)$/.exec(problem.path) ?? []
  const id = catalogues?.[Number(index)]?.id
  const item = id === undefined ? undefined : items.get(id)?.items[Number(place)]
  if (item === undefined) return problem
  const { column: _column, ...rest } = problem
  return { ...rest, file: item.file, line: item.line, path: path ?? '' }
}
