// SPDX-License-Identifier: Apache-2.0
import { type Finding, type FindingCode, type FindingPlace, finding } from '../finding.model.ts'
import { type Cell, cellName, type TableRow, textOf } from '../tables/table.model.ts'
import { type Column, headings } from './columns.model.ts'
import { type DateRole, dayAfter, firstDay, readDate } from './dates.model.ts'
import { hasChinese, isBroken, plainCode, plainText } from './plain-text.model.ts'
import type { Action, EarlierHolders, ItemRow, RowContext } from './row.model.ts'
import { actionWords, furtherCountryNames, holdersWords, type WordList, withId, wordList } from './word-lists.model.ts'

export interface RowReader {
  columns: ReadonlyMap<number, Column>
  sheet: string | null
  from1904: boolean
  countries: WordList
  classes: WordList
  classNames: readonly string[]
  actions: WordList
  holders: WordList
  /** The class of every row, where the catalogue has but one and the table has no column for it. */
  onlyClass: string | null
}

const longest = { name: 300, note: 2000, source: 500, found: 120 }

export function rowReader(context: RowContext, columns: ReadonlyMap<number, Column>, sheet: string | null): RowReader {
  const has = (column: Column) => [...columns.values()].includes(column)
  const [first] = context.classes
  const classed = has('class') || has('level')
  return {
    columns,
    sheet,
    from1904: context.from1904,
    countries: wordList(
      context.countries.map(({ code, names }) => ({
        id: code,
        names: [...names, ...(furtherCountryNames[code] ?? [])],
      })),
    ),
    classes: wordList(context.classes),
    classNames: context.classes.map(({ id, names }) => {
      const others = [...new Set(names)].filter((name) => name !== id)
      return others.length === 0 ? id : `${id} (${others.join(', ')})`
    }),
    actions: wordList(actionWords),
    holders: wordList(holdersWords),
    onlyClass: context.classes.length === 1 && !classed ? (first?.id ?? null) : null,
  }
}

/** One row while it is read: what stands in it by column, and what is said of it. */
class RowReading {
  readonly cells: Partial<Record<Column, string>> = {}
  readonly found: Partial<Record<Column, Cell>> = {}
  private readonly reader: RowReader
  private readonly row: number
  private readonly findings: Finding[]

  constructor(reader: RowReader, { number, cells }: TableRow, findings: Finding[]) {
    this.reader = reader
    this.row = number
    this.findings = findings
    for (const [at, column] of reader.columns) {
      this.cells[column] = cellName(number, at)
      const cell = cells[at]
      if (cell !== undefined && cell !== '') this.found[column] = cell
    }
  }

  say(code: FindingCode, column: Column | null, place: FindingPlace = {}): void {
    const cell = (column === null ? undefined : this.cells[column]) ?? String(this.row)
    const found = column === null ? '' : plainText(textOf(this.found[column]))
    this.findings.push(finding(code, { sheet: this.reader.sheet, row: this.row, cell, found, ...place }))
  }

  /** The text of a cell; null where it is empty or is none, which is said. */
  text(column: Column, most: number, code: FindingCode): string | null {
    const cell = this.found[column]
    if (cell === undefined) return null
    if (this.isNoValue(column, cell)) return null
    const raw = textOf(cell)
    const text = plainText(raw)
    if (isBroken(raw)) this.say('text-broken', column)
    else if (text.length > most) this.say(code, column, { expected: [String(most)] })
    return text === '' ? null : text
  }

  /** `#N/A` and formulas that were never worked out. */
  isNoValue(column: Column, cell: Cell): boolean {
    if (typeof cell === 'string') {
      if (!/^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/.test(cell.trim())) return false
      this.say('cell-error', column)
      return true
    }
    if (cell.kind === 'error') this.say('cell-error', column)
    else if (cell.kind === 'no-value') this.say('formula-without-value', column)
    else return false
    return true
  }
}

