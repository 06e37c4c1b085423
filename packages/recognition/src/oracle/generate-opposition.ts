// SPDX-License-Identifier: Apache-2.0
/** Random rules that stand against one another. */
import type { Outcome, OutcomePattern, Rule, Target } from '../rule.ts'
import type { Dice } from './prng.ts'

/** A pattern that means the outcome, or nearly does. */
function pattern(dice: Dice, { kind, target }: Outcome): OutcomePattern {
  const { field, part, ...rest } = target
  const wider: Target = {
    ...rest,
    ...(field !== undefined && { field: field.slice(0, 10) }),
    ...(part !== undefined && { part: dice.pick(['exam', part.split('/')[0] ?? '']) }),
  }
  return dice.pick<OutcomePattern>([
    { kinds: [kind] },
    { kinds: [kind, 'may-apply'], target },
    { target },
    { target: wider },
    { kinds: ['exempt-from'], target: wider },
  ])
}

function patterns(dice: Dice, others: readonly Rule[]): OutcomePattern[] {
  const outcomes = others.flatMap((rule) => rule.outcomes)
  if (outcomes.length === 0) return [{ kinds: ['recognised-as'] }]
  return Array.from({ length: 1 + dice.roll(2) }, () => pattern(dice, dice.pick(outcomes)))
}

/** The rule, in some cases against outcomes of the others, and before some of them. */
export function opposing(dice: Dice, rule: Rule, all: readonly Rule[]): Rule {
  const others = all.filter((other) => other !== rule)
  const instrument = dice.pick(['law', 'law', 'by-law'])
  const named = ['law', 'by-law', ...others.map(({ id }) => id)]
  const excludes = dice.chance(0.4)
  return {
    ...rule,
    instrument,
    outcomes: excludes && dice.chance(0.3) ? [] : rule.outcomes,
    ...(excludes ? { excludes: patterns(dice, others) } : {}),
    ...(dice.chance(0.35) ? { exclusive: patterns(dice, others) } : {}),
    ...(dice.chance(0.5) ? { overrides: dice.some(named, 1 + dice.roll(2)) } : {}),
  }
}
