// SPDX-License-Identifier: Apache-2.0
/**
 * Lengths of work as columns: the day from which on each person has worked long enough. It does not depend on the as-of date, so a column
 * is worked out once for a workforce and serves every day and every draft of a rule.
 */
import type { Residuals, WorkCell } from '@passerelle/recognition'
import { DAY_OF_CODE_0, LAST_DAY_CODE, NO_DAY } from '../columns/day-code.ts'
import { shared } from '../columns/growing.ts'
import { RELEVANT_UNKNOWN, type Workforce } from '../columns/workforce.ts'
import { NEVER, NO_END, ReachedDays } from './cells/reached-day.ts'
import type { Circumstances } from './circumstances.ts'

/** Not known, or not to be said in one day. */
const UNSURE = 0
const NEVER_CODE = LAST_DAY_CODE

export interface WorkColumn {
  /** By person; null where it depends on the credential. */
  codes: Uint16Array | null
  /** By record. */
  recordCodes: Uint16Array
  /** By kind of job: whether it counted. */
  matches: Uint8Array
}

/** Room for columns of one workforce. */
export const MOST_WORK_BYTES = 512 * 1024 * 1024

const kept = new WeakMap<Workforce, Map<string, WorkColumn>>()

/** Cells with equal names are equal; null where a column cannot say it. */
export function workName(cell: WorkCell): string | null {
  const { within, award, dated, relevant, months, matching } = cell
  if (within !== null || (award !== null && !dated)) return null
  return `${relevant} ${award} ${months} ${matching}`
}

/** The columns of the lengths of work that rules ask for most, worked out where they are not there yet, or where other jobs count. */
export function workColumns({ workforce, residuals, matches }: Circumstances): ReadonlyMap<string, WorkColumn> {
  let columns = kept.get(workforce)
  if (columns === undefined) {
    columns = new Map()
    kept.set(workforce, columns)
  }
  const bytes = (workforce.records + workforce.persons) * 2
  const most = Math.max(4, Math.floor(MOST_WORK_BYTES / Math.max(1, bytes)))
  const asked = askedMost(residuals, most)
  const missing = asked.filter(([name, cell]) => {
    const known = columns.get(name)
    return known === undefined || known.matches.some((match, kind) => match !== matches(cell)[kind])
  })
  for (const cells of alike(missing)) {
    const [first] = cells
    if (first === undefined) continue
    const made = makeColumns(workforce, cells, matches(first[1]))
    for (const [name, column] of made) columns.set(name, column)
  }
  const found = new Map<string, WorkColumn>()
  for (const [name] of asked) {
    const column = columns.get(name) as WorkColumn
    // The one asked for last is the last to go.
    columns.delete(name)
    columns.set(name, column)
    found.set(name, column)
  }
  for (const name of columns.keys()) {
    if (columns.size <= most) break
    columns.delete(name)
  }
  return found
}

/** Those of another law's columns for which the same jobs count under this one. */
export function sameWork(
  columns: ReadonlyMap<string, WorkColumn>,
  { residuals, matches }: Circumstances,
): ReadonlyMap<string, WorkColumn> {
  const found = new Map(columns)
  for (const cell of residuals.work()) {
    const name = workName(cell) ?? ''
    if (!found.get(name)?.matches.every((match, kind) => match === matches(cell)[kind])) found.delete(name)
  }
  return found
}

type Named = [name: string, cell: WorkCell]

function askedMost(residuals: Residuals, most: number): Named[] {
  const counts = new Map<string, { cell: WorkCell; count: number }>()
  for (const cell of residuals.work()) {
    const name = workName(cell)
    if (name === null) continue
    const known = counts.get(name)
    if (known === undefined) counts.set(name, { cell, count: 1 })
    else known.count++
  }
  const sorted = [...counts].sort(([, a], [, b]) => b.count - a.count)
  return sorted.slice(0, most).map(([name, { cell }]) => [name, cell])
}

/** Those for which the same jobs count, shortest first: they are worked out together. */
function alike(cells: readonly Named[]): Named[][] {
  const groups = Map.groupBy(cells, ([, { relevant, award, matching }]) => `${relevant} ${award} ${matching}`)
  return [...groups.values()].map((group) => group.toSorted(([, one], [, other]) => one.months - other.months))
}

