// SPDX-License-Identifier: Apache-2.0
import { Problem } from '../../kernel/index.ts'
import { type ExchangeProblemCode, problemCatalogue } from './problem-catalogue.ts'

/** A problem of the exchange itself, which no room below knows. */
export class ExchangeProblem extends Problem {
  readonly exchangeCode: ExchangeProblemCode
  readonly answered: number

  constructor(code: ExchangeProblemCode, status = problemCatalogue[code].status) {
    super('invalid-input', problemCatalogue[code].detail.en, { status })
    this.answered = status
    this.name = 'ExchangeProblem'
    this.exchangeCode = code
  }
}
