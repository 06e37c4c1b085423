// SPDX-License-Identifier: Apache-2.0
import { type CellState, type Formula, filled, type Holding, type Unspoken } from '@passerelle/recognition'
import { type Circumstances, isValid } from '../circumstances.ts'
import { APART, best, type Span, spanOf, worst } from '../span.ts'
import type { CellReader, CellReaders } from './cell-reader.ts'
import { LateFormula } from './late-formula.ts'

interface UnspokenCredential {
  unspoken: Unspoken
  formula: LateFormula
  /** By kind: 0 not asked yet, 1 does not speak of it, 2 does. */
  spoken: Uint8Array
}

/** Further credentials of the person, and those of which they have not spoken. */
export class HoldingReader implements CellReader {
  private readonly holding: Holding
  private readonly around: Circumstances
  private readonly readers: CellReaders
  private readonly ofKinds: (LateFormula | null | undefined)[] = []
  private readonly unspoken: UnspokenCredential[]

  constructor(holding: Holding, readers: CellReaders) {
    this.holding = holding
    this.around = readers.around
    this.readers = readers
    this.unspoken = holding.unspoken.map((unspoken) => ({
      unspoken,
      formula: new LateFormula(unspoken.formula, readers),
      spoken: new Uint8Array(readers.around.workforce.kinds.length),
    }))
  }

  span(person: number): Span {
    const own = this.own(person)
    if (worst(own) === 2) return own
    let low = worst(own)
    let high = best(own)
    const apart = low !== high || this.holding.derived
    for (const one of this.unspoken) {
      if (this.isSpoken(one, person)) continue
      const span = one.formula.span(person, -1)
      low = Math.max(low, worst(span))
      high = Math.max(high, best(span))
    }
    if (this.holding.derived) high = 2
    return spanOf(low, high) | (apart && low !== high ? APART : 0)
  }

  key(person: number): string | null {
    const span = this.span(person)
    if ((span & APART) !== 0) return null
    if (worst(span) === best(span)) return `${span}.`
    let key = `(${worst(this.own(person))}`
    for (const one of this.unspoken) {
      if (this.isSpoken(one, person)) key += ','
      else {
        const own = one.formula.key(person, -1)
        if (own === null) return null
        key += `,${own}`
      }
    }
    return `${key})`
  }

  state(person: number): CellState | Formula {
    const settled = (['unmet', 'discretion', 'met'] as const)[worst(this.own(person))] ?? 'unmet'
    const children: Formula[] = [settled]
    for (const one of this.unspoken) {
      if (this.isSpoken(one, person)) continue
      children.push(filled(one.unspoken.formula, (cell) => one.formula.stateOf(cell, person, -1)))
    }
    return { op: 'any', children }
  }

  /** The best of the credentials that the person has. */
  private own(person: number): Span {
    const { workforce } = this.around
    const end = workforce.firstRecord[person + 1] as number
    let low = 0
    let high = 0
    for (let index = workforce.firstRecord[person] as number; index < end; index++) {
      const record = workforce.recordOf[index] as number
      const formula = this.ofKind(workforce.recordKind[index] as number)
      if (formula === null || !isValid(this.around, record)) continue
      const span = formula.span(person, record)
      low = Math.max(low, worst(span))
      high = Math.max(high, best(span))
    }
    return spanOf(low, high)
  }

  private ofKind(kind: number): LateFormula | null {
    let formula = this.ofKinds[kind]
    if (formula === undefined) {
      const open = this.holding.forKind(this.around.workforce.kinds[kind] ?? {})
      formula = open === 'unmet' ? null : new LateFormula(open, this.readers)
      this.ofKinds[kind] = formula
    }
    return formula
  }

  private isSpoken({ unspoken, spoken }: UnspokenCredential, person: number): boolean {
    const { workforce } = this.around
    const end = workforce.firstRecord[person + 1] as number
    for (let index = workforce.firstRecord[person] as number; index < end; index++) {
      const kind = workforce.recordKind[index] as number
      if (spoken[kind] === 0) spoken[kind] = unspoken.spokenBy(workforce.kinds[kind] ?? {}) ? 2 : 1
      if (spoken[kind] === 2) return true
    }
    return false
  }
}
