// SPDX-License-Identifier: Apache-2.0
import type { Person, PlainDate, Purpose, Verdict } from '@passerelle/recognition'
import type { FindingView, OutcomeView } from '../../../src/finder/answers/answer.model.ts'
import { assessWith, explainAssessment } from '../../../src/finder/answers/assess-person.ts'
import type { LoadedLaw } from '../../../src/finder/answers/load-law.ts'
import type { ConditionView } from '../../../src/finder/answers/reason-words.model.ts'
import { fixedClock } from '../../../src/kernel/index.ts'
import { wordsIn } from '../../../src/ui/messages/words.ts'

type Both = Record<'en' | 'zh-CN', string>

export interface Situation {
  title: Both
  /** The answer derived by hand from the records, which the program has to meet. */
  why: {
    /** The records, by the names under which the instruments carry them. */
    sources: string[]
    derivation: string
  }
  in: string
  purpose?: Purpose
  asOf: PlainDate
  person: Person
  expect: WholeAnswer
}

export interface WholeAnswer {
  /** Heading of the page. */
  title: Both
  /** What is said before the details. */
  summary: { en: string[]; 'zh-CN': string[] }
  findings: ExpectedFinding[]
  questions: string[]
}

export interface ExpectedFinding {
  rule: string
  subject?: string
  verdict: Verdict
  holdsFrom?: PlainDate
  outcomes: (Both & { target: string[] })[]
  /** The conditions that do not hold or are not known to, in the order shown, each with what it lacks. */
  missing?: Both[]
}

/** The whole answer to a situation, through the act and the words of the page, in a form that can be written down. */
export function answerOf(law: LoadedLaw, situation: Omit<Situation, 'expect' | 'title' | 'why'>): WholeAnswer {
  const { person, in: place, purpose, asOf } = situation
  const question = { person, place, asOf, ...(purpose === undefined ? {} : { purpose }) }
  const assessed = assessWith(law, fixedClock('2026-11-22T03:00:00Z'), question)
  const en = explainAssessment(assessed, wordsIn('en'))
  const chinese = explainAssessment(assessed, wordsIn('zh-CN'))
  const shown = Object.values(en.findings).flat()
  const shownChinese = Object.values(chinese.findings).flat()
  const findings = assessed.assessment.findings.flatMap((finding): ExpectedFinding[] => {
    const index = shown.findIndex((one) => one.rule === finding.rule && one.verdict === finding.verdict)
    const words = shown[index]
    const wordsChinese = shownChinese[index]
    if (words === undefined || wordsChinese === undefined) return []
    return [
      {
        rule: finding.rule,
        ...(finding.subject === null ? {} : { subject: finding.subject }),
        verdict: finding.verdict,
        ...(finding.holdsFrom === undefined ? {} : { holdsFrom: finding.holdsFrom }),
        outcomes: finding.outcomes.map(({ target }, at) => ({
          target: Object.entries(target).map(([what, id]) => `${what} ${id}`),
          en: outcomeLine(words.outcomes[at], ': '),
          'zh-CN': outcomeLine(wordsChinese.outcomes[at], '：'),
        })),
        ...missingOf(words, wordsChinese),
      },
    ]
  })
  return {
    title: { en: en.title, 'zh-CN': chinese.title },
    summary: { en: en.summary.map(({ text }) => text), 'zh-CN': chinese.summary.map(({ text }) => text) },
    findings,
    questions: assessed.assessment.questions.map(({ key }) => key),
  }
}

const outcomeLine = (outcome: OutcomeView | undefined, colon: string): string =>
  `${outcome?.phrase}${colon}${outcome?.label}`

function missingOf(words: FindingView, chinese: FindingView): Pick<ExpectedFinding, 'missing'> {
  const open = words.conditions.flatMap((line, index): Both[] =>
    line.verdict === 'met' ? [] : [{ en: lineOf(line), 'zh-CN': lineOf(chinese.conditions[index]) }],
  )
  return open.length === 0 ? {} : { missing: open }
}

function lineOf(line: ConditionView | undefined): string {
  const open = (line?.children ?? []).filter(({ verdict }) => verdict !== 'met')
  const words = [line?.text, ...(line?.detail ? [line.detail] : []), ...(line?.facts ?? [])].join(' | ')
  return open.length === 0 ? words : `${words} [${open.map(lineOf).join('; ')}]`
}
