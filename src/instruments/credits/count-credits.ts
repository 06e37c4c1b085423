// SPDX-License-Identifier: Apache-2.0
import { daysInMonth, type PlainDate } from '../../kernel/index.ts'
import type { CreditProgramme, CreditRow } from './credits-schema.ts'
import { mostInto, type Supply } from './flow.ts'
import { exactly, type Fraction, fraction, isLess, minus, same, sum, times, written, zero } from './fractions.ts'

/** What somebody has: the row of the table that it is evidence for, how much of it, and from when. */
export interface Evidence {
  /** Two pieces with the same id are the same piece. */
  id: string
  row: string
  /** Hours of training or months of work. */
  amount?: number
  issued?: PlainDate
}

export interface CountedEvidence {
  evidence: string
  row: string
  state: 'counts' | 'expired' | 'not-yet' | 'no-date' | 'no-amount'
  /** Hours or months, where they are counted. */
  amount: number | null
  /** By itself, before caps. */
  credits: string
  /** The first day on which it no longer counts. */
  expires: PlainDate | null
}

export interface CountedUnit {
  unit: string
  credits: string
  of: string
  exempt: boolean
  missing: string
  /** Whether more could still fill it beside what is exempt, for all that the caps let through. */
  attainable: boolean
}

export interface CreditAccount {
  evidence: CountedEvidence[]
  units: CountedUnit[]
  /** `lost`: the cap takes something away. */
  kinds: { kind: string; offered: string; atMost: string | null; lost: boolean }[]
  /** What counts after all caps, and what it can be at most. */
  total: string
  atMost: string | null
  /** The unit that lacks least to be exempted. */
  next: { unit: string; missing: string } | null
  /** False: the level without which nothing is exempted is not held. */
  entry: boolean
}

/** What counts towards a programme on a day. Neither the order of what is given nor its repetition matters. */
export function countCredits(
  programme: CreditProgramme,
  given: readonly Evidence[],
  { asOf, entry = true }: { asOf: PlainDate; entry?: boolean },
): CreditAccount {
  const once = new Map(given.toSorted(byText).map((one) => [one.id, one]))
  const counted = [...once.values()].flatMap((one) => countOne(programme, one, asOf) ?? [])
  const supply = supplyOf(programme, counted)
  const { fills, exempt } = fill(supply)
  const units = programme.units.map(({ id, credits }, index): CountedUnit => {
    const have = fills[index] ?? zero
    const missing = minus(exactly(credits), have)
    const isExempt = entry && exempt.has(index)
    return {
      unit: id,
      credits: written(have),
      of: written(exactly(credits)),
      exempt: isExempt,
      missing: written(missing),
      attainable: exempt.has(index) || isAttainable(programme, supply, { unit: index, exempt }),
    }
  })
  return {
    evidence: counted.map(({ row, value: _value, ...one }) => ({ ...one, row: row.id })),
    units,
    kinds: programme.kinds.map(({ id, atMost }, index) => {
      const offered = sum(supply.offered[index] ?? [])
      const cap = atMost === undefined ? null : exactly(atMost)
      const lost = cap !== null && isLess(cap, offered)
      return { kind: id, offered: written(offered), atMost: cap === null ? null : written(cap), lost }
    }),
    total: written(sum(fills)),
    atMost: supply.total === null ? null : written(supply.total),
    next: nextOf(programme, fills, units),
    entry,
  }
}

/** The same day so many years later; of a leap day, the last of February. */
function yearsLater(day: PlainDate, years: number): PlainDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = Math.min(date, daysInMonth(year + years, month))
  return `${year + years}-${day.slice(5, 7)}-${`${last}`.padStart(2, '0')}`
}

const byText = (a: Evidence, b: Evidence): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

type Counted = Omit<CountedEvidence, 'row'> & { row: CreditRow; value: Fraction }

