// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'

/** What somebody assumes that each person brings or costs; nothing is assumed by the program. */
export const assumptionSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** To whom it applies. */
  of: z.enum(['newly', 'losing']),
  /** Per person, in `unit`; what is paid by the persons is below 0. */
  amount: z.number().min(-1e12).max(1e12),
  /** A currency and how often, such as `CNY a year`. */
  unit: z.string().trim().min(1).max(50),
  /** The part of these persons who take it up, from 0 to 1. */
  takeUp: z.number().min(0).max(1),
  /** From where the amount and the part are. */
  source: z.string().trim().min(1).max(500),
})
export type Assumption = z.infer<typeof assumptionSchema>

export const mostAssumptions = 20

/** An assumption with what it comes to; null: the number of persons is kept back. */
export interface Assumed extends Assumption {
  persons: number | null
  total: number | null
}

/** What assumptions come to, with nothing but what may be told. */
export function assumedTotals(
  told: { newly: number | null; losing: number | null },
  assumptions: readonly Assumption[],
): Assumed[] {
  return assumptions.map((one) => {
    const persons = told[one.of]
    const total = persons === null ? null : Math.round(persons * one.takeUp * one.amount * 100) / 100
    return { ...one, persons, total }
  })
}
