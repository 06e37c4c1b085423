// SPDX-License-Identifier: Apache-2.0
import type { OutcomeKind, Verdict } from '@passerelle/recognition'
import type { Clock } from '../../kernel/index.ts'
import type { FindingView } from '../answers/answer.model.ts'
import { assessWith, explainAssessment, type LawWithRules } from '../answers/assessed.model.ts'
import type { Words } from '../answers/words.model.ts'
import type { FormQuestion } from '../interview/answer-form.model.ts'

/** What one place answers, in a row: its best finding, and how many more there are. */
export interface PlaceRow {
  place: string
  name: string
  asked: boolean
  verdict: Verdict
  verdictWord: string
  outcome: { kind: OutcomeKind; phrase: string; label: string }
  holdsFrom: string | null
  more: number
  /** How many questions are open. */
  questions: number
}

export interface Comparison {
  rows: PlaceRow[]
  /** Places with a finding beyond those shown. */
  rest: number
}

const verdicts: readonly Verdict[] = ['met', 'discretion', 'unknown', 'unmet']
const mostShown = 12

/** The same question in every place with rules of its own: a rule stands under the places that it names. */
export function comparePlaces(law: LawWithRules, clock: Clock, question: FormQuestion, words: Words): Comparison {
  const named = new Set(law.bundle.rules.flatMap((rule) => rule.places))
  named.delete(question.place)
  const asked = rowOf(law, clock, question, words, null)
  const others = [...named].flatMap((place) => rowOf(law, clock, { ...question, place }, words, place) ?? [])
  others.sort((a, b) => rank(a) - rank(b) || (a.place < b.place ? -1 : 1))
  const shown = others.slice(0, mostShown)
  return { rows: asked === null ? shown : [asked, ...shown], rest: others.length - shown.length }
}

const rank = (row: PlaceRow): number => verdicts.indexOf(row.verdict)

/** `own`: only findings of rules that name this place; null: everything that reaches it. */
function rowOf(
  law: LawWithRules,
  clock: Clock,
  question: FormQuestion,
  words: Words,
  own: string | null,
): PlaceRow | null {
  const assessed = assessWith(law, clock, question)
  if (assessed.assessment.findings.length === 0) return null
  const view = explainAssessment(assessed, words)
  const findings = verdicts
    .flatMap((verdict) => view.findings[verdict])
    .filter((finding) => own === null || law.rule(finding.rule)?.places.includes(own) === true)
  const [best] = findings
  if (best === undefined) return null
  const rules = new Set(findings.map((finding) => finding.rule))
  const open = assessed.assessment.questions.filter((one) => one.decides.some((rule) => rules.has(rule)))
  return {
    place: question.place,
    name: view.place,
    asked: own === null,
    ...inRow(best),
    more: findings.length - 1,
    questions: open.length,
  }
}

function inRow({ verdict, verdictWord, outcomes, holdsFromDate }: FindingView) {
  const { kind, phrase, label } = outcomes[0] ?? { kind: 'may-apply' as const, phrase: '', label: '' }
  return { verdict, verdictWord, outcome: { kind, phrase, label }, holdsFrom: holdsFromDate }
}
