// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises'
import type { Outcome } from '@passerelle/recognition'
import type { Workforce } from '../../columns/workforce.ts'
import { type Comparison, changesOf, LOSING, NEWLY, OPENED } from '../../evaluation/compare.ts'
import { MET, OPEN } from '../../evaluation/outcomes.ts'
import { type Dimension, type DimensionName, dimensionsOf } from './dimensions.ts'

/** Persons whom a change concerns. */
export interface Concerned {
  /** Have an outcome that they did not have. */
  newly: number
  /** Do not have an outcome that they had. */
  losing: number
  /** Some outcome has become possible for them, and a fact that decides it is not known. */
  undecided: number
}

export const figures = ['newly', 'losing', 'undecided'] as const
export type Figure = (typeof figures)[number]

export interface GroupCount extends Concerned {
  /** A code; the empty text: not known. */
  group: string
  size: number
}

export interface OutcomeCount {
  outcome: Outcome
  gained: number
  lost: number
  undecided: number
}

/** Persons who get an outcome through a credential. */
export interface FlowCount {
  /** Level or qualification of the credential; the empty text: it is none of the register's, or no single one. */
  from: string
  /** Position in `outcomes`. */
  outcome: number
  persons: number
}

/** Everything counted as it is: nothing of it is told before `tellImpact`. */
export interface ImpactCounts extends Concerned {
  /** Persons whose data may be used for figures. */
  persons: number
  /** Persons whose data may not. */
  left: number
  /** Persons for whom nothing changes. */
  unchanged: number
  tables: { dimension: DimensionName; groups: GroupCount[] }[]
  /** Most gained first. */
  outcomes: OutcomeCount[]
  flows: FlowCount[]
  /** Positions of the persons who are undecided. */
  open: number[]
}

/** Persons that are looked at before others get their turn. */
const STRETCH = 50_000

export async function countImpact(comparison: Comparison): Promise<ImpactCounts> {
  const { flags, after } = comparison
  const { workforce, compiled } = after.around
  const tables = dimensionsOf(workforce, compiled.asOf).map((one) => new Table(one))
  const changes = new Changes(comparison)
  const all = { newly: 0, losing: 0, undecided: 0 }
  const open: number[] = []
  const may = mayBeCounted(workforce)
  let [persons, unchanged] = [0, 0]
  for (let person = 0; person < flags.length; person++) {
    if (person % STRETCH === 0) await setImmediate()
    if (!may(person)) continue
    const flag = flags[person] as number
    persons++
    for (const table of tables) table.add(person, flag)
    if (flag === 0) unchanged++
    if (flag === 0) continue
    if (flag & NEWLY) all.newly++
    if (flag & LOSING) all.losing++
    if (flag & OPENED) open.push(person)
    changes.add(person)
  }
  all.undecided = open.length
  return {
    ...{ persons, unchanged, left: flags.length - persons },
    ...all,
    tables: tables.map((table) => table.counted()),
    ...changes.counted(),
    open,
  }
}

/** Of whom figures may be made; everybody, where a workforce says nothing of purposes. */
function mayBeCounted({ groups }: Workforce): (person: number) => boolean {
  const column = groups.find(({ name }) => name === 'purposes')
  if (column === undefined) return () => true
  const may = column.values.map((purposes) => purposes.split(' ').includes('statistics'))
  return (person) => may[column.codes[person] as number] === true
}

/** Counts of one dimension, by code. */
class Table {
  private readonly dimension: Dimension
  private readonly sizes: Uint32Array
  private readonly newly: Uint32Array
  private readonly losing: Uint32Array
  private readonly undecided: Uint32Array

  constructor(dimension: Dimension) {
    const groups = dimension.groups.length
    this.dimension = dimension
    this.sizes = new Uint32Array(groups)
    this.newly = new Uint32Array(groups)
    this.losing = new Uint32Array(groups)
    this.undecided = new Uint32Array(groups)
  }

  add(person: number, flag: number): void {
    const code = this.dimension.codes[person] as number
    this.sizes[code] = (this.sizes[code] as number) + 1
    if (flag === 0) return
    if (flag & NEWLY) this.newly[code] = (this.newly[code] as number) + 1
    if (flag & LOSING) this.losing[code] = (this.losing[code] as number) + 1
    if (flag & OPENED) this.undecided[code] = (this.undecided[code] as number) + 1
  }

  counted(): ImpactCounts['tables'][number] {
    const { name, groups } = this.dimension
    const counts = groups.map((group, code) => ({
      group,
      size: this.sizes[code] as number,
      newly: this.newly[code] as number,
      losing: this.losing[code] as number,
      undecided: this.undecided[code] as number,
    }))
    return { dimension: name, groups: counts.filter(({ size }) => size > 0) }
  }
}

/** What changes, outcome by outcome, and by which credentials something is gained. */
class Changes {
  private readonly comparison: Comparison
  private readonly outcomes: OutcomeCount[]
  private readonly flows = new Map<string, { from: string; id: number; persons: number }>()
  private readonly sources: string[]

  constructor(comparison: Comparison) {
    const { around, outcomes } = comparison.after
    this.comparison = comparison
    this.outcomes = outcomes.list.map((outcome) => ({ outcome, gained: 0, lost: 0, undecided: 0 }))
    this.sources = around.workforce.kinds.map(({ level, qualification }) => level ?? qualification ?? '')
  }

  add(person: number): void {
    for (const change of changesOf(this.comparison, person)) {
      const count = this.outcomes[change.outcome] as OutcomeCount
      if (change.after === OPEN) count.undecided++
      if (change.after !== MET && change.before === MET) count.lost++
      if (change.after !== MET) continue
      count.gained++
      this.flow(this.sources[this.comparison.after.kindBehind(person, change.outcome)] ?? '', change.outcome)
    }
  }

  private flow(from: string, id: number): void {
    const key = `${id} ${from}`
    const flow = this.flows.get(key)
    if (flow === undefined) this.flows.set(key, { from, id, persons: 1 })
    else flow.persons++
  }

  counted(): Pick<ImpactCounts, 'outcomes' | 'flows'> {
    const changed = [...this.outcomes.entries()].filter(([, one]) => one.gained + one.lost + one.undecided > 0)
    changed.sort(([, a], [, b]) => b.gained + b.lost - (a.gained + a.lost) || b.undecided - a.undecided)
    const position = new Map(changed.map(([id], at) => [id, at]))
    const flows = [...this.flows.values()].map(({ from, id, persons }) => ({
      ...{ from, persons },
      outcome: position.get(id) ?? -1,
    }))
    flows.sort((a, b) => a.outcome - b.outcome || b.persons - a.persons)
    return { outcomes: changed.map(([, one]) => one), flows }
  }
}
