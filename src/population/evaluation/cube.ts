// SPDX-License-Identifier: Apache-2.0
import { type Cell, cellsOf, type OpenFormula, settle } from '@passerelle/recognition'
import type { ColumnName, Columns } from './conjunct.ts'
import { STANDING } from './outcomes.ts'

const MOST_PLACES = 65_536
/** Columns of one rule. */
export const MOST_COLUMNS = 32
const NOT_YET = 255
/** Answer of `standing`: a class of values does not say what is known. */
export const NOT_SAID = -1

/**
 * What a rule comes to for every combination of values of its columns, worked out when it first occurs. For rules of which one part may
 * settle another: there the engine decides, once for each combination instead of once for each person.
 */
export class Cube {
  readonly names: readonly ColumnName[]
  private readonly formula: OpenFormula
  private readonly columns: Columns
  private readonly radix: number[]
  private readonly standings: Uint8Array

  /** Null where a rule depends on more than columns, or there are too many combinations. */
  static of(formula: OpenFormula, columns: Columns): Cube | null {
    const names = new Set<ColumnName>()
    for (const cell of cellsOf(formula)) {
      const name = columns.columnOf(cell)
      if (name === null) return null
      names.add(name)
    }
    const list = [...names]
    const places = list.reduce((product, name) => product * columns.classes(name), 1)
    return list.length === 0 || list.length > MOST_COLUMNS || places > MOST_PLACES
      ? null
      : new Cube(formula, columns, list, places)
  }

  private constructor(formula: OpenFormula, columns: Columns, names: readonly ColumnName[], places: number) {
    this.formula = formula
    this.columns = columns
    this.names = names
    this.radix = names.map((name) => columns.classes(name))
    this.standings = new Uint8Array(places).fill(NOT_YET)
  }

  /** `values`: the classes of the row in the order of `names`. */
  standing(values: Int32Array): number {
    let place = 0
    for (let at = 0; at < this.radix.length; at++) place = place * (this.radix[at] as number) + (values[at] as number)
    const known = this.standings[place] as number
    return known === NOT_YET ? this.workOut(values, place) : known
  }

  private workOut(values: Int32Array, place: number): number {
    const { names, columns, formula } = this
    if (names.some((name, at) => columns.isUnsure(name, values[at] as number))) return NOT_SAID
    const classAt = (cell: Cell): number => values[names.indexOf(columns.columnOf(cell) as ColumnName)] as number
    const standing = STANDING[settle(formula, (cell) => columns.stateOf(cell, classAt(cell)))]
    this.standings[place] = standing
    return standing
  }
}
