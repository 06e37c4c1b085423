// SPDX-License-Identifier: Apache-2.0
import type { AnswerView, FindingView } from '../answers/answer.model.ts'

/** What a small frame has room for. */
export interface ShortAnswer {
  title: string
  asOf: string
  summary: AnswerView['summary']
  findings: FindingView[]
}

const most = 3

/** The answer in short: what holds or may be granted; where nothing does, what comes nearest. */
export function shortAnswer({ title, asOf, summary, findings }: AnswerView): ShortAnswer {
  const { met, discretion, unknown, unmet } = findings
  const given = [...met, ...discretion]
  return { title, asOf, summary, findings: (given.length > 0 ? given : [...unknown, ...unmet]).slice(0, most) }
}
