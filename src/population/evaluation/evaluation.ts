// SPDX-License-Identifier: Apache-2.0
import { type AssessmentRequest, assess, type Compiled, Residuals } from '@passerelle/recognition'
import { personAt } from '../columns/person-at.ts'
import type { FactColumn, Workforce } from '../columns/workforce.ts'
import { Readers } from './cells/readers.ts'
import { type Circumstances, circumstances } from './circumstances.ts'
import { ColumnsInUse } from './columns.ts'
import type { ColumnName } from './conjunct.ts'
import { HoldingProfiles, type ProfileCodes, profileCodes } from './holding-profile.ts'
import { type Block, Planner } from './kind-plan.ts'
import { type Layout, layoutOf } from './layout.ts'
import { OutcomeList, standingOutcomes } from './outcomes.ts'
import type { Results } from './results.ts'
import { type RowColumn, type Rows, Sweep } from './sweep.ts'
import { type WorkColumn, workColumns } from './work-columns.ts'

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
  private plan: { kind: number; blocks: Block[] } | null = null

  constructor(workforce: Workforce, { compiled, request, outcomes = new OutcomeList(compiled), prepared, kinds }: Law) {
    const residuals = new Residuals(compiled, request)
    this.around = circumstances(workforce, compiled, request, residuals)
    this.outcomes = outcomes
    this.layout = layoutOf(workforce, residuals, outcomes, kinds)
    this.prepared = prepared ?? { profiles: profileCodes(this.around), work: workColumns(this.around) }
    const profiles = HoldingProfiles.of(workforce, this.prepared.profiles)
    this.columns = new ColumnsInUse(this.around, profiles, this.prepared.work)
    this.planner = new Planner(new Readers(this.around, profiles), outcomes, this.columns)
  }

  /** Evaluates the rows of a stretch: records of a kind, or, for the kind after the last, persons. */
  sweep(kind: number, from: number, end: number, results: Results): void {
    const blocks = this.blocksOf(kind)
    if (blocks.length > 0) new Sweep(this.planner, results).go(blocks, this.rows(kind, from, end))
  }

  /** How the outcomes stand for one person, by the single evaluation. */
  singly(person: number): Map<number, number> {
    const { workforce, compiled, request } = this.around
    return standingOutcomes(assess(compiled, personAt(workforce, person), request), this.outcomes)
  }

  /** Stretches of one kind mostly come one after the other. */
  private blocksOf(kind: number): Block[] {
    if (this.plan?.kind !== kind) this.plan = { kind, blocks: this.makeBlocks(kind) }
    return this.plan.blocks
  }

  private makeBlocks(kind: number): Block[] {
    const { residuals, workforce } = this.around
    const found = kind === workforce.kinds.length ? residuals.ofNobody() : residuals.ofKind(workforce.kinds[kind] ?? {})
    return this.planner.blocks(found, this.layout.outcomes[kind] ?? [])
  }

  private rows(kind: number, from: number, end: number): Rows {
    const { workforce } = this.around
    const place = { from, end, word: this.layout.start[kind] as number, width: this.layout.width[kind] as number }
    if (kind === workforce.kinds.length) return { ...place, first: 0, ...this.personRows() }
    return { ...place, first: workforce.kindStart[kind] as number, ...this.recordRows() }
  }

  private recordRows(): Reading {
    const { workforce, dayCode } = this.around
    const { issued, expires, person, recordBirth } = workforce
    return {
      persons: person,
      valid: (mask, from, end) => {
        for (let row = from; row < end; row++) {
          const last = expires[row] as number
          mask[row - from] = (last === 0 || last > dayCode) && (issued[row] as number) <= dayCode ? -1 : 0
        }
      },
      column: (name) => this.column(name, issued, recordBirth, 'recordCodes'),
    }
  }

  private personRows(): Reading {
    const { workforce } = this.around
    return {
      persons: null,
      valid: (mask, from, end) => mask.fill(-1, 0, end - from),
      column: (name) => this.column(name, workforce.birth, workforce.birth, 'codes'),
    }
  }

  private column(name: ColumnName, issued: Uint16Array, birth: Uint16Array, codes: 'codes' | 'recordCodes'): RowColumn {
    const { days, profiles, facts, work, workClasses } = this.columns
    if (name === 'issued') return { codes: issued, classOf: days.issued.classOf }
    if (name === 'birth') return { codes: birth, classOf: days.birth.classOf }
    if (name === 'profile') return { codes: (profiles as HoldingProfiles)[codes], classOf: null }
    if (name.startsWith('work ')) {
      const column = work.get(name.slice('work '.length)) as WorkColumn
      return { codes: column[codes] as Uint16Array, classOf: workClasses }
    }
    return { codes: (facts.get(name.slice('fact '.length)) as FactColumn)[codes], classOf: null }
  }
}

type Reading = Pick<Rows, 'persons' | 'valid' | 'column'>
