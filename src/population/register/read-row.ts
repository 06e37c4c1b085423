// SPDX-License-Identifier: Apache-2.0
import type { FactValue } from '@passerelle/recognition'
import { isPlainDate, type PlainDate } from '../../kernel/plain-date.ts'
import { readDate } from '../../publishing/index.ts'
import {
  type Document,
  type DocumentKind,
  type ReadDocument,
  readDocument,
} from '../holders/documents/document.model.ts'
import type { HeldCredential, HolderPurpose, Sex } from '../holders/holder.model.ts'
import type { HolderNews } from '../holders/merge-holder.model.ts'
import { type HolderName, type NameKind, scriptOf } from '../holders/names.model.ts'
import type { HeadedColumn } from './columns.model.ts'
import type { RowFault, RowFaultCode } from './row-fault.model.ts'
import type { Finder, Vocabulary } from './vocabulary.ts'

/** One row as it is taken: by what the person is found, and what is said of them. */
export interface RegisterRow {
  line: number
  /** By which the person is told from others; the first that is known decides. */
  documents: Document[]
  news: HolderNews
}

export interface RowContext {
  columns: readonly (HeadedColumn | null)[]
  vocabulary: Vocabulary
  today: PlainDate
  /** What the data of the whole file may be used for, where no column says it. */
  purposes: readonly HolderPurpose[]
}

/** The cells of one row by their columns, and what is found wrong with them. */
class Cells {
  readonly faults: RowFault[] = []
  private readonly values = new Map<HeadedColumn, string>()

  constructor(cells: readonly string[], columns: readonly (HeadedColumn | null)[]) {
    for (let at = 0; at < columns.length; at++) {
      const column = columns[at]
      const text = cells[at]?.trim() ?? ''
      if (column !== null && column !== undefined && text !== '') this.values.set(column, text)
    }
  }

  get(column: HeadedColumn): string | null {
    return this.values.get(column) ?? null
  }

  entries(): Iterable<[HeadedColumn, string]> {
    return this.values
  }

  /** Notes a fault; what stood there is told of columns that say nothing of who somebody is. */
  fault(code: RowFaultCode, field: HeadedColumn | null, args?: Record<string, string>): null {
    const found = field === null || telling.has(field) ? null : (this.get(field)?.slice(0, 100) ?? null)
    this.faults.push({ code, field, found, ...(args === undefined ? {} : { args }) })
    return null
  }

  /** A word of a closed list. */
  word(column: HeadedColumn, find: Finder, code: RowFaultCode): string | null {
    const text = this.get(column)
    if (text === null) return null
    return find(text) ?? this.fault(code, column)
  }

  date(column: HeadedColumn): PlainDate | null {
    const text = this.get(column)
    if (text === null) return null
    const day = isPlainDate(text) ? text : (readDate(text, 'from', false)?.date ?? null)
    return day !== null && day.length === 10 ? day : this.fault('date', column)
  }
}

/** Columns whose cells tell who somebody is. */
const telling: ReadonlySet<HeadedColumn> = new Set([
  'person',
  'name',
  'name-latin',
  'former-name',
  'document-number',
  'birth-date',
  'email',
  'phone',
])

/** What a row says, or all that is wrong with it. */
export function readRow(line: number, cells: readonly string[], context: RowContext): RegisterRow | RowFault[] {
  const given = new Cells(cells, context.columns)
  const { documents, birthDate, sex } = readPerson(given, context)
  const credential = readCredential(given, context)
  const news: HolderNews = {
    data: { birthDate, sex, ...readPlaces(given, context), ...readFacts(given, context) },
    names: readNames(given),
    contact: readContact(given),
    credential,
    job: readJob(given, context),
    consents: readConsents(given, context),
  }
  return given.faults.length > 0 ? given.faults : { line, documents, news }
}