/** What a row says; null where it only repeats the header, as printed tables do on every page. */
export function readRow(reader: RowReader, row: TableRow, findings: Finding[]): ItemRow | null {
  if (repeatsHeader(reader, row)) return null
  const reading = new RowReading(reader, row, findings)
  const remark = remarkIn(reading)
  if (remark !== null) {
    reading.say('row-not-an-item', remark)
    return null
  }
  const names = readNames(reading)
  const withdraws = readAction(reading, reader)
  const item: ItemRow = {
    sheet: reader.sheet,
    row: row.number,
    ...names,
    class: readClass(reading, reader, withdraws),
    cells: reading.cells,
  }
  assign(item, 'country', readCountry(reading, reader))
  assign(item, 'action', withdraws)
  readDates(reading, reader, item)
  assign(item, 'earlierHolders', readHolders(reading, reader))
  assign(item, 'noteZh', reading.text('note-zh', longest.note, 'note-too-long'))
  assign(item, 'noteEn', reading.text('note-en', longest.note, 'note-too-long'))
  assign(item, 'source', readSource(reading))
  return item
}

function assign<Key extends keyof ItemRow>(item: ItemRow, key: Key, value: ItemRow[Key] | null): void {
  if (value !== null && value !== undefined) item[key] = value
}

/** How sums, notes and signatures below a table begin. */
const remarks = /^(合计|总计|小计|共计|总数|注[:：]|备注[:：]|说明[:：]|填表|制表|审核人|负责人|联系人|total\b|sum\b)/i

/** The column of a remark: a row that says no class, no place and no id. */
function remarkIn({ found }: RowReading): Column | null {
  if ([found.class, found.level, found.country, found.id].some((cell) => cell !== undefined)) return null
  for (const column of ['number', 'name-zh', 'name-en'] as const) {
    if (remarks.test(plainText(textOf(found[column])))) return column
  }
  return null
}

function repeatsHeader({ columns }: RowReader, { cells }: TableRow): boolean {
  let same = 0
  for (const [at, column] of columns) {
    const text = plainText(textOf(cells[at]))
    if (text === '') continue
    if (text !== headings[column].zh && text !== headings[column].en && !headings[column].also.includes(text))
      return false
    same++
  }
  return same >= 3
}

function readNames(reading: RowReading): Pick<ItemRow, 'id' | 'nameZh' | 'nameEn' | 'bodyZh' | 'bodyEn'> {
  const names: Pick<ItemRow, 'id' | 'nameZh' | 'nameEn' | 'bodyZh' | 'bodyEn'> = {}
  for (const [key, column] of [
    ['nameZh', 'name-zh'],
    ['nameEn', 'name-en'],
    ['bodyZh', 'body-zh'],
    ['bodyEn', 'body-en'],
  ] as const) {
    const text = reading.text(column, longest.name, 'name-too-long')
    if (text !== null) names[key] = text
  }
  const id = reading.text('id', 100, 'id-malformed')
  if (id !== null) {
    const plain = plainCode(id).toLowerCase()
    if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(plain)) names.id = plain
    else reading.say('id-malformed', 'id')
  }
  checkNames(reading, names)
  return names
}

function checkNames(reading: RowReading, { nameZh, nameEn, id }: Pick<ItemRow, 'id' | 'nameZh' | 'nameEn'>): void {
  const column: Column = reading.cells['name-zh'] === undefined ? 'name-en' : 'name-zh'
  if (nameZh === undefined && nameEn === undefined && id === undefined) {
    const said = reading.found['name-zh'] ?? reading.found['name-en'] ?? reading.found.id
    if (said === undefined || plainText(textOf(said)) === '') reading.say('name-missing', column)
    return
  }
  if (nameZh !== undefined && /^[\d\s.,%]+$/.test(nameZh)) reading.say('name-is-number', 'name-zh')
  else if (nameZh !== undefined && reading.cells['name-en'] !== undefined && !hasChinese(nameZh)) {
    reading.say('name-not-chinese', 'name-zh')
  }
  if (nameEn !== undefined && /^[\d\s.,%]+$/.test(nameEn)) reading.say('name-is-number', 'name-en')
}

