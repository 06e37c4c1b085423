// SPDX-License-Identifier: Apache-2.0
import {
  type AssessmentRequest,
  type Compiled,
  type CredentialKind,
  type Holding,
  type OpenFormula,
  Residuals,
} from '@passerelle/recognition'
import type { OutcomeList } from '../evaluation/outcomes.ts'
import { eachCell } from './each-cell.ts'
import { type Compiling, type FormulaSql, formulaSql } from './formula-sql.ts'
import { Needs } from './needs.ts'
import { StatedTests } from './tests.ts'

/** The place of a rule that needs no credential among the kinds of credentials. */
export const NO_KIND = -1
/** Stands for an outcome: only the single evaluation knows how the outcomes of the person stand. */
export const UNDECIDED = -1
/** Conditions on further credentials that ask for further credentials, and so on. */
const MOST_LEVELS = 3

/** Formulas, each once, by number. */
export class Formulas {
  readonly list: FormulaSql[] = []
  private readonly ids = new Map<string, number>()

  id(formula: FormulaSql): number {
    const key = `${formula.quick} ${formula.needs.join()} ${formula.whole}`
    let id = this.ids.get(key)
    if (id === undefined) {
      id = this.list.length
      this.ids.set(key, id)
      this.list.push(formula)
    }
    return id
  }
}

/** What a credential of a kind is for a condition on a further credential. */
export interface HeldRow {
  kind: number
  need: number
  /** 0 to 2 where it is settled for a valid one; otherwise the number of the formula. */
  settled: number | null
  formula: number | null
  /** One bit for each credential not spoken of: whether the kind speaks of it. */
  spoken: number
}

export interface LawTables {
  asOf: string
  kinds: readonly CredentialKind[]
  tests: StatedTests
  needs: Needs
  /** Rules by kind. */
  speaks: { kind: number; formula: number; outcomes: number[] }[]
  formulas: Formulas
  /** Further credentials: those that later ones ask for stand first. */
  levels: { held: HeldRow[]; formulas: Formulas }[]
}

/** What a law says of kinds of credentials, as tables and expressions. */
export function lawTables(
  compiled: Compiled,
  request: AssessmentRequest,
  kinds: readonly CredentialKind[],
  outcomes: OutcomeList,
): LawTables {
  const tables = new Making(compiled, kinds)
  const residuals = new Residuals(compiled, request)
  kinds.forEach((kind, at) => {
    tables.speak(at, residuals.ofKind(kind), outcomes)
  })
  tables.speak(NO_KIND, residuals.ofNobody(), outcomes)
  tables.hold()
  return tables
}

class Making implements LawTables, Compiling {
  readonly asOf: string
  readonly compiled: Compiled
  readonly kinds: readonly CredentialKind[]
  readonly tests: StatedTests
  readonly needs = new Needs()
  readonly speaks: LawTables['speaks'] = []
  readonly formulas = new Formulas()
  readonly levels = Array.from({ length: MOST_LEVELS }, () => ({ held: [] as HeldRow[], formulas: new Formulas() }))
  private readonly written = new Map<OpenFormula, FormulaSql>()
  private readonly ofKinds = new Map<string, OpenFormula[]>()
  private readonly depths = new Map<string, number>()

  constructor(compiled: Compiled, kinds: readonly CredentialKind[]) {
    this.asOf = compiled.asOf
    this.compiled = compiled
    this.kinds = kinds
    this.tests = new StatedTests(compiled)
  }

  speak(kind: number, residuals: ReturnType<Residuals['ofKind']>, outcomes: OutcomeList): void {
    const found = new Map<number, Set<number>>()
    for (const { rule, formula } of residuals) {
      const id = this.formulas.id(this.write(formula, true))
      const own = found.get(id) ?? new Set()
      for (const outcome of outcomes.ofRule(rule)) own.add(outcome)
      if (rule.excludes !== undefined || rule.exclusive !== undefined) own.add(UNDECIDED)
      found.set(id, own)
    }
    for (const [formula, own] of found) if (own.size > 0) this.speaks.push({ kind, formula, outcomes: [...own] })
  }

  /** What is needed may need more: the list grows on the way. */
  hold(): void {
    for (let id = 0; id < this.needs.list.length; id++) {
      const need = this.needs.list[id]
      if (need?.on === 'holding' && !this.isTooDeep(id)) this.holdOne(need.holding, id)
    }
  }

  isTooDeep(needId: number): boolean {
    const need = this.needs.list[needId]
    return need?.on === 'holding' && this.depthOf(need.holding) >= MOST_LEVELS
  }

  private holdOne(holding: Holding, need: number): void {
    const level = this.levels[this.depthOf(holding)]
    if (level === undefined) return
    this.formulasOf(holding).forEach((open, at) => {
      const kind = this.kinds[at] ?? {}
      const spoken = holding.unspoken.reduce((bits, one, bit) => bits + (one.spokenBy(kind) ? 2 ** bit : 0), 0)
      const settled = typeof open === 'string' ? SETTLED[open] : null
      const formula = settled === null ? level.formulas.id(this.write(open, false)) : null
      if (settled !== 0 || spoken !== 0) level.held.push({ kind: at, need, settled, formula, spoken })
    })
  }

  private formulasOf(holding: Holding): OpenFormula[] {
    let found = this.ofKinds.get(holding.name)
    if (found === undefined) {
      found = this.kinds.map((kind) => holding.forKind(kind))
      this.ofKinds.set(holding.name, found)
    }
    return found
  }

  /** 0 where it asks for no further credential itself. */
  private depthOf(holding: Holding): number {
    let depth = this.depths.get(holding.name)
    if (depth === undefined) {
      depth = 0
      for (const formula of this.formulasOf(holding)) {
        eachCell(formula, (cell) => {
          if (cell.on === 'holding') depth = Math.max(depth ?? 0, this.depthOf(cell.holding) + 1)
        })
      }
      this.depths.set(holding.name, depth)
    }
    return depth
  }

  private write(formula: OpenFormula, settled: boolean): FormulaSql {
    let written = this.written.get(formula)
    if (written === undefined) {
      written = formulaSql(formula, this, settled)
      if (typeof formula !== 'string') this.written.set(formula, written)
    }
    return written
  }
}

const SETTLED = { unmet: 0, discretion: 1, met: 2 } as const
