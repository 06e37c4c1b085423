// SPDX-License-Identifier: Apache-2.0
import type { FactValue } from '@passerelle/recognition'
import type { WorkforceBuilder } from '../columns/workforce-builder.ts'
import { type Chance, Draw, drawOf } from './chance.ts'
import { type Marginal, UNKNOWN } from './marginals.model.ts'

/** A marginal that draws codes of a column at once. Not known: 0, and nothing is put. */
export interface Coded {
  put(builder: WorkforceBuilder, chance: Chance): void
}

/** A fact drawn by itself. `value`: what the engine reads for a value of the marginal. */
export function codedFact(
  builder: WorkforceBuilder,
  fact: string,
  marginal: Marginal,
  value: (name: string) => FactValue,
): Coded {
  const { values, draw } = drawOf(marginal)
  const codes = values.map((name) => (name === UNKNOWN ? 0 : builder.factCode(fact, value(name))))
  return {
    put(into, chance) {
      const code = codes[draw.of(chance)] as number
      if (code !== 0) into.fact(fact, code)
    },
  }
}

export function codedGroup(builder: WorkforceBuilder, name: string, marginal: Marginal): Coded {
  const { values, draw } = drawOf(marginal)
  const codes = values.map((value) => (value === UNKNOWN ? 0 : builder.groupCode(name, value)))
  return { put: (into, chance) => into.group(name, codes[draw.of(chance)] as number) }
}

/** A list in which the n-th weighs less than the one before. */
export const fading = (length: number, flatness: number): Draw =>
  new Draw(Array.from({ length }, (_, position) => 1 / (position + flatness)))

/** Positions in an order that the chance draws (Fisher and Yates). */
export function shuffled<T>(list: readonly T[], chance: Chance): T[] {
  const order = [...list]
  for (let last = order.length - 1; last > 0; last--) {
    const other = chance.below(last + 1)
    const moved = order[last] as T
    order[last] = order[other] as T
    order[other] = moved
  }
  return order
}
