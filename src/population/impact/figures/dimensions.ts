// SPDX-License-Identifier: Apache-2.0
import type { PlainDate } from '../../../kernel/index.ts'
import { DAY_OF_CODE_0, NO_DAY } from '../../columns/day-code.ts'
import type { Codes, Workforce } from '../../columns/workforce.ts'

/** By what figures are broken down. */
export const dimensionNames = ['occupation', 'level', 'district', 'age', 'sex', 'origin'] as const
export type DimensionName = (typeof dimensionNames)[number]

/** Of these it is asked whether a change treats them alike. */
export const comparedDimensions: readonly DimensionName[] = ['district', 'age', 'sex', 'origin']

export interface Dimension {
  name: DimensionName
  /** By code; the empty text: not known. */
  groups: readonly string[]
  /** By person. */
  codes: Codes
}

/** Ages in years at which a band begins. */
const ageBands = [0, 16, 25, 35, 45, 55, 65] as const
const DAY = 86_400_000

/** What the workforce can be broken down by on a day. */
export function dimensionsOf(workforce: Workforce, asOf: PlainDate): Dimension[] {
  return dimensionNames.flatMap((name): Dimension[] => {
    if (name === 'level') return [levels(workforce)]
    if (name === 'age') return [ages(workforce, asOf)]
    const column = workforce.groups.find((one) => one.name === name)
    return column === undefined ? [] : [{ name, groups: column.values, codes: column.codes }]
  })
}

/** The level of the credential of each person that was issued last of those that name one. */
function levels({ persons, kinds, firstRecord, recordOf, recordKind, issued }: Workforce): Dimension {
  const groups = ['', ...new Set(kinds.flatMap(({ level }) => level ?? []))]
  const known = new Map(groups.map((level, code) => [level, code]))
  const ofKind = Uint16Array.from(kinds, ({ level }) => known.get(level ?? '') ?? 0)
  const codes = new Uint16Array(persons)
  for (let person = 0; person < persons; person++) {
    let latest = -1
    for (let at = firstRecord[person] as number; at < (firstRecord[person + 1] as number); at++) {
      const level = ofKind[recordKind[at] as number] as number
      const day = issued[recordOf[at] as number] as number
      if (level === 0 || day <= latest) continue
      latest = day
      codes[person] = level
    }
  }
  return { name: 'level', groups, codes }
}

function ages({ persons, birth }: Workforce, asOf: PlainDate): Dimension {
  const groups = ['', ...ageBands.map((from, at) => bandName(from, ageBands[at + 1]))]
  // From which day of birth on somebody is still younger than where the next band begins.
  const bornAfter = ageBands.slice(1).map((years) => dayYearsBefore(asOf, years))
  const codes = new Uint8Array(persons)
  for (let person = 0; person < persons; person++) {
    const born = birth[person] as number
    if (born === NO_DAY) continue
    let band = 0
    while (band < bornAfter.length && born <= (bornAfter[band] as number)) band++
    codes[person] = band + 1
  }
  return { name: 'age', groups, codes }
}

const bandName = (from: number, next: number | undefined): string =>
  next === undefined ? `${from}+` : `${from}-${next - 1}`

/** Day code of the same day of the year, years before; of 28 February for a 29th that the year does not have. */
function dayYearsBefore(asOf: PlainDate, years: number): number {
  const [year = 0, month = 1, day = 1] = asOf.split('-').map(Number)
  const then = new Date(Date.UTC(year - years, month - 1, day))
  if (then.getUTCMonth() !== month - 1) then.setUTCDate(0)
  return then.getTime() / DAY - DAY_OF_CODE_0
}
