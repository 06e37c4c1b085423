// SPDX-License-Identifier: Apache-2.0
/**
 * The same persons for the databases, as far worked out before as it can be without knowing the day that is asked for: one row a credential,
 * everything that the rules ask of the person beside it; of the work that is relevant to it, the months and days of stretches that have ended,
 * joined where they overlap, and since when the one goes on that has not, both for all places and for the one that is asked for.
 */
import { dayOfCode } from '../../src/population/columns/day-code.ts'
import type { FactColumn, Workforce } from '../../src/population/columns/workforce.ts'
import { DEGREES, PROVINCES } from './workload.ts'

const DAY = 86_400_000

/** Columns of the table `held`: whole numbers and days, empty where not known. */
export const heldColumns = [
  ...['person', 'qualification', 'issued', 'born', 'employer', 'capacity', 'assessed', 'filed', 'language', 'training'],
  ...['honours', 'degree', 'worked_months', 'worked_days', 'worked_parts', 'since_month', 'since_day'],
  ...['here_months', 'here_days', 'here_parts', 'here_month', 'here_day'],
]

const CODES = 65_536
const GOES_ON = CODES

/** What the calendar says of day codes. */
class Calendar {
  /** Month since year 0, day of the month, and 1 on the last day of a month, by day code. */
  private readonly months = new Int32Array(CODES)
  private readonly days = new Uint8Array(CODES)
  private readonly last = new Uint8Array(CODES)
  /** Code of the first day, by month. */
  private readonly first = new Map<number, number>()
  private readonly texts: string[] = ['']

  constructor() {
    for (let code = 1; code < CODES; code++) {
      const date = new Date(dayOfCode(code) * DAY)
      this.texts[code] = date.toISOString().slice(0, 10)
      this.months[code] = date.getUTCFullYear() * 12 + date.getUTCMonth()
      this.days[code] = date.getUTCDate()
      if (this.days[code] === 1) this.first.set(this.months[code] as number, code)
      this.last[code] = new Date(date.getTime() + DAY).getUTCDate() === 1 ? 1 : 0
    }
  }

  text(code: number): string {
    return this.texts[code] as string
  }

  /** Month since year 0, and day of the month. */
  civil(code: number): [number, number] {
    return [this.months[code] as number, this.days[code] as number]
  }

  /** Whole months from one day to another; the last day of a month reaches any day. */
  between(from: number, to: number): number {
    const reached = (this.days[to] as number) >= (this.days[from] as number) || this.last[to] === 1
    return (this.months[to] as number) - (this.months[from] as number) - (reached ? 0 : 1)
  }

  /** The day so many months later, the last of its month where that is shorter. */
  later(from: number, months: number): number {
    const month = (this.months[from] as number) + months
    const first = this.first.get(month) ?? 0
    const length = (this.first.get(month + 1) ?? CODES) - first
    return first + Math.min(this.days[from] as number, length) - 1
  }
}

/** Months and left-over days of the stretches that have ended, and how many these are; month and day of the month since which one goes on. Those that overlap are one. */
function worked(stretches: [number, number][], calendar: Calendar): Cell[] {
  const merged: [number, number][] = []
  for (const [from, to] of stretches) {
    const last = merged.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  let months = 0
  let days = 0
  let parts = 0
  let since: Cell[] = ['', '']
  for (const [from, to] of merged) {
    if (to === GOES_ON) {
      since = calendar.civil(from)
      continue
    }
    const whole = calendar.between(from, to)
    months += whole
    days += to - calendar.later(from, whole)
    parts += 1
  }
  return [months, days, parts, ...since]
}

type Cell = number | string

/** Values of a fact as numbers, by code; empty where not known. */
const coded = (column: FactColumn | undefined, number: (value: unknown) => number): Cell[] =>
  (column?.values ?? []).map((value) => (value === null ? '' : number(value)))

const FACTS: Record<string, (value: unknown) => number> = {
  'bench-employer-place': (value) => PROVINCES.indexOf(value as string) + 1,
  'bench-capacity': (value) => ['other', 'technical', 'management'].indexOf(value as string),
  'bench-assessed': Number,
  'bench-filed': Number,
  'bench-language': Number,
  'bench-training-hours': Number,
  // One bit for each honour.
  'bench-honours': (value) => (value as string[]).reduce((bits, one) => bits | (1 << Number(one.slice(7))), 0),
}

/** Rows of `held` as CSV, in pieces: every credential of a listed qualification. */
export function* heldRows(workforce: Workforce): Generator<string> {
  const calendar = new Calendar()
  const byKind = workforce.kinds.map(({ qualification, level }) => ({
    qualification: qualification === undefined ? -1 : Number(qualification.slice('xa-bench-'.length)),
    degree: DEGREES.indexOf(level?.split('/')[1] ?? '') + 1,
  }))
  const kindOf = kindsByRecord(workforce)
  const facts = Object.entries(FACTS).map(([fact, number]) => {
    const column = workforce.facts.find((one) => one.fact === fact)
    return { codes: column?.codes, cells: coded(column, number) }
  })
  let piece: string[] = []
  for (let person = 0; person < workforce.persons; person++) {
    const stated = facts.map(({ codes, cells }) => cells[codes?.[person] ?? 0])
    const [first, end] = [workforce.firstRecord[person] as number, workforce.firstRecord[person + 1] as number]
    const kinds = Array.from(workforce.recordOf.subarray(first, end), (record) => byKind[kindOf[record] as number])
    // Whoever holds none may still tell of one.
    const degree = kinds.reduce((found, kind) => Math.max(found, kind?.degree ?? 0), 0) || ''
    const born = calendar.text(workforce.birth[person] as number)
    for (const [slot, kind] of kinds.entries()) {
      if (kind === undefined || kind.qualification < 0) continue
      const record = workforce.recordOf[first + slot] as number
      const issued = calendar.text(workforce.issued[record] as number)
      const work = [false, true].flatMap((here) => worked(relevant(workforce, person, slot, here), calendar))
      piece.push([person, kind.qualification, issued, born, ...stated, degree, ...work].join())
    }
    if (piece.length >= 20_000) {
      yield `${piece.join('\n')}\n`
      piece = []
    }
  }
  yield piece.length === 0 ? '' : `${piece.join('\n')}\n`
}

function kindsByRecord({ kindStart, records }: Workforce): Uint16Array {
  const kindOf = new Uint16Array(records)
  for (let kind = 0; kind + 1 < kindStart.length; kind++) kindOf.fill(kind, kindStart[kind], kindStart[kind + 1])
  return kindOf
}

/** Stretches of work that is relevant to a credential, earliest first; `here`: in the first province only. */
function relevant(
  { firstJob, jobRelevant, jobKind, jobKinds, jobFrom, jobEnd }: Workforce,
  person: number,
  slot: number,
  here: boolean,
): [number, number][] {
  const stretches: [number, number][] = []
  for (let job = firstJob[person] as number; job < (firstJob[person + 1] as number); job++) {
    if ((((jobRelevant[job] as number) >>> slot) & 1) === 0) continue
    if (here && jobKinds[jobKind[job] as number]?.place !== PROVINCES[0]) continue
    const end = jobEnd[job] as number
    stretches.push([jobFrom[job] as number, end === 0 ? GOES_ON : end])
  }
  return stretches
}
