// SPDX-License-Identifier: Apache-2.0
import { dateOf, dayOf } from '../../../packages/recognition/src/oracle/calendar.ts'
import type { Domain } from '../../../packages/recognition/src/oracle/expression.ts'
import type { Dice } from '../../../packages/recognition/src/oracle/prng.ts'
import type { FactValue, PlainDate } from '../../../packages/recognition/src/rule.ts'

/** A value within the bounds of an unknown fact. Days lie on or before the as-of date: what is held was issued, who asks was born. */
export function legalAnswer(dice: Dice, domain: Domain, asOf: PlainDate): FactValue {
  switch (domain.kind) {
    case 'values':
      return dice.pick(domain.values)
    case 'days':
      return dateOf(dayOf(asOf) - dice.roll(365 * 12))
    case 'numbers':
      return dice.roll(8) - 2
    case 'months':
      return domain.lo + dice.roll((domain.hi ?? domain.lo + 120) - domain.lo + 1)
  }
}
