// SPDX-License-Identifier: Apache-2.0
import type { Holding, WorkCell } from '@passerelle/recognition'

/** Work that conditions count alike, whatever length they ask for. */
export interface WorkNeed {
  on: 'work'
  name: string
  cell: WorkCell
  /** Counted anew for each credential: by its day of issue, or by what is relevant to it. */
  byRecord: boolean
}

/** What a person holds of what a condition on a further credential asks for. */
export interface HoldingNeed {
  on: 'holding'
  name: string
  holding: Holding
}

/**
 * What is worked out once for a person, or a credential, before formulas are looked at. Each comes to `lo` and `hi` and `flag`: months and
 * whether they hang on a day of issue that is not known; or what the credentials that are held come to, and one bit for each credential
 * that is not spoken of otherwise.
 */
export type Need = WorkNeed | HoldingNeed

export function needOf(cell: WorkCell | { on: 'holding'; holding: Holding }): Need {
  if (cell.on === 'holding') return { on: 'holding', name: `holding ${cell.holding.name}`, holding: cell.holding }
  const dated = cell.award !== null && cell.dated
  const name = `work ${JSON.stringify([cell.matching, cell.within, cell.award, dated, cell.relevant])}`
  return { on: 'work', name, cell, byRecord: dated || cell.relevant === 'record' }
}

/** Needs of all formulas, each once, by the number under which the statement knows it. */
export class Needs {
  readonly list: Need[] = []
  private readonly ids = new Map<string, number>()

  id(need: Need): number {
    let id = this.ids.get(need.name)
    if (id === undefined) {
      id = this.list.length
      this.ids.set(need.name, id)
      this.list.push(need)
    }
    return id
  }
}