function countOne(
  { rows }: CreditProgramme,
  { id, row: named, amount, issued }: Evidence,
  asOf: PlainDate,
): Counted | null {
  const row = rows.find((one) => one.id === named)
  if (row === undefined) return null
  const { per, validYears, credits } = row
  const expires = validYears === undefined || issued === undefined ? null : yearsLater(issued, validYears)
  const state = stateOf()
  const each = exactly(credits)
  const value = per === undefined ? each : times(each, fraction(BigInt(Math.trunc(amount ?? 0)), BigInt(per)))
  const counted = { evidence: id, row, state, amount: per === undefined ? null : (amount ?? null), expires }
  return { ...counted, credits: written(value), value: state === 'counts' ? value : zero }

  function stateOf(): CountedEvidence['state'] {
    if (issued !== undefined && issued > asOf) return 'not-yet'
    if (expires !== null && expires <= asOf) return 'expired'
    if (validYears !== undefined && issued === undefined) return 'no-date'
    return per !== undefined && (amount === undefined || amount <= 0) ? 'no-amount' : 'counts'
  }
}

function supplyOf({ units, kinds, atMostShare }: CreditProgramme, counted: readonly Counted[]): Supply {
  const whole = sum(units.map(({ credits }) => exactly(credits)))
  return {
    offered: kinds.map((kind) =>
      units.map((unit) =>
        sum(counted.filter(({ row }) => row.kind === kind.id && row.unit === unit.id).map(({ value }) => value)),
      ),
    ),
    kinds: kinds.map(({ atMost }) => (atMost === undefined ? null : exactly(atMost))),
    units: units.map(({ credits }) => exactly(credits)),
    total: atMostShare === undefined ? null : times(whole, fraction(BigInt(atMostShare), 100n)),
  }
}

/**
 * Units that can be filled whole together with those before them are exempted; what is left goes to the others in their order. The most that a
 * set of units can take is submodular, so filling one after the other loses nothing of what counts in all.
 */
function fill(supply: Supply): { fills: Fraction[]; exempt: ReadonlySet<number> } {
  const order = supply.units.map((_, index) => index)
  const whole: number[] = []
  for (const unit of order) {
    const wanted = [...whole, unit]
    const full = sum(wanted.map((one) => supply.units[one] ?? zero))
    if (same(mostInto(supply, wanted), full)) whole.push(unit)
  }
  const fills = supply.units.map(() => zero)
  const taken: number[] = []
  let before = zero
  for (const unit of [...whole, ...order.filter((one) => !whole.includes(one))]) {
    taken.push(unit)
    const now = mostInto(supply, taken)
    fills[unit] = minus(now, before)
    before = now
  }
  return { fills, exempt: new Set(whole) }
}

/** Whether a unit could be filled beside those that are exempt, if every row that speaks of it gave all that is wanted. */
function isAttainable(
  { units, kinds, rows }: CreditProgramme,
  supply: Supply,
  { unit, exempt }: { unit: number; exempt: ReadonlySet<number> },
): boolean {
  const gives = (kind: number) => rows.some((row) => row.kind === kinds[kind]?.id && row.unit === units[unit]?.id)
  const wanted = [...exempt, unit]
  const offered = supply.offered.map((byUnit, kind) =>
    byUnit.map((have, at) => (at === unit && gives(kind) ? sum([have, supply.units[unit] ?? zero]) : have)),
  )
  return same(mostInto({ ...supply, offered }, wanted), sum(wanted.map((one) => supply.units[one] ?? zero)))
}

/** Of what can still be filled, what lacks least. */
function nextOf(
  { units }: CreditProgramme,
  fills: readonly Fraction[],
  counted: readonly CountedUnit[],
): CreditAccount['next'] {
  let found: { unit: string; missing: Fraction } | null = null
  for (const [index, { id, credits }] of units.entries()) {
    const missing = minus(exactly(credits), fills[index] ?? zero)
    if (counted[index]?.attainable !== true || same(missing, zero)) continue
    if (found === null || isLess(missing, found.missing)) found = { unit: id, missing }
  }
  return found === null ? null : { unit: found.unit, missing: written(found.missing) }
}
