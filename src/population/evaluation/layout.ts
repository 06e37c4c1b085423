// SPDX-License-Identifier: Apache-2.0
import type { Residuals } from '@passerelle/recognition'
import type { Workforce } from '../columns/workforce.ts'
import type { OutcomeList } from './outcomes.ts'

const BITS = 8

/**
 * Where results stand: a place for each eight outcomes that rules can give for a record of its kind. The first places of all records of a
 * kind stand side by side, then the second ones, and so on. Rules that need no credential have places of their own for each person, behind
 * those of all records.
 */
export interface Layout {
  /** By kind, and one more for rules without a credential: outcome ids in the order of their bits. */
  outcomes: readonly (readonly number[])[]
  /** Places of one record of the kind. */
  width: Uint16Array
  /** Records of the kind. */
  rows: Uint32Array
  /** First place of the kind's first record; the last is the number of all places. */
  start: Float64Array
}

/** `chosen`: by kind, 1 where it is evaluated; absent: all are. */
export function layoutOf(workforce: Workforce, residuals: Residuals, list: OutcomeList, chosen?: Uint8Array): Layout {
  const { kinds, kindStart, persons } = workforce
  const isChosen = (kind: number): boolean => chosen === undefined || chosen[kind] === 1
  const outcomes = kinds.map((kind, at) => (isChosen(at) ? idsOf(residuals.rulesOfKind(kind), list) : NONE))
  outcomes.push(isChosen(kinds.length) ? idsOf(residuals.rulesOfNobody(), list) : NONE)
  const width = new Uint16Array(outcomes.length)
  const rows = new Uint32Array(outcomes.length)
  const start = new Float64Array(outcomes.length + 1)
  outcomes.forEach((ids, kind) => {
    rows[kind] = kind === kinds.length ? persons : (kindStart[kind + 1] as number) - (kindStart[kind] as number)
    width[kind] = Math.ceil(ids.length / BITS)
    start[kind + 1] = (start[kind] as number) + (rows[kind] as number) * (width[kind] as number)
  })
  return { outcomes, width, rows, start }
}

const NONE: readonly number[] = []

const idsOf = (rules: ReturnType<Residuals['rulesOfKind']>, list: OutcomeList): readonly number[] => [
  ...new Set(rules.flatMap((rule) => list.ofRule(rule))),
]
