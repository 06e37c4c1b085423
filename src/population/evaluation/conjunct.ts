// SPDX-License-Identifier: Apache-2.0
import { type Cell, type CellState, cellsOf, type Formula, type OpenFormula } from '@passerelle/recognition'

/** A column that a part of a condition depends on. */
export type ColumnName = 'issued' | 'birth' | 'profile' | `fact ${string}` | `work ${string}`

/** The parts of which all must hold. */
export function conjunctsOf(formula: OpenFormula): OpenFormula[] {
  if (typeof formula === 'string') return formula === 'met' ? [] : [formula]
  return formula.op === 'all' ? formula.children.flatMap(conjunctsOf) : [formula]
}

const MOST_WAYS = 8

/**
 * Ways in which a formula can be met: of each, all parts must hold. Parts stand on one column where that is possible; a formula with too
 * many ways is one part.
 */
export function waysOf(formula: OpenFormula, columns: Columns): OpenFormula[][] {
  const parts = conjunctsOf(formula)
  let ways: OpenFormula[][] = [[]]
  for (const part of parts) {
    const own = waysOfPart(part, columns)
    if (ways.length * own.length > MOST_WAYS) ways = ways.map((way) => [...way, part])
    else ways = ways.flatMap((way) => own.map((more) => [...way, ...more]))
  }
  return ways.map((way) => byColumn(way, columns))
}

/** Parts that share a column as one, where there is a table for them: where they are open, they may settle one another. */
function byColumn(way: readonly OpenFormula[], columns: Columns): OpenFormula[] {
  return sharing(way, (part) => topicsOf(part, columns)).flatMap((parts) => {
    const one = allOfParts(parts)
    if (parts.length === 1 || hasTable(one, columns)) return [one]
    return sharing(parts, (part) => onlyOf(namesOf(part, columns))).map(allOfParts)
  })
}

/** Lengths of work are columns of their own for each need, and one may settle another. */
const topicsOf = (part: OpenFormula, columns: Columns): string[] =>
  (namesOf(part, columns) ?? []).map((name) => (name.startsWith('work ') ? 'work' : name))

const onlyOf = (names: readonly string[] | null): readonly string[] => (names?.length === 1 ? names : [])

/** Parts in groups: two that have a topic in common are in one. */
function sharing(parts: readonly OpenFormula[], topicsOf: (part: OpenFormula) => readonly string[]): OpenFormula[][] {
  let groups: { parts: OpenFormula[]; topics: Set<string> }[] = []
  for (const part of parts) {
    const own = { parts: [part], topics: new Set(topicsOf(part)) }
    const near = groups.filter(({ topics }) => [...own.topics].some((topic) => topics.has(topic)))
    for (const group of near) for (const topic of group.topics) own.topics.add(topic)
    own.parts = [...near.flatMap((group) => group.parts), part]
    groups = [...groups.filter((group) => !near.includes(group)), own]
  }
  return groups.map((group) => group.parts)
}

/** Whether no part of a way can settle another. */
export function standApart(way: readonly OpenFormula[], columns: Columns): boolean {
  const topics = way.flatMap((part) => [...new Set(topicsOf(part, columns))])
  return new Set(topics).size === topics.length
}

const allOfParts = (parts: readonly OpenFormula[]): OpenFormula =>
  parts.length === 1 ? (parts[0] ?? 'met') : { op: 'all', children: [...parts] }

function waysOfPart(part: OpenFormula, columns: Columns): OpenFormula[][] {
  if (typeof part === 'string' || part.op !== 'any' || hasTable(part, columns, FEW_COMBINED)) return [[part]]
  const ways = part.children.flatMap((child) => waysOf(child, columns))
  return ways.length > MOST_WAYS ? [[part]] : ways
}

/** The columns that a part depends on; null where it depends on something else as well. */
export function namesOf(part: OpenFormula, columns: Columns): ColumnName[] | null {
  const names = new Set<ColumnName>()
  for (const cell of cellsOf(part)) {
    const name = columns.columnOf(cell)
    if (name === null) return null
    names.add(name)
  }
  return [...names]
}

/** Combinations of values for which a part is worked out; above the smaller number ways of their own are better where there are any. */
const MOST_COMBINED = 4096
const FEW_COMBINED = 1024

/** Whether what a part comes to is worked out for the values of its column, or for all combinations of those of several. */
export function hasTable(part: OpenFormula, columns: Columns, most = MOST_COMBINED): boolean {
  const names = namesOf(part, columns)
  if (names === null || names.length === 0) return false
  return names.length === 1 || names.reduce((product, name) => product * columns.classes(name), 1) <= most
}

/** Columns as they come, with what cells say for each class of their values. */
export interface Columns {
  /** The column that a cell depends on; null where it is none. */
  columnOf(cell: Cell): ColumnName | null
  /** Number of classes of values. */
  classes(name: ColumnName): number
  /** Whether a class of values does not say whether anything is known. */
  isUnsure(name: ColumnName, value: number): boolean
  /** What a cell on the column says for a class. */
  stateOf(cell: Cell, value: number): CellState | Formula
}
