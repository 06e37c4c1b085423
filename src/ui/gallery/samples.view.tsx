// SPDX-License-Identifier: Apache-2.0
// Invented contents for the components, in the reader's words; the place is one of no country.
import type { ConditionProps } from '../condition-list/condition-list.tsx'
import type { OutcomeShape, VerdictShape } from '../icon/icon.tsx'
import type { BasisProps } from '../legal-basis/legal-basis.tsx'
import type { Words } from '../messages/words.ts'
import type { OutcomeProps } from '../outcome-bridge/outcome-bridge.tsx'
import type { QuestionProps } from '../question-field/question-field.tsx'

export const outcomeShapes: readonly OutcomeShape[] = [
  'recognised-as',
  'may-apply',
  'may-be-appointed',
  'may-practise',
  'may-sit-exam',
  'entitled-to',
  'counts-as-level',
  'exempt-from',
]

export const verdicts: readonly VerdictShape[] = ['met', 'discretion', 'unknown', 'unmet']

export const qualities = ['official', 'official-copy', 'reported', 'unverified', 'demonstration'] as const

export function sampleOutcome(words: Words, kind: OutcomeShape): OutcomeProps {
  return {
    kind,
    phrase: words.t(`kind.${kind}`),
    label: words.t('design.sample.title'),
    manner: words.t('design.sample.manner'),
    means: words.t('design.sample.means'),
  }
}

export function sampleBasis(words: Words, quality: (typeof qualities)[number]): BasisProps {
  const known = quality !== 'unverified'
  const basis = {
    instrument: 'demonstration',
    clause: null,
    title: words.t('design.sample.instrument'),
    number: known ? words.t('design.sample.number') : null,
    article: words.t('design.sample.article'),
    summary: words.t('design.sample.text'),
    issuer: known ? words.t('design.sample.issuer') : null,
    dates: known ? [words.t('basis.published', { date: words.date('2024-02-29') })] : [],
    kind: words.t('design.sample.kind'),
    status: words.t(known ? 'status.in-force' : 'status.unverified'),
    url: known ? 'https://example.org/' : null,
    sign: quality,
    signWord: words.t(`quality.${quality}`),
    signMeans: words.t(`quality.${quality}.means`),
    wording: known ? words.t('basis.text.excerpt') : words.t('basis.text.none'),
    note: null,
  }
  return basis
}

export function sampleConditions(words: Words): ConditionProps[] {
  const one = (verdict: VerdictShape, children: ConditionProps[] = []): ConditionProps => ({
    verdict,
    text: words.t('design.sample.condition'),
    detail: verdict === 'unmet' ? words.t('answer.holds-from', { date: words.date('2028-01-01') }) : null,
    facts: verdict === 'met' ? [words.t('design.sample.fact')] : [],
    children,
  })
  const few = [one('met'), one('unmet')]
  const many = Array.from({ length: 5 }, () => one('unknown'))
  return [...verdicts.map((verdict) => one(verdict)), one('unmet', few), one('unknown', many)]
}

const inputs = ['boolean', 'number', 'date', 'choice', 'place', 'set', 'months'] as const

/** Every kind of question, unanswered and answered, and one choice that is too long to stand open. */
export function sampleQuestions(words: Words): QuestionProps[] {
  const options = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      value: `o${at}`,
      label: words.t('design.sample.option', { n: at + 1 }),
    }))
  const answers = {
    boolean: true,
    number: 3,
    date: '2024-02-29',
    choice: 'o1',
    place: 'o1',
    set: ['o0', 'o2'],
    months: 30,
  }
  return [false, true].flatMap((answered) => [
    ...inputs.map((input) => ({
      key: `${words.lang}.${input}.${answered ? 'answered' : 'open'}`,
      text: words.t('design.sample.question'),
      why: words.t('design.sample.why'),
      input,
      options: input === 'choice' || input === 'set' || input === 'place' ? options(3) : [],
      answer: answered ? answers[input] : null,
    })),
    {
      key: `${words.lang}.list.${answered ? 'answered' : 'open'}`,
      text: words.t('design.sample.question'),
      why: null,
      input: 'choice' as const,
      options: options(9),
      answer: answered ? 'o4' : null,
    },
  ])
}
