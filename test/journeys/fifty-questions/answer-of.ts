// SPDX-License-Identifier: Apache-2.0
import type { Person, PlainDate, Purpose, Verdict } from '@passerelle/recognition'
import { assessWith, explainAssessment } from '../../../src/finder/answers/assess-person.ts'
import type { LoadedLaw } from '../../../src/finder/answers/load-law.ts'
import { fixedClock } from '../../../src/kernel/index.ts'
import { wordsIn } from '../../../src/ui/messages/words.ts'

type Both = Record<'en' | 'zh-CN', string>

export interface Situation {
  title: Both
  /** Why the answer is what it is, by the law. */
  why: string
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
  outcomes: Both[]
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
    const words = [shown[index]?.outcomes ?? [], shownChinese[index]?.outcomes ?? []] as const
    if (index < 0) return []
    const outcomes = words[0].map((outcome, at) => ({
      en: `${outcome.phrase}: ${outcome.label}`,
      'zh-CN': `${words[1][at]?.phrase}：${words[1][at]?.label}`,
    }))
    return [
      {
        rule: finding.rule,
        ...(finding.subject === null ? {} : { subject: finding.subject }),
        verdict: finding.verdict,
        ...(finding.holdsFrom === undefined ? {} : { holdsFrom: finding.holdsFrom }),
        outcomes,
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