function readPerson(given: Cells, { vocabulary, today }: RowContext) {
  const read = readNumber(given, vocabulary)
  const own = given.get('person')
  const register = own === null ? null : readDocument(own, 'register', null)
  if (typeof register === 'string') given.fault(register, 'person')
  if (own === null && given.get('document-number') === null) given.fault('number-missing', null)
  const said = { birthDate: given.date('birth-date'), sex: given.word('sex', vocabulary.sex, 'sex') as Sex | null }
  if (read?.birthDate !== undefined && said.birthDate !== null && said.birthDate !== read.birthDate)
    given.fault('birth-differs', 'birth-date')
  if (read?.sex !== undefined && said.sex !== null && said.sex !== 'other' && said.sex !== read.sex)
    given.fault('sex-differs', 'sex')
  const birthDate = read?.birthDate ?? said.birthDate
  if (birthDate !== null && birthDate > today) given.fault('date-future', 'birth-date')
  const documents = [read, register].flatMap((one) => (one === null || typeof one === 'string' ? [] : [one.document]))
  return { documents, birthDate, sex: said.sex ?? read?.sex ?? null }
}

function readNumber(given: Cells, { documentKind, place }: Vocabulary): ReadDocument | null {
  const number = given.get('document-number')
  if (number === null) return null
  const kind = given.word('document-type', documentKind, 'document-type') as DocumentKind | null
  const country = given.word('document-country', place, 'place')
  const read = readDocument(number, kind, country)
  return typeof read === 'string' ? given.fault(read, 'document-number') : read
}

function readPlaces(given: Cells, { vocabulary }: RowContext) {
  return {
    district: given.word('district', vocabulary.place, 'place'),
    origin: given.word('origin', vocabulary.place, 'place'),
    occupation: readOccupation(given, 'occupation'),
  }
}

/** Scheme and code: `cn-2022/2-02-10-09`; the scheme of the country where none is said. */
function readOccupation(given: Cells, column: 'occupation' | 'job-occupation'): string | null {
  const text = given.get(column)
  if (text === null) return null
  if (/^\d-\d{2}(-\d{2}){0,2}$/.test(text)) return `cn-2022/${text}`
  return /^[a-z0-9][a-z0-9.-]*\/[^\s/]{1,100}$/i.test(text) ? text : given.fault('occupation', column)
}

function readFacts(given: Cells, { vocabulary }: RowContext) {
  const facts: Record<string, FactValue> = {}
  for (const [column, text] of given.entries()) {
    if (!column.startsWith('fact:')) continue
    const id = column.slice(5)
    const value = factValue(text, id, vocabulary)
    if (value === null) given.fault('fact', column, { type: vocabulary.facts.get(id)?.type ?? 'none' })
    else facts[id] = value
  }
  const complete = given.word('work-known', vocabulary.yesNo, 'yes-no')
  return {
    facts: Object.keys(facts).length === 0 ? null : facts,
    workKnown: complete === null ? null : complete === 'yes',
  }
}

