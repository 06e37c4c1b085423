// SPDX-License-Identifier: Apache-2.0
// What is different between the answer of an earlier day and that of today, and whether the records or the calendar made the difference.
import type { Verdict } from '@passerelle/recognition'
import type { AnswerView, FindingView } from '../answers/answer.model.ts'
import type { ConditionView } from '../answers/reason-words.model.ts'

/** How one rule, for one thing that is held, turned out on the two days. */
export interface ChangedFinding {
  kind: 'new' | 'gone' | 'verdict' | 'outcome' | 'conditions'
  rule: string
  before: FindingView | null
  now: FindingView | null
  /** The records of law or register changed: with what is recorded now, that day would have had another answer. */
  byRecord: boolean
  /** The days differ: what is in force, or how long something has been held. */
  byDay: boolean
}

export interface ThreeAnswers {
  before: AnswerView
  /** The earlier day, with what is recorded now: it tells the one cause from the other. */
  between: AnswerView
  now: AnswerView
}

const verdicts: readonly Verdict[] = ['met', 'discretion', 'unknown', 'unmet']

/** What is gone or lost first, then the other changes, in the order of the answer of today. */
export function changesBetween({ before: past, between, now }: ThreeAnswers): ChangedFinding[] {
  const [first, middle, last] = [past, between, now].map(byRuleAndHolding)
  const keys = [...new Set([...(first?.keys() ?? []), ...(last?.keys() ?? [])])]
  const changes = keys.flatMap((key): ChangedFinding[] => {
    const [before, known, after] = [first?.get(key) ?? null, middle?.get(key) ?? null, last?.get(key) ?? null]
    const kind = kindOf(before, after)
    const rule = (after ?? before)?.rule
    if (kind === null || rule === undefined) return []
    const byRecord = kindOf(before, known) !== null
    return [{ kind, rule, before, now: after, byRecord, byDay: !byRecord || kindOf(known, after) !== null }]
  })
  return changes.sort((a, b) => rank(a) - rank(b))
}

const rank = ({ kind }: ChangedFinding): number => ['gone', 'verdict', 'new', 'outcome', 'conditions'].indexOf(kind)

function byRuleAndHolding({ findings }: AnswerView): Map<string, FindingView> {
  const found = new Map<string, FindingView>()
  for (const finding of verdicts.flatMap((verdict) => findings[verdict])) {
    const key = `${finding.rule} ${finding.subject ?? ''}`
    const times = [...found.keys()].filter((one) => one.startsWith(`${key} #`)).length
    found.set(`${key} #${times}`, finding)
  }
  return found
}

function kindOf(before: FindingView | null, after: FindingView | null): ChangedFinding['kind'] | null {
  if (before === null || after === null) return before === after ? null : before === null ? 'new' : 'gone'
  if (before.verdict !== after.verdict || before.barred !== after.barred) return 'verdict'
  if (outcomesOf(before) !== outcomesOf(after)) return 'outcome'
  return JSON.stringify(before.conditions.map(asked)) === JSON.stringify(after.conditions.map(asked))
    ? null
    : 'conditions'
}

const outcomesOf = ({ outcomes }: FindingView): string =>
  JSON.stringify(outcomes.map(({ kind, label, manner, benefits }) => [kind, label, manner, benefits]))

/** What is asked, without how far a person is from it: that changes every day. */
const asked = ({ text, children }: ConditionView): unknown => [text, children.map(asked)]
