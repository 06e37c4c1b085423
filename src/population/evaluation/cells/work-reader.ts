// SPDX-License-Identifier: Apache-2.0
import { addMonths, type CellState, latestStart, type WorkCell, WorkingTime } from '@passerelle/recognition'
import { DAY_OF_CODE_0, NO_DAY } from '../../columns/day-code.ts'
import { RELEVANT_UNKNOWN, type Workforce } from '../../columns/workforce.ts'
import type { Circumstances } from '../circumstances.ts'
import { APART, MET_SPAN, OPEN_SPAN, SETTLED_SPAN, type Span, UNMET_SPAN } from '../span.ts'
import type { CellReader } from './cell-reader.ts'

const NO = 0
const MAYBE = 1
const YES = 2
const EARLIEST = -1_000_000
const LATEST = 4_000_000

/** A length of work, counted as `docs/engine-semantics.md` says under "Experience". */
export class WorkReader implements CellReader {
  private readonly cell: WorkCell
  private readonly workforce: Workforce
  private readonly day: number
  private readonly matches: Uint8Array
  private readonly unknown: Span
  private readonly windowStart: number
  /** The latest start from which work that goes on reaches the need. */
  private readonly latest: number
  /** Work that goes on is counted without adding up, where nothing cuts it off. */
  private readonly plain: boolean
  private low = 0
  /** -1: no bound. */
  private high = 0
  private settled = true

  constructor(cell: WorkCell, { workforce, day, matches }: Circumstances) {
    this.cell = cell
    this.workforce = workforce
    this.day = day
    this.matches = matches(cell)
    this.unknown = typeof cell.open === 'string' ? SETTLED_SPAN[cell.open] : OPEN_SPAN
    this.windowStart = cell.within === null ? EARLIEST : addMonths(day, -cell.within)
    this.latest = latestStart(day, cell.months)
    this.plain = cell.award === null && cell.within === null
  }

  span(person: number, record: number): Span {
    const { workforce, cell } = this
    const open = cell.award !== null && this.issued(record) === NO_DAY
    if (workforce.workKnown[person] === 0) return this.unknown
    const first = workforce.firstJob[person] as number
    const end = workforce.firstJob[person + 1] as number
    if (this.plain && end - first === 1) {
      const quick = this.single(first, record)
      if (quick >= 0) return quick
    }
    this.count(first, end, record)
    if (open) {
      if (this.settled) return OPEN_SPAN | APART
      return this.high >= 0 && this.high < cell.months ? UNMET_SPAN : this.unknown
    }
    if (this.low >= cell.months) return MET_SPAN
    if (this.high >= 0 && this.high < cell.months) return UNMET_SPAN
    return OPEN_SPAN
  }

  key(person: number, record: number): string | null {
    const span = this.span(person, record)
    return (span & APART) === 0 ? `${span}.` : null
  }

  state(person: number, record: number): CellState {
    const span = this.span(person, record)
    return span === MET_SPAN ? 'met' : span === UNMET_SPAN ? 'unmet' : this.cell.open
  }

  private issued(record: number): number {
    return this.cell.dated && record >= 0 ? (this.workforce.issued[record] as number) : NO_DAY
  }

  private match(job: number, record: number): number {
    const { workforce, cell } = this
    const match = this.matches[workforce.jobKind[job] as number] as number
    if (cell.relevant === null || match === NO) return match
    const bits = workforce.jobRelevant[job] as number
    if (bits === RELEVANT_UNKNOWN) return MAYBE
    if (cell.relevant === 'other' || record < 0) return NO
    return (bits >>> (workforce.slot[record] as number)) & 1 ? match : NO
  }

  /** One job that surely counts, or surely does not, and goes on; -1 for any other. */
  private single(job: number, record: number): Span {
    const match = this.match(job, record)
    if (match === NO) return this.cell.months > 0 ? UNMET_SPAN : MET_SPAN
    const from = this.workforce.jobFrom[job] as number
    const end = this.workforce.jobEnd[job] as number
    if (match !== YES || from === NO_DAY || (end !== NO_DAY && end + DAY_OF_CODE_0 <= this.day)) return -1
    return from + DAY_OF_CODE_0 <= this.latest ? MET_SPAN : UNMET_SPAN
  }

  private count(first: number, end: number, record: number): void {
    const { workforce, day, cell } = this
    const issued = this.issued(record)
    const known = issued !== NO_DAY
    const earliest =
      known && cell.award === 'after' ? Math.max(this.windowStart, issued + DAY_OF_CODE_0) : this.windowStart
    const latest = known && cell.award === 'before' ? issued + DAY_OF_CODE_0 : LATEST
    const sure = new WorkingTime()
    let possible: WorkingTime | null = null
    let unbounded = false
    this.settled = true
    for (let job = first; job < end; job++) {
      const match = this.match(job, record)
      if (match === NO) continue
      const start = workforce.jobFrom[job] as number
      if (match === MAYBE || start === NO_DAY) this.settled = false
      if (match === MAYBE && possible === null) possible = sure.copy()
      if (start === NO_DAY) {
        unbounded = true
        continue
      }
      const from = Math.max(start + DAY_OF_CODE_0, earliest)
      const jobEnd = workforce.jobEnd[job] as number
      const to = Math.min(jobEnd === NO_DAY ? day : Math.min(day, jobEnd + DAY_OF_CODE_0), latest)
      if (match === YES) sure.add(from, to)
      possible?.add(from, to)
    }
    this.low = sure.total()
    this.high = unbounded ? -1 : possible === null ? this.low : possible.total()
  }
}
