// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../answers/words.model.ts'
import type { MutualityView, RecognitionView } from './mutuality-words.model.ts'

/** One line of the drawing: what stands left, what stands right, and how the line runs. */
export interface DrawnRow {
  kind: 'to-left' | 'to-right' | 'agreement' | 'level'
  /** Broken: not sure that it holds, or history. */
  broken: boolean
  left: string
  right: string
  /** On the line, in words. */
  between: string
}

/** More of one kind than this is not drawn; the sections below have all of it. */
const most = 24

/** The comparison as lines between two columns: from the qualification to what it counts as, in the direction of recognition. */
export function drawn(view: MutualityView, words: Words): DrawnRow[] {
  const [ofA, ofB] = view.sides
  return [
    ...ofA.named
      .slice(0, most)
      .map((one) => ruleRow(one, 'to-left', words.t('mutuality.counts.left', { a: view.a.name }))),
    ...ofB.named
      .slice(0, most)
      .map((one) => ruleRow(one, 'to-right', words.t('mutuality.counts.right', { b: view.b.name }))),
    ...view.agreements.slice(0, most).map(({ state, stateText, title, sides }) => ({
      kind: 'agreement' as const,
      broken: state !== 'now',
      left: sides[0],
      right: sides[1],
      between: `${title} · ${stateText}`,
    })),
    ...[...view.direct, ...view.shared].map(({ a, b, text, historical }) => ({
      kind: 'level' as const,
      broken: historical,
      left: a,
      right: b,
      between: historical ? `${text} · ${words.t('mutuality.historical')}` : text,
    })),
  ]
}

function ruleRow({ rule }: RecognitionView, kind: 'to-left' | 'to-right', between: string): DrawnRow {
  const outcome = words(rule.outcomes.map(({ phrase, label }) => `${phrase}: ${label}`))
  const subject = rule.subject ?? ''
  const [left, right] = kind === 'to-left' ? [outcome, subject] : [subject, outcome]
  return { kind, broken: false, left, right, between }
}

const words = (parts: readonly string[]): string => parts.join(' · ')
