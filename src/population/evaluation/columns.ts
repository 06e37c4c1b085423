// SPDX-License-Identifier: Apache-2.0
import type { Cell, CellState, Formula } from '@passerelle/recognition'
import type { Codes, FactColumn } from '../columns/workforce.ts'
import type { Circumstances } from './circumstances.ts'
import type { ColumnName, Columns } from './conjunct.ts'
import { type DayClasses, dayClasses } from './day-classes.ts'
import type { HoldingProfiles } from './holding-profile.ts'
import { WORK_CLASSES, type WorkColumn, workClasses, workName } from './work-columns.ts'

/** The columns of a workforce as rules look at them. */
export class ColumnsInUse implements Columns {
  readonly days: Record<'issued' | 'birth', DayClasses>
  readonly profiles: HoldingProfiles | null
  readonly facts: ReadonlyMap<string, FactColumn>
  readonly work: ReadonlyMap<string, WorkColumn>
  /** Classes of the codes of work columns: not sure, long enough, not long enough. */
  readonly workDays: { edges: Uint16Array; classOf: Codes }

  constructor(around: Circumstances, profiles: HoldingProfiles | null, work: ReadonlyMap<string, WorkColumn>) {
    const { residuals, workforce, dayCode } = around
    this.days = { issued: dayClasses(residuals.edges('issued')), birth: dayClasses(residuals.edges('birth')) }
    this.facts = new Map(workforce.facts.map((column): [string, FactColumn] => [column.fact, column]))
    this.work = work
    this.workDays = workClasses(dayCode)
    this.profiles = profiles
  }

  /** By cell, as it is asked for again and again. */
  private readonly names = new Map<Cell, ColumnName | null>()

  columnOf(cell: Cell): ColumnName | null {
    let name = this.names.get(cell)
    if (name === undefined) {
      name = this.nameOf(cell)
      this.names.set(cell, name)
    }
    return name
  }

  private nameOf(cell: Cell): ColumnName | null {
    switch (cell.on) {
      case 'issued':
      case 'birth':
        return cell.edges.every((day) => this.days[cell.on].edges.has(day)) ? cell.on : null
      case 'fact':
        return this.facts.has(cell.fact) ? `fact ${cell.fact}` : null
      case 'holding':
        return this.profiles?.holds(cell.holding) ? 'profile' : null
      case 'work': {
        const name = workName(cell)
        return name !== null && this.work.has(name) ? `work ${name}` : null
      }
      default:
        return null
    }
  }

  classes(name: ColumnName): number {
    if (name === 'profile') return this.profiles?.count ?? 0
    if (name === 'issued' || name === 'birth') return this.days[name].count
    return name.startsWith('work ') ? WORK_CLASSES : this.fact(name).values.length
  }

  isUnsure(name: ColumnName, value: number): boolean {
    return value === 0 && name.startsWith('work ')
  }

  stateOf(cell: Cell, value: number): CellState | Formula {
    switch (cell.on) {
      case 'issued':
      case 'birth':
        return cell.read(this.days[cell.on].days[value])
      case 'fact':
        return cell.read(this.facts.get(cell.fact)?.values[value] ?? undefined)
      case 'work':
        return value === 0 ? cell.open : value === 1 ? 'met' : 'unmet'
      case 'holding':
        return this.profiles?.state(cell.holding, value) ?? 'unmet'
      default:
        return 'unmet'
    }
  }

  private fact(name: ColumnName): FactColumn {
    return this.facts.get(name.slice('fact '.length)) as FactColumn
  }
}
