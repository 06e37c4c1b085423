// SPDX-License-Identifier: Apache-2.0
import type { CellState, Compiled, DayCell, FactCell, FactTest } from '@passerelle/recognition'
import { dayStates } from '../evaluation/cells/readers.ts'
import { branches, type Expression, MET, UNMET } from './expression.ts'
import { date, json, text } from './literal.ts'

/** Values that a test tells apart where it names none: nothing is called that. */
const OTHER = '\u0001other'

/**
 * Tests on what a person states, each worked out once for a person: columns `t0`, `t1` and so on, 0 or 2, null where nothing is stated.
 * What a value comes to is asked of the engine's own conditions wherever the values can be listed.
 */
export class StatedTests {
  readonly columns: string[] = []
  private readonly compiled: Compiled
  private readonly places = new Map<string, number>()
  private readonly known = new Map<FactCell, string>()

  constructor(compiled: Compiled) {
    this.compiled = compiled
  }

  /** The name of the column. */
  column(cell: FactCell): string {
    const known = this.known.get(cell) ?? this.make(cell)
    this.known.set(cell, known)
    return known
  }

  private make(cell: FactCell): string {
    const value = `NULLIF(facts -> ${text(cell.fact)}, 'null')`
    const sql = `CASE WHEN ${this.isOpen(cell, value)} THEN NULL WHEN ${this.condition(cell, value)} THEN 2 ELSE 0 END`
    let place = this.places.get(sql)
    if (place === undefined) {
      place = this.columns.length
      this.places.set(sql, place)
      this.columns.push(sql)
    }
    return `t${place}`
  }

  /** Membership is known only of a set. */
  private isOpen({ test }: FactCell, value: string): string {
    return test?.includes === undefined ? `${value} IS NULL` : `jsonb_typeof(${value}) IS DISTINCT FROM 'array'`
  }

  private condition(cell: FactCell, value: string): string {
    const { test } = cell
    if (test === null) return listed(cell, value, cell.fact.endsWith(':held') ? [false, true] : this.levels())
    if (test.includes !== undefined) return `${value} ? ${text(test.includes)}`
    if (test.is !== undefined) return listed(cell, value, [test.is])
    if (test.in !== undefined) return listed(cell, value, test.in)
    if (test.within !== undefined) return listed(cell, value, [...Object.keys(this.compiled.within), ...test.within])
    return ordered(test, value)
  }

  private levels(): string[] {
    return [...Object.values(this.compiled.frameworks).flatMap((levels) => levels.map(({ level }) => level)), 'none']
  }
}

/** By what the engine says of each value that the test can tell from others. */
function listed(cell: FactCell, value: string, candidates: readonly (boolean | string)[]): string {
  const others = cell.read(OTHER) === 'met'
  const apart = [...new Set(candidates)].filter((one) => (cell.read(one) === 'met') !== others)
  if (apart.length === 0) return others ? 'true' : 'false'
  return `${value} ${others ? 'NOT IN' : 'IN'} (${apart.map(json).join(', ')})`
}

/** Numbers, and days: text in the form of a date sorts as the days do. */
function ordered({ atLeast, atMost, from, before }: FactTest, value: string): string {
  if (atLeast !== undefined || atMost !== undefined) {
    const bound = atLeast === undefined ? `<= ${Number(atMost)}` : `>= ${Number(atLeast)}`
    return `CASE WHEN jsonb_typeof(${value}) = 'number' THEN (${value})::numeric ${bound} ELSE false END`
  }
  const bound = from === undefined ? `< ${text(before ?? '1970-01-01')}` : `>= ${text(from)}`
  return `(${value} #>> '{}') COLLATE "C" ${bound}`
}

/** What a cell on a day says, and what it says for a day that is not known: states turned into expressions by `put`. */
export function onDay(cell: DayCell, put: (state: CellState) => Expression): Expression {
  const column = cell.on === 'birth' ? 'birth' : 'issued'
  const { turns, states } = dayStates(cell)
  const [unknown, ...known] = states.map(put)
  if (known.length === 0) return unknown ?? UNMET
  const list = [{ when: `${column} IS NULL`, is: unknown ?? UNMET }]
  turns.forEach((turn, at) => {
    list.push({ when: `${column} < ${date(turn)}`, is: known[at] ?? UNMET })
  })
  return branches(list, known.at(-1) ?? UNMET)
}

export const onStated = (column: string, unknown: Expression): Expression =>
  branches(
    [
      { when: `${column} IS NULL`, is: unknown },
      { when: `${column} = 2`, is: MET },
    ],
    UNMET,
  )
