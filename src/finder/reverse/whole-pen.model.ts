// SPDX-License-Identifier: Apache-2.0
import { type AnswerableLaw, penFor } from '../answers/assessed.model.ts'
import type { Pen, Words } from '../answers/words.model.ts'

const whole = new WeakMap<Pen, Pen>()

/** The pen of pages of law and of who writes it: it words all that a rule says, also what a holder is not told. */
export function wholePenFor(law: AnswerableLaw, words: Words): Pen {
  const pen = penFor(law, words)
  const own = whole.get(pen) ?? { ...pen, whole: true }
  whole.set(pen, own)
  return own
}