function factValue(text: string, id: string, { facts, yesNo, place }: Vocabulary): FactValue | null {
  const fact = facts.get(id)
  if (fact === undefined) return null
  const among = (one: string) => (fact.options === undefined || fact.options.includes(one) ? one : null)
  if (fact.type === 'boolean') {
    const said = yesNo(text)
    return said === null ? null : said === 'yes'
  }
  if (fact.type === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null
  if (fact.type === 'date') return isPlainDate(text) ? text : null
  if (fact.type === 'place') return place(text)
  if (fact.type === 'choice') return among(text)
  const members = parts(text)
  return members.every((one) => among(one) !== null) ? members : null
}

const parts = (text: string): string[] =>
  text
    .split(/[;；、|]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

function readNames(given: Cells): HolderName[] {
  const names = (
    [
      ['name', 'main'],
      ['name-latin', 'latin'],
      ['former-name', 'former'],
    ] as const satisfies [HeadedColumn, NameKind][]
  ).flatMap(([column, kind]) => {
    const text = given.get(column)?.normalize('NFC').replaceAll(/\s+/g, ' ')
    if (text === undefined) return []
    if (text.length > 200) given.fault('too-long', column)
    return [{ name: text, script: scriptOf(text), kind }]
  })
  if (!names.some(({ kind }) => kind !== 'former')) given.fault('name-missing', 'name')
  return names
}

function readContact(given: Cells) {
  const email = given.get('email')
  const phone = given.get('phone')
  if (email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) given.fault('email', 'email')
  return { ...(email === null ? {} : { email }), ...(phone === null ? {} : { phone: phone.slice(0, 40) }) }
}

/** What says that the credential is none of the register's, and that it is not known which. */
const none = /^(none|无|其他|-|—)$/i
const unknown = /^(unknown|不详|未知)$/i

function readQualification(given: Cells, said: string | null, find: Finder): string | null {
  if (said === null || none.test(said)) return null
  return unknown.test(said) ? 'unknown' : given.word('qualification', find, 'qualification')
}

function readCredential(given: Cells, context: RowContext): HeldCredential | null {
  const { vocabulary } = context
  const said = given.get('qualification')
  const level = given.word('level', vocabulary.level, 'level')
  if (said === null && given.get('level') === null) {
    if (given.get('issued') !== null) given.fault('level-without', 'qualification')
    return null
  }
  const issued = given.date('issued')
  const expires = readExpiry(given)
  if (issued !== null && expires !== null && expires <= issued) given.fault('order', 'last-day')
  if (issued !== null && issued > context.today) given.fault('date-future', 'issued')
  const field = given.get('field')
  return {
    qualification: readQualification(given, said, vocabulary.qualification),
    level,
    status: given.word('status', vocabulary.status, 'status') as 'valid' | 'revoked' | null,
    country: given.word('country', vocabulary.place, 'place'),
    awardingBody: given.word('awarding-body', vocabulary.body, 'body'),
    field: field === null ? null : parts(field),
    listed: readListed(given, vocabulary),
    stated: null,
    issued,
    expires,
  }
}

function readExpiry(given: Cells): PlainDate | null {
  const last = given.date('last-day')
  return last === null ? given.date('expires') : dayAfter(last)
}

const dayAfter = (day: PlainDate): PlainDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** `catalogue=class`, or `catalogue=no`, several with semicolons between. */
function readListed(given: Cells, { catalogues }: Vocabulary): Record<string, string> | null {
  const text = given.get('listed')
  if (text === null) return null
  const listed: Record<string, string> = {}
  for (const part of parts(text)) {
    const [catalogue = '', group = ''] = part.split('=').map((one) => one.trim())
    if (group !== 'no' && catalogues.get(catalogue)?.has(group) !== true) return given.fault('listed', 'listed')
    listed[catalogue] = group
  }
  return listed
}

function readJob(given: Cells, { vocabulary }: RowContext): HolderNews['job'] {
  const [started, ended] = [given.date('job-from'), given.date('job-to')]
  const occupation = readOccupation(given, 'job-occupation')
  const place = given.word('job-place', vocabulary.place, 'place')
  const capacity = given.get('job-capacity')
  const relevant = given.word('job-relevant', vocabulary.yesNo, 'yes-no')
  if (started !== null && ended !== null && ended < started) given.fault('order', 'job-to')
  if ([started, ended, occupation, place, capacity].every((one) => one === null)) return null
  return {
    started,
    ended,
    occupation: occupation === null ? null : [occupation],
    place,
    capacity: capacity?.slice(0, 200) ?? null,
    relevant: relevant === null ? null : relevant === 'yes',
  }
}

function readConsents(given: Cells, { vocabulary, today, purposes }: RowContext): HolderNews['consents'] {
  const said = given.get('purposes')
  const since = given.date('consent-from') ?? today
  const last = given.date('consent-until')
  const until = last === null ? null : dayAfter(last)
  if (said === null) {
    return purposes.map((purpose) => ({ purpose, given: today, until: null, withdrawn: null, assumed: true as const }))
  }
  const found = parts(said).map((word) => vocabulary.purpose(word) as HolderPurpose | null)
  if (found.includes(null)) given.fault('purpose', 'purposes')
  return found.flatMap((purpose) => (purpose === null ? [] : [{ purpose, given: since, until, withdrawn: null }]))
}