function makeColumns(workforce: Workforce, cells: readonly Named[], matches: Uint8Array): [string, WorkColumn][] {
  const { persons, records, person } = workforce
  const cell = (cells[0] as Named)[1]
  const ofRecord = cell.relevant === 'record' || cell.award !== null
  const reading = new Reading(
    workforce,
    cells.map(([, one]) => one),
    matches,
  )
  const columns = cells.map(([name]): [string, WorkColumn] => {
    return [name, { codes: ofRecord ? null : shared.words(persons), recordCodes: shared.words(records), matches }]
  })
  if (ofRecord) {
    const lists = columns.map(([, { recordCodes }]) => recordCodes)
    for (let record = 0; record < records; record++) reading.read(person[record] as number, record, lists, record)
    return columns
  }
  const lists = columns.map(([, { codes }]) => codes as Uint16Array)
  for (let holder = 0; holder < persons; holder++) reading.read(holder, -1, lists, holder)
  for (const [, { codes, recordCodes }] of columns) {
    for (let record = 0; record < records; record++)
      recordCodes[record] = (codes as Uint16Array)[person[record] as number] as number
  }
  return columns
}

/** Reads the lengths of work for which the same jobs count. */
class Reading {
  private readonly workforce: Workforce
  private readonly cell: WorkCell
  private readonly matches: Uint8Array
  private readonly reached: ReachedDays
  /** Lengths that are none come first. */
  private readonly none: number

  constructor(workforce: Workforce, cells: readonly WorkCell[], matches: Uint8Array) {
    this.workforce = workforce
    this.cell = cells[0] as WorkCell
    this.matches = matches
    const needs = cells.map(({ months }) => months).filter((months) => months > 0)
    this.none = cells.length - needs.length
    this.reached = new ReachedDays(needs)
  }

  /** Puts the code of each length in its list. */
  read(person: number, record: number, lists: readonly Uint16Array[], at: number): void {
    const { none } = this
    const known = this.isKnown(person, record)
    const sure = known && this.reach(person, record)
    for (let index = 0; index < lists.length; index++) {
      const list = lists[index] as Uint16Array
      if (index < none) list[at] = known ? 1 : UNSURE
      else list[at] = sure ? codeOf(this.reached.days[index - none] as number) : UNSURE
    }
  }

  private isKnown(person: number, record: number): boolean {
    const { workforce, cell } = this
    return workforce.workKnown[person] !== 0 && (cell.award === null || workforce.issued[record] !== NO_DAY)
  }

  /** False where it is not known of some job whether, or from when on, it counts. */
  private reach(person: number, record: number): boolean {
    const { workforce, cell, reached } = this
    const issued = cell.award === null ? NO_DAY : (workforce.issued[record] as number)
    reached.begin()
    const end = workforce.firstJob[person + 1] as number
    for (let job = workforce.firstJob[person] as number; job < end; job++) {
      const match = this.match(job, record)
      if (match === 0) continue
      const from = workforce.jobFrom[job] as number
      if (match === 1 || from === NO_DAY) return false
      this.add(from + DAY_OF_CODE_0, workforce.jobEnd[job] as number, issued + DAY_OF_CODE_0)
    }
    reached.close()
    return true
  }

  private add(from: number, endCode: number, issued: number): void {
    const { award } = this.cell
    const end = endCode === NO_DAY ? NO_END : endCode + DAY_OF_CODE_0
    this.reached.add(
      award === 'after' ? Math.max(from, issued) : from,
      award === 'before' ? Math.min(end, issued) : end,
    )
  }

  private match(job: number, record: number): number {
    const { workforce, cell } = this
    const match = this.matches[workforce.jobKind[job] as number] as number
    if (cell.relevant === null || match === 0) return match
    const bits = workforce.jobRelevant[job] as number
    if (bits === RELEVANT_UNKNOWN) return 1
    return cell.relevant === 'record' && (bits >>> (workforce.slot[record] as number)) & 1 ? match : 0
  }
}

const codeOf = (day: number): number =>
  day === NEVER ? NEVER_CODE : Math.min(Math.max(day - DAY_OF_CODE_0, 1), NEVER_CODE - 1)

/** Classes of the codes of a work column on a day: not sure, long enough, not long enough. */
export function workClasses(dayCode: number): { edges: Uint16Array; classOf: Uint8Array } {
  const later = Math.max(1, Math.min(dayCode + 1, NEVER_CODE))
  const classOf = new Uint8Array(LAST_DAY_CODE + 1).fill(2)
  classOf[UNSURE] = 0
  classOf.fill(1, 1, later)
  return { edges: Uint16Array.of(1, later), classOf }
}
export const WORK_CLASSES = 3
