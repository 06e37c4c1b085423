// SPDX-License-Identifier: Apache-2.0
import type { Marginal } from './marginals.model.ts'

/** Chance that is the same for the same seed: sfc32 (Chris Doty-Humphrey, PractRand), 32 bits at a time. */
export class Chance {
  private a = 0
  private b = 0
  private c = 0
  private counter = 1

  /** Begins anew: each `stream` of a seed is its own. */
  begin(seed: number, stream: number): this {
    this.a = seed >>> 0
    this.b = stream >>> 0
    this.c = Math.floor(seed / 2 ** 32) >>> 0
    this.counter = 1
    for (let round = 0; round < 15; round++) this.next()
    return this
  }

  /** A whole number of 32 bits. */
  next(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum
    this.c |= 0
    return sum >>> 0
  }

  /** From 0 to `limit`, without it. */
  below(limit: number): number {
    return Math.floor((this.next() / 2 ** 32) * limit)
  }
}

const SHARES = 65_536

/** Draws positions of a list by their weights, exact to 1/65,536. */
export class Draw {
  private readonly table = new Uint16Array(SHARES)

  constructor(weights: readonly number[]) {
    const sum = weights.reduce((all, one) => all + one, 0)
    let reached = 0
    let from = 0
    for (const [position, weight] of weights.entries()) {
      reached += weight
      const to = Math.round((reached / sum) * SHARES)
      this.table.fill(position, from, to)
      from = to
    }
  }

  of(chance: Chance): number {
    return this.table[chance.next() >>> 16] as number
  }
}

/** Draws a value of a marginal, as its position in `values`. */
export function drawOf(marginal: Marginal): { values: string[]; draw: Draw } {
  return { values: Object.keys(marginal.weights), draw: new Draw(Object.values(marginal.weights)) }
}
