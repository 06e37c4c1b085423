// SPDX-License-Identifier: Apache-2.0
import type { Opposition, Rule } from '@passerelle/recognition'
import { basisInWords } from '../answers/basis.model.ts'
import type { Pen } from '../answers/words.model.ts'
import type { Against } from './against.model.ts'

/** What stands against an outcome of a rule, by ids. */
export interface Hindrance {
  rule: string
  /** Position in the outcomes of the rule. */
  outcome: number
  by: string
  how: Opposition['how']
}

/** In a sentence. `settled`: the other rule is met, not only possibly. */
export function hindranceInWords(pen: Pen, { rule, outcome, by, how }: Hindrance, settled: boolean): string {
  const { words, texts } = pen
  const text = texts.rule(by)
  const instrument = texts.instrument(by.split('#')[0] ?? by)
  const basis = instrument === undefined ? null : basisInWords(pen, instrument, text?.clause ?? null)
  const label = texts.rule(rule)?.outcomes[outcome]?.label
  const law = [basis?.title, basis?.number, basis?.article].filter((part) => typeof part === 'string')
  return words.t(settled ? `answer.opposed.${how}` : `answer.opposed.${how}.open`, {
    outcome: label === undefined ? rule : words.pick(label),
    rule: text === undefined ? by : words.pick(text.title),
    law: law.length === 0 ? by : law.join(' · '),
  })
}

/** What stands against a rule's outcomes. `settled`: the other rule is always met where this one is. */
export function againstInWords(pen: Pen, rule: Rule, against: readonly Against[], settled: boolean): string[] {
  const lines = against.map(({ by, outcome, how }) =>
    hindranceInWords(pen, { rule: rule.id, outcome: rule.outcomes.indexOf(outcome), by: by.id, how }, settled),
  )
  return [...new Set(lines)]
}
