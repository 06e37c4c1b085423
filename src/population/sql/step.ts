// SPDX-License-Identifier: Apache-2.0

/** One step of a statement: a query that later ones read by its name. */
export interface Step {
  name: string
  sql: string
  /** True: worked out once, whoever reads it. False: worked out where it is read. Otherwise the server may choose. */
  kept?: boolean
}

const manner = (kept: boolean | undefined): string =>
  kept === undefined ? '' : kept ? 'MATERIALIZED ' : 'NOT MATERIALIZED '

export const withSteps = (steps: readonly Step[]): string =>
  `WITH ${steps.map(({ name, sql, kept }) => `${name} AS ${manner(kept)}(\n  ${sql}\n)`).join(',\n')}`