function readCountry(reading: RowReading, { countries }: RowReader): string | null {
  const text = reading.text('country', longest.name, 'country-unknown')
  if (text === null) return null
  const found = countries.find(text)
  if (found === null) reading.say('country-unknown', 'country', { candidates: countries.near(text).map(withId) })
  return found
}

function readClass(reading: RowReading, { classes, classNames, onlyClass }: RowReader, action: Action | null): string {
  if (onlyClass !== null) return onlyClass
  const column: Column = reading.cells.class === undefined ? 'level' : 'class'
  const text = reading.text(column, longest.name, 'class-unknown')
  if (text === null) {
    const cell = reading.found[column]
    const silent = cell === undefined || (typeof cell === 'string' && plainText(cell) === '')
    if (silent && action !== 'withdraw') reading.say('class-missing', column, { expected: classNames })
    return ''
  }
  const found =
    classes.find(text) ?? classes.find(text.replace(/(类|级|class|category)$/i, '')) ?? classes.find(`${text}类`)
  if (found === null)
    reading.say('class-unknown', column, { expected: classNames, candidates: classes.near(text).map(withId) })
  return found ?? ''
}

function readAction(reading: RowReading, { actions }: RowReader): Action | null {
  const text = reading.text('action', longest.name, 'action-unknown')
  if (text === null) return null
  const found = actions.find(text) as Action | null
  if (found === null)
    reading.say('action-unknown', 'action', {
      candidates: actions.near(text).map(({ id }) => actionName(id)),
    })
  return found
}

function readHolders(reading: RowReading, { holders }: RowReader): EarlierHolders | null {
  const text = reading.text('holders', longest.name, 'holders-unknown')
  if (text === null || /^[-—–/]+$/.test(plainCode(text))) return null
  const found = holders.find(text) as EarlierHolders | null
  if (found === null) reading.say('holders-unknown', 'holders')
  return found
}

/** As the template has it. */
const actionName = (id: string): string => actionWords.find((one) => one.id === id)?.names[0] ?? id

function readSource(reading: RowReading): string | null {
  const text = reading.text('source', longest.source, 'source-not-an-address')
  if (text === null) return null
  const address = plainCode(text)
  if (/^https?:\/\/[^\s/]+\.[^\s]+$/i.test(address)) return address
  reading.say('source-not-an-address', 'source')
  return null
}

/** Words for: without an end. */
const openEnd = /^(长期|永久|长期有效|永久有效|无|无固定期限|至今|不限|none|never|open|permanent|indefinite|n\/?a)$/i

function readDates(reading: RowReading, reader: RowReader, item: ItemRow): void {
  const from = dateIn(reading, reader, 'from')
  const until = dateIn(reading, reader, 'until')
  const last = dateIn(reading, reader, 'last-day')
  const end = until ?? (last === null ? null : dayAfter(last))
  assign(item, 'from', from)
  assign(item, 'until', end)
  const column: Column = until === null ? 'last-day' : 'until'
  if (from !== null && end !== null && firstDay(end) <= firstDay(from)) {
    reading.say('dates-contradict', column, { expected: [from] })
  }
  if (until !== null && last !== null && dayAfter(last) !== until) {
    reading.say('dates-contradict', 'last-day', { expected: [until] })
  }
}

function dateIn(reading: RowReading, { from1904 }: RowReader, column: DateRole): string | null {
  const cell = reading.found[column]
  if (cell === undefined || reading.isNoValue(column, cell)) return null
  if (column !== 'from' && openEnd.test(plainCode(textOf(cell)))) return null
  const read = readDate(cell, column, from1904)
  if (read === null) return null
  if (read.code !== null) {
    const expected = read.date === null ? [] : [read.date]
    reading.say(read.code, column, { expected, candidates: read.candidates ?? [] })
  }
  return read.date
}
