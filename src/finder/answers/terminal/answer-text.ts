// SPDX-License-Identifier: Apache-2.0
import type { OutcomeKind, Verdict } from '@passerelle/recognition'
import type { QuestionView } from '../../interview/question-words.model.ts'
import type { NestedInstrument } from '../../nesting/nesting.model.ts'
import type { AnswerView, FindingView, OutcomeView } from '../answer.model.ts'
import type { BasisView } from '../basis.model.ts'
import { elsewhere } from '../fact-words.model.ts'
import type { ConditionView } from '../reason-words.model.ts'
import type { Words } from '../words.model.ts'
import { type Style, styled, type Terminal, wrap } from './terminal-text.ts'

const outcomeSigns: Record<OutcomeKind, string> = {
  'recognised-as': '●',
  'may-apply': '◐',
  'may-be-appointed': '◫',
  'may-practise': '◨',
  'may-sit-exam': '▤',
  'entitled-to': '✦',
  'counts-as-level': '≣',
  'exempt-from': '⊖',
}

const verdictSigns: Record<Verdict, string> = { met: '✓', discretion: '⚖', unknown: '?', unmet: '✗' }
const verdictStyles: Record<Verdict, Style> = { met: 'green', discretion: 'blue', unknown: 'yellow', unmet: 'red' }

interface Writing {
  words: Words
  terminal: Terminal
}

/** The answer as text for a terminal, with the same content as the page. */
export function answerAsText(answer: AnswerView, words: Words, terminal: Terminal): string {
  const writing = { words, terminal }
  const facts = [
    ...(answer.purpose === null ? [] : [words.t('answer.for', { purpose: answer.purpose })]),
    answer.asOf,
    ...(answer.knownOn === null ? [] : [answer.knownOn]),
  ]
  const blocks = [
    `${wrap(terminal, '', styled(terminal, 'bold', answer.title))}\n${wrap(terminal, '', facts.join(' · '))}`,
    answer.summary.map(({ verdict, text }) => summaryLine(writing, verdict, text)).join('\n'),
    ...(['met', 'discretion', 'unknown', 'unmet'] as const).flatMap((verdict) =>
      section(writing, verdict, answer.findings[verdict]),
    ),
    ...exemptions(writing, answer),
    ...questionSection(writing, answer.questions),
    ...nestingSection(writing, answer.nesting),
    ...background(writing, answer),
  ]
  return `${blocks.join('\n\n')}\n`
}

function summaryLine({ terminal }: Writing, verdict: Verdict | null, text: string): string {
  if (verdict === null) return wrap(terminal, '  ', text)
  return wrap(terminal, `${styled(terminal, verdictStyles[verdict], verdictSigns[verdict])} `, text, 2)
}

function title({ terminal }: Writing, text: string): string {
  return styled(terminal, 'bold', `── ${text} `.padEnd(3))
}

function section(writing: Writing, verdict: Verdict, findings: readonly FindingView[]): string[] {
  if (findings.length === 0) return []
  return [title(writing, writing.words.t(`answer.section.${verdict}`)), ...findings.map((one) => finding(writing, one))]
}

function finding(writing: Writing, view: FindingView): string {
  const { words, terminal } = writing
  const style = verdictStyles[view.verdict]
  const lines = [
    wrap(terminal, `${styled(terminal, style, `${verdictSigns[view.verdict]} ${view.verdictWord}`)}  `, view.title, 4),
    wrap(terminal, '  ', said(words, words.t('answer.you-hold'), view.subject ?? words.t('answer.no-subject'))),
    ...view.outcomes.map((outcome) => {
      const sign = styled(terminal, style, `  ${outcomeSigns[outcome.kind]}`)
      return wrap(terminal, `${sign} `, outcomeLine(words, outcome), 4)
    }),
    ...(view.holdsFrom === null ? [] : [wrap(terminal, '  → ', styled(terminal, 'bold', view.holdsFrom), 4)]),
    ...view.notes.map((note) => wrap(terminal, '  ! ', note, 4)),
    `  ${styled(terminal, 'dim', words.t('answer.conditions'))}`,
    ...(view.conditions.length === 0
      ? [wrap(terminal, '    ', words.t('answer.conditions.none'))]
      : view.conditions.flatMap((condition) => conditionLines(writing, condition, 4))),
    ...(view.via === null ? [] : [wrap(terminal, '    ', view.via)]),
    ...listed(
      writing,
      'answer.benefits',
      view.outcomes.flatMap((outcome) => outcome.benefits),
    ),
    ...applyLines(writing, view),
    ...(view.basis === null ? [] : basisLines(writing, view.basis)),
  ]
  return lines.join('\n')
}

const said = (words: Words, label: string, value: string): string => words.t('if.fact.is', { label, value })

function outcomeLine(words: Words, { phrase, label, manner, means }: OutcomeView): string {
  return words.t('outcome.line', { phrase, label, manner, means })
}

function conditionLines(writing: Writing, condition: ConditionView, indent: number): string[] {
  const { terminal } = writing
  const sign = styled(terminal, verdictStyles[condition.verdict], verdictSigns[condition.verdict])
  const head = `${' '.repeat(indent)}${sign} `
  const below = ' '.repeat(indent + 2)
  return [
    wrap(terminal, head, condition.text, indent + 2),
    ...(condition.detail === null ? [] : [wrap(terminal, below, condition.detail)]),
    ...(condition.facts.length === 0 ? [] : [wrap(terminal, below, condition.facts.join(' · '))]),
    ...condition.children.flatMap((child) => conditionLines(writing, child, indent + 2)),
  ]
}

