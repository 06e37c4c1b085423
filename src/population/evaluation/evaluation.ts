// SPDX-License-Identifier: Apache-2.0
import { type AssessmentRequest, assess, type Compiled, Residuals } from '@passerelle/recognition'
import { personAt } from '../columns/person-at.ts'
import type { FactColumn, Workforce } from '../columns/workforce.ts'
import { Readers } from './cells/readers.ts'
import { type Circumstances, circumstances } from './circumstances.ts'
import { ColumnsInUse } from './columns.ts'
import type { ColumnName } from './conjunct.ts'
import type { DayClasses } from './day-classes.ts'
import { HoldingProfiles, type ProfileCodes, profileCodes, sameProfiles } from './holding-profile.ts'
import { Kernel } from './kernel/kernel.ts'
import { Program, type RowColumn } from './kernel/program.ts'
import { Planner } from './kind-plan.ts'
import { type Layout, layoutOf } from './layout.ts'
import { OutcomeList, standingOutcomes } from './outcomes.ts'
import type { Results } from './results.ts'
import { type Rows, Sweep } from './sweep.ts'
import { sameWork, type WorkColumn, workColumns } from './work-columns.ts'

/** What is made once for an evaluation and shared by all who take part. */
export interface Prepared {
  profiles: ProfileCodes | null
  work: ReadonlyMap<string, WorkColumn>
}

export interface Law {
  compiled: Compiled
  request: AssessmentRequest
  outcomes?: OutcomeList | undefined
  prepared?: Prepared
  /** What was made for another law: as much of it as means the same under this one is taken, and nothing is made. */
  borrowed?: Prepared
  /** By kind, and one more for rules without a credential: 1 where it is evaluated. Absent: all are. */
  kinds?: Uint8Array
}

/** A law for a place and a purpose, made ready to go over a workforce. */
export class Evaluation {
  readonly around: Circumstances
  readonly outcomes: OutcomeList
  readonly layout: Layout
  private readonly planner: Planner
  private readonly columns: ColumnsInUse

  /** Columns made from the workforce for this law: other threads take them as they are. */
  readonly prepared: Prepared
  private readonly programs: Program[] = []

  constructor(workforce: Workforce, law: Law) {
    const { compiled, request, outcomes = new OutcomeList(compiled), kinds } = law
    const chosen = kinds === undefined ? undefined : [...workforce.kinds, null].filter((_, kind) => kinds[kind] === 1)
    const residuals = new Residuals(compiled, request, chosen)
    this.around = circumstances(workforce, compiled, request, residuals)
    this.outcomes = outcomes
    this.layout = layoutOf(workforce, residuals, outcomes, kinds)
    this.prepared = law.prepared ?? prepare(this.around, law.borrowed)
    const profiles = HoldingProfiles.of(workforce, this.prepared.profiles)
    this.columns = new ColumnsInUse(this.around, profiles, this.prepared.work)
    this.planner = new Planner(new Readers(this.around, profiles), outcomes, this.columns)
  }

  /** Evaluates the rows of a stretch: records of a kind, or, for the kind after the last, persons. */
  sweep(kind: number, from: number, end: number, results: Results): void {
    const program = this.programOf(kind)
    if (program.blocks.length > 0)
      new Sweep(Kernel.ofThread(), this.planner, results).go(program, this.rows(kind, from, end))
  }

  /** How the outcomes stand for one person, by the single evaluation. */
  singly(person: number): Map<number, number> {
    const { workforce, compiled, request } = this.around
    return standingOutcomes(assess(compiled, personAt(workforce, person), request), this.outcomes)
  }

  /** Worked out when the kind is first asked for, and kept: the law is evaluated again on a workforce that has changed a little. */
  private programOf(kind: number): Program {
    let program = this.programs[kind]
    if (program === undefined) {
      const { residuals, workforce } = this.around
      const ofNobody = kind === workforce.kinds.length
      const found = ofNobody ? residuals.ofNobody() : residuals.ofKind(workforce.kinds[kind] ?? {})
      const blocks = this.planner.blocks(found, this.layout.outcomes[kind] ?? [])
      program = new Program(blocks, (name) => this.column(name, ofNobody ? 'codes' : 'recordCodes'))
      this.programs[kind] = program
    }
    return program
  }

  private rows(kind: number, from: number, end: number): Rows {
    const { workforce, dayCode } = this.around
    const { start, rows } = this.layout
    const place = { from, end, start: start[kind] as number, all: rows[kind] as number }
    if (kind === workforce.kinds.length)
      return { ...place, first: 0, persons: null, valid: (kernel, _, count) => kernel.takeAll(count) }
    const { issued, expires, person, kindStart } = workforce
    return {
      ...place,
      first: kindStart[kind] as number,
      persons: person,
      valid: (kernel, at, count) => kernel.takeValid(issued, expires, at, count, dayCode),
    }
  }

  /** By person, or by record. */
  private column(name: ColumnName, codes: 'codes' | 'recordCodes'): RowColumn {
    const { days, profiles, facts, work, workDays } = this.columns
    const { workforce } = this.around
    const count = this.columns.classes(name)
    if (name === 'profile') return { codes: (profiles as HoldingProfiles)[codes], days: null, count }
    if (name === 'issued') {
      // Nothing was issued where no credential is asked for.
      const issued = codes === 'codes' ? new Uint16Array(workforce.persons) : workforce.issued
      return { codes: issued, days: edgesOf(days.issued), count }
    }
    if (name === 'birth') {
      const birth = codes === 'codes' ? workforce.birth : workforce.recordBirth
      return { codes: birth, days: edgesOf(days.birth), count }
    }
    if (name.startsWith('work ')) {
      const column = work.get(name.slice('work '.length)) as WorkColumn
      return { codes: column[codes] as Uint16Array, days: workDays, count }
    }
    return { codes: (facts.get(name.slice('fact '.length)) as FactColumn)[codes], days: null, count }
  }
}

const prepare = (around: Circumstances, borrowed: Prepared | undefined): Prepared =>
  borrowed === undefined
    ? { profiles: profileCodes(around), work: workColumns(around) }
    : { profiles: sameProfiles(borrowed.profiles, around), work: sameWork(borrowed.work, around) }

const edgesOf = ({ codeEdges, classOf }: DayClasses): RowColumn['days'] => ({ edges: codeEdges, classOf })
