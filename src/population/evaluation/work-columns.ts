// SPDX-License-Identifier: Apache-2.0
/**
 * Lengths of work as columns: the day from which on each person has worked long enough. It does not depend on the as-of date, so a column
 * is worked out once for a workforce and serves every day and every draft of a rule.
 */
import type { Residuals, WorkCell } from '@passerelle/recognition'
import { DAY_OF_CODE_0, LAST_DAY_CODE, NO_DAY } from '../columns/day-code.ts'
import { shared } from '../columns/growing.ts'
import { RELEVANT_UNKNOWN, type Workforce } from '../columns/workforce.ts'
import { NEVER, NO_END, ReachedDay } from './cells/reached-day.ts'
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
const MOST_BYTES = 512 * 1024 * 1024

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
  const most = Math.max(4, Math.floor(MOST_BYTES / Math.max(1, bytes)))
  const found = new Map<string, WorkColumn>()
  for (const [name, cell] of askedMost(residuals, most)) {
    const known = columns.get(name)
    const same = known?.matches.every((match, kind) => match === matches(cell)[kind])
    const column = known !== undefined && same ? known : makeColumn(workforce, cell, matches(cell))
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

function askedMost(residuals: Residuals, most: number): [string, WorkCell][] {
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

function makeColumn(workforce: Workforce, cell: WorkCell, matches: Uint8Array): WorkColumn {
  const { persons, records, person } = workforce
  const reading = new Reading(workforce, cell, matches)
  const recordCodes = shared.words(records)
  if (cell.relevant === 'record' || cell.award !== null) {
    for (let record = 0; record < records; record++)
      recordCodes[record] = reading.code(person[record] as number, record)
    return { codes: null, recordCodes, matches }
  }
  const codes = shared.words(persons)
  for (let holder = 0; holder < persons; holder++) codes[holder] = reading.code(holder, -1)
  for (let record = 0; record < records; record++) recordCodes[record] = codes[person[record] as number] as number
  return { codes, recordCodes, matches }
}

class Reading {
  private readonly workforce: Workforce
  private readonly cell: WorkCell
  private readonly matches: Uint8Array
  private readonly reached = new ReachedDay()

  constructor(workforce: Workforce, cell: WorkCell, matches: Uint8Array) {
    this.workforce = workforce
    this.cell = cell
    this.matches = matches
  }

  code(person: number, record: number): number {
    const { workforce, cell, reached } = this
    if (workforce.workKnown[person] === 0) return UNSURE
    const issued = cell.award === null ? NO_DAY : (workforce.issued[record] as number)
    if (cell.award !== null && issued === NO_DAY) return UNSURE
    if (cell.months <= 0) return 1
    reached.begin(cell.months)
    const end = workforce.firstJob[person + 1] as number
    for (let job = workforce.firstJob[person] as number; job < end; job++) {
      const match = this.match(job, record)
      if (match === 0) continue
      const from = workforce.jobFrom[job] as number
      if (match === 1 || from === NO_DAY) return UNSURE
      this.add(from + DAY_OF_CODE_0, workforce.jobEnd[job] as number, issued + DAY_OF_CODE_0)
    }
    const day = reached.day()
    if (day === NEVER) return NEVER_CODE
    return Math.min(Math.max(day - DAY_OF_CODE_0, 1), NEVER_CODE - 1)
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

/** Classes of the codes of a work column on a day: not sure, not long enough, long enough. */
export const workClasses = (dayCode: number): Uint8Array => {
  const classOf = new Uint8Array(LAST_DAY_CODE + 1).fill(1)
  classOf[UNSURE] = 0
  classOf.fill(2, 1, Math.max(1, Math.min(dayCode + 1, NEVER_CODE)))
  return classOf
}
export const WORK_CLASSES = 3