function listed({ words, terminal }: Writing, key: string, items: readonly string[]): string[] {
  if (items.length === 0) return []
  return [`  ${styled(terminal, 'dim', words.t(key))}`, ...items.map((item) => wrap(terminal, '    – ', item))]
}

function applyLines(writing: Writing, { apply, verdict }: FindingView): string[] {
  const { words } = writing
  const documents = apply.documents.length === 0 ? null : words.and(apply.documents)
  const rows = { where: apply.where, documents, fee: apply.fee, time: apply.time }
  const known = Object.entries(rows).flatMap(([name, text]) =>
    text === null ? [] : [said(words, words.t(`answer.apply.${name}`), text)],
  )
  const limits = apply.limits.map(({ title: name, lines }) => said(words, name, words.and(lines)))
  const items = [...known, ...(apply.url === null ? [] : [apply.url]), ...limits]
  if (items.length === 0 && verdict === 'unmet') return []
  return listed(writing, 'answer.apply', apply.unknown === null ? items : [...items, apply.unknown])
}

function basisLines({ words, terminal }: Writing, basis: BasisView): string[] {
  const name = [basis.title, basis.number, basis.article].filter((part) => part !== null).join(', ')
  const state = [basis.kind, basis.status, basis.signWord, basis.issuer, ...basis.dates].filter((part) => part !== null)
  return [
    `  ${styled(terminal, 'dim', words.t('basis.title'))}`,
    wrap(terminal, '    § ', name),
    ...(basis.summary === null ? [] : [wrap(terminal, '      ', basis.summary)]),
    wrap(terminal, '      ', state.join(' · ')),
    ...(basis.wording === null ? [] : [wrap(terminal, '      ', basis.wording)]),
    `      ${basis.url ?? words.t('basis.no-source')}`,
  ]
}

function questionSection(writing: Writing, questions: readonly QuestionView[]): string[] {
  if (questions.length === 0) return []
  const { words, terminal } = writing
  const lines = questions.map((question) => {
    const usable = question.options.filter((option) => option.value !== elsewhere)
    const options = usable.map((option) => `${option.label} [${option.value}]`).join(' · ')
    return [
      wrap(terminal, '? ', question.text),
      ...(question.why === null ? [] : [wrap(terminal, '  ', question.why)]),
      ...(options === '' ? [] : [wrap(terminal, '  ', options)]),
      `  ${styled(terminal, 'dim', `facts: ${JSON.stringify(question.key)}`)}`,
    ].join('\n')
  })
  return [title(writing, words.t('answer.section.questions')), ...lines]
}

function exemptions(writing: Writing, answer: AnswerView): string[] {
  if (answer.exemptions.length === 0) return []
  const { words, terminal } = writing
  const wholes = answer.exemptions.map((one) => {
    const parts = one.parts.map(({ title: part, kind, state, stateWord, by }) => {
      const sign = state === 'exempt' ? '✓' : state === 'open' ? '?' : '–'
      const lines = by.map(({ text }) => wrap(terminal, '      § ', text, 8))
      return [wrap(terminal, `    ${sign} `, `${part} · ${kind} · ${stateWord}`, 6), ...lines].join('\n')
    })
    return [
      wrap(terminal, '  ', styled(terminal, 'bold', one.title)),
      wrap(terminal, '  ', one.summary),
      ...parts,
      ...basisLines(writing, one.basis),
    ].join('\n')
  })
  return [title(writing, words.t('exemption.section')), ...wholes]
}

/** From the widest place to the narrowest, each instrument with what it does to the others. */
function nestingSection(writing: Writing, levels: AnswerView['nesting']): string[] {
  if (levels === null) return []
  const { words } = writing
  const items = levels.flatMap(({ place, instruments }) =>
    instruments.map((one) => nestedInstrument(writing, place, one)),
  )
  return [title(writing, words.t('nesting.heading')), ...items]
}

function nestedInstrument({ words, terminal }: Writing, place: string, one: NestedInstrument): string {
  const head = [place, one.title, one.number].filter((part) => part !== null).join(' · ')
  const lines = one.lines.flatMap(({ text, because, why }) => [
    wrap(terminal, '  → ', text, 4),
    ...(because === null
      ? []
      : [wrap(terminal, '    ', `${words.t('nesting.because')} ${because.text} · ${because.sign}`)]),
    ...(why === null ? [] : [wrap(terminal, '    ', why)]),
  ])
  const rules = [...one.rules, ...one.lost].map(({ title: name, verdict, verdictWord }) => {
    const sign = styled(terminal, verdictStyles[verdict], `${verdictSigns[verdict]} ${verdictWord}`)
    return wrap(terminal, `  ${sign}  `, name, 4)
  })
  return [wrap(terminal, '§ ', head), ...lines, ...rules].join('\n')
}

function background(writing: Writing, answer: AnswerView): string[] {
  if (answer.background.length === 0) return []
  const { words, terminal } = writing
  const items = answer.background.map(({ texts, lines, basis }) => {
    const name = [basis.title, basis.number, basis.signWord].filter((part) => part !== null).join(', ')
    return [
      wrap(terminal, '§ ', name),
      ...texts.map((text) => wrap(terminal, '  ', text)),
      ...lines.map((line) => wrap(terminal, '  – ', line)),
    ].join('\n')
  })
  return [title(writing, words.t('answer.section.background')), items.join('\n\n')]
}
