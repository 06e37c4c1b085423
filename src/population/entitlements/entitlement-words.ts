// SPDX-License-Identifier: Apache-2.0
import type { Outcome } from '@passerelle/recognition'
import { type LoadedLaw, nameOf, type Pen } from '../../finder/index.ts'

/** An outcome and why it is had, in words. */
export interface EntitlementWords extends Record<string, string> {
  /** `Recognised as senior worker` */
  what: string
  rule: string
  /** Title of the instrument. */
  law: string
}

interface Told {
  rule: string
  outcome: Outcome
}

/** In the words of the law that gives it; by names of the register where it does not. */
export function entitlementInWords(law: LoadedLaw, pen: Pen, { rule, outcome }: Told): EntitlementWords {
  const { words, texts } = pen
  const text = texts.rule(rule)
  const same = JSON.stringify(sorted(outcome))
  const at = law.rule(rule)?.outcomes.findIndex((one) => JSON.stringify(sorted(one)) === same) ?? -1
  const label = text?.outcomes[at]?.label
  const instrument = text === undefined ? undefined : texts.instrument(text.instrument)
  return {
    what: words.t('entitlement.what', {
      phrase: words.t(`kind.${outcome.kind}`),
      label: label === undefined ? targetOf(pen, outcome) : words.pick(label),
    }),
    rule: text === undefined ? rule : words.pick(text.title),
    law: instrument === undefined ? '' : words.pick(instrument.title),
  }
}

/** Members in one order, whoever wrote them. */
const sorted = ({ kind, by, target }: Outcome) => [
  kind,
  by,
  Object.entries(target).sort(([a], [b]) => (a < b ? -1 : 1)),
]

function targetOf(pen: Pen, { target }: Outcome): string {
  const { qualification, level, field, occupation, part, benefit } = target
  if (qualification !== undefined) return nameOf(pen, 'qualification', qualification)
  if (level !== undefined) return nameOf(pen, 'level', level)
  if (field !== undefined) return nameOf(pen, 'field', field)
  if (occupation !== undefined) return nameOf(pen, 'occupation', occupation)
  return part ?? benefit ?? ''
}
