// SPDX-License-Identifier: Apache-2.0
import { type Clock, today } from '../../kernel/index.ts'
import { Mark, VerdictIcon, type VerdictShape, type Words } from '../../ui/index.ts'
import { inks, Paper } from '../../ui/paper/paper.ts'
import type { AnswerView } from '../answers/answer.model.ts'
import { explainAssessment } from '../answers/assess-person.ts'
import type { Assessed } from '../answers/assessed.model.ts'
import type { LoadedLaw } from '../answers/load-law.ts'
import type { QuestionView } from '../interview/question-words.model.ts'
import { lawVersion } from '../private/bundle-shelf.ts'
import { verdictInks, writeBasis, writeFinding } from './finding-on-paper.ts'

export interface PaperRequest {
  assessed: Assessed<LoadedLaw>
  words: Words
  clock: Clock
  /** The address of the question, which names nobody. */
  share: string
}

const before: readonly VerdictShape[] = ['met', 'discretion']
const after: readonly VerdictShape[] = ['unknown', 'unmet']

/** An answer as a PDF: to be shown, filed and printed. It looks like what it is: a reasoned answer, not a decision. */
export async function answerOnPaper({ assessed, words, clock, share }: PaperRequest): Promise<Buffer> {
  const answer = explainAssessment(assessed, words)
  const version = lawVersion(assessed.law)
  const paper = await Paper.open({
    title: `${answer.title} · Passerelle`,
    subject: words.t('paper.kind'),
    lang: words.lang,
    created: clock.now(),
    foot: words.t('paper.foot', { title: 'Passerelle', version }),
  })
  const made = words.t('paper.made', { date: words.date(today(clock, 'UTC')) })
  writeHead(paper, answer, words, [words.t('paper.law', { version }), made])
  for (const verdict of before) writeFindings(paper, answer, words, verdict)
  writeExemptions(paper, answer, words)
  writeQuestions(paper, answer.questions, words)
  for (const verdict of after) writeFindings(paper, answer, words, verdict)
  writeEnd(paper, answer, words, share)
  return paper.finish()
}

function writeHead(paper: Paper, answer: AnswerView, words: Words, made: readonly string[]): void {
  paper.drawing(Mark(), inks.bridge, 19)
  paper.within({ left: 38 }, () => {
    paper.text([{ text: 'Passerelle', bold: true, ink: inks.bridge }], { size: 13 })
    paper.text(words.t('paper.kind'), { size: 9, ink: inks.muted })
  })
  paper.hairline(10, 22)
  paper.heading(1, answer.title, { size: 21, after: 8 })
  const facts = [
    ...(answer.purpose === null ? [] : [words.t('answer.for', { purpose: answer.purpose })]),
    answer.asOf,
    ...(answer.knownOn === null ? [] : [answer.knownOn]),
  ]
  paper.text(facts.join(' · '), { size: 10.5, ink: inks.muted })
  paper.text(made.join(' · '), { size: 10.5, ink: inks.muted, after: 14 })
  paper.group('L', () => {
    for (const { verdict, text } of answer.summary) {
      const mark = verdict === null ? {} : { mark: markOf(verdict) }
      paper.text(text, { size: 12, after: 3, tag: 'LI', ...mark })
    }
  })
  paper.gap(10)
  paper.within({ ground: inks.ground, left: 14, right: 14 }, () => {
    paper.gap(9)
    const notice = [
      { text: `${words.t('paper.notice')} `, bold: true },
      { text: words.t('paper.notice.means'), ink: inks.muted },
    ]
    paper.text(notice, { size: 9.5, tag: 'Note' })
    paper.gap(9)
  })
}

const markOf = (verdict: VerdictShape) => ({
  icon: VerdictIcon({ verdict }),
  ink: verdictInks[verdict],
  room: 19,
})

function writeSection(paper: Paper, title: string, write: () => void): void {
  paper.gap(24)
  paper.need(150)
  paper.group('Sect', () => {
    paper.heading(2, title, { size: 15, after: 2 })
    paper.hairline(2, 10)
    write()
  })
}

function writeFindings(paper: Paper, answer: AnswerView, words: Words, verdict: VerdictShape): void {
  const findings = answer.findings[verdict]
  if (findings.length === 0) return
  writeSection(paper, words.t(`answer.section.${verdict}`), () => {
    for (const finding of findings) writeFinding(paper, finding, words)
  })
}

function writeExemptions(paper: Paper, { exemptions }: AnswerView, words: Words): void {
  if (exemptions.length === 0) return
  writeSection(paper, words.t('exemption.section'), () => {
    for (const { title, summary, parts, basis } of exemptions) {
      paper.heading(3, title, { size: 12.5, after: 2 })
      paper.text(summary, { size: 10.5, after: 4 })
      paper.group('L', () => {
        for (const part of parts) {
          const why = part.by.map(({ text }) => ({ text: ` ${text}`, ink: inks.muted }))
          const mark = part.state === 'left' ? {} : { mark: markOf(part.state === 'exempt' ? 'met' : 'unknown') }
          const said = words.t('if.fact.is', { label: part.title, value: part.stateWord })
          paper.text([{ text: said }, ...why], { size: 10.5, after: 3, tag: 'LI', ...mark })
        }
      })
      writeBasis(paper, basis, words)
    }
  })
}

function writeQuestions(paper: Paper, questions: readonly QuestionView[], words: Words): void {
  if (questions.length === 0) return
  writeSection(paper, words.t('paper.questions'), () => {
    paper.text(words.t('paper.questions.lead'), { size: 10.5, ink: inks.muted, after: 6 })
    paper.group('L', () => {
      for (const { text, why } of questions) {
        const reason = why === null ? [] : [{ text: ` ${why}`, ink: inks.muted }]
        paper.text([{ text }, ...reason], { size: 10.5, after: 4, tag: 'LI', mark: markOf('unknown') })
      }
    })
  })
}

function writeEnd(paper: Paper, answer: AnswerView, words: Words, share: string): void {
  writeSection(paper, words.t('paper.ask-again'), () => {
    const { length } = answer.background
    if (length > 0) paper.text(words.t('paper.background', { n: length }), { size: 10.5, after: 4 })
    paper.text([{ text: share, link: share }], { size: 10.5, after: 4 })
    paper.text(words.t('paper.ask-again.means'), { size: 9.5, ink: inks.muted })
  })
}
