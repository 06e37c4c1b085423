// SPDX-License-Identifier: Apache-2.0
import { ConditionIcon, OutcomeIcon, SignIcon, VerdictIcon, type VerdictShape, type Words } from '../../ui/index.ts'
import { inks, type Paper, type Span } from '../../ui/paper/paper.ts'
import type { FindingView, OutcomeView } from '../answers/answer.model.ts'
import type { ApplyView } from '../answers/apply.model.ts'
import type { BasisView } from '../answers/basis.model.ts'
import type { ConditionView } from '../answers/reason-words.model.ts'

export const verdictInks: Record<VerdictShape, string> = {
  met: inks.yes,
  discretion: inks.may,
  unknown: inks.wait,
  unmet: inks.no,
}

const body = 10.5
const small = 9.5

/** One rule and what it says of this person: outcome, conditions, how to apply, and where it is written. */
export function writeFinding(paper: Paper, finding: FindingView, words: Words): void {
  const { verdict } = finding
  const ink = verdictInks[verdict]
  paper.need(120)
  paper.group('Sect', () => {
    paper.within({ rule: ink, left: 16 }, () => {
      const word = [{ text: finding.verdictWord, ink, bold: true }]
      paper.text(word, { size: small, mark: { icon: VerdictIcon({ verdict }), ink, room: 15 } })
      paper.heading(3, finding.title, { size: 13, after: 6 })
      writeOutcomes(paper, finding, words)
      if (finding.holdsFrom !== null) paper.text(finding.holdsFrom, { size: body, bold: true, ink, before: 4 })
      for (const note of finding.notes) paper.text(note, { size: body, before: 4 })
      writeConditions(paper, finding, words)
      const benefits = finding.outcomes.flatMap((outcome) => outcome.benefits)
      writeList(paper, words.t('answer.benefits'), benefits)
      writeApply(paper, finding, words)
      if (finding.basis !== null) writeBasis(paper, finding.basis, words)
    })
  })
  paper.gap(18)
}

function part(paper: Paper, title: string): void {
  paper.gap(7)
  paper.heading(4, title, { size: small, ink: inks.muted, after: 2 })
}

function writeOutcomes(paper: Paper, { verdict, subject, outcomes }: FindingView, words: Words): void {
  paper.text(words.t('answer.you-hold'), { size: small, ink: inks.muted })
  paper.text(subject ?? words.t('answer.no-subject'), { size: 11.5, bold: true, after: 5 })
  paper.text(words.t(verdict === 'met' ? 'answer.counts-as' : 'answer.would-count-as'), {
    size: small,
    ink: inks.muted,
  })
  paper.group('L', () => {
    for (const outcome of outcomes) writeOutcome(paper, outcome, verdictInks[verdict], words)
  })
}

function writeOutcome(paper: Paper, outcome: OutcomeView, ink: string, words: Words): void {
  const { kind, phrase, label, manner, means } = outcome
  paper.group('LI', () => {
    const spans: Span[] = [
      { text: words.t('paper.outcome', { phrase }), ink },
      { text: label, bold: true },
    ]
    paper.text(spans, { size: 11.5, mark: { icon: OutcomeIcon({ kind }), ink, room: 19 } })
    paper.within({ left: 19 }, () => {
      paper.text(words.t('outcome.manner', { manner, means }), { size: small, ink: inks.muted, after: 3 })
    })
  })
}

function writeConditions(paper: Paper, { conditions, via }: FindingView, words: Words): void {
  part(paper, words.t('answer.conditions'))
  if (conditions.length === 0) paper.text(words.t('answer.conditions.none'), { size: body })
  else writeConditionList(paper, conditions, words)
  if (via !== null) paper.text(via, { size: body, ink: inks.muted, before: 2 })
}

function writeConditionList(paper: Paper, conditions: readonly ConditionView[], words: Words): void {
  paper.group('L', () => {
    for (const condition of conditions) paper.group('LI', () => writeCondition(paper, condition, words))
  })
}

function writeCondition(paper: Paper, condition: ConditionView, words: Words): void {
  const { verdict, text, detail, facts, children } = condition
  const ink = verdictInks[verdict]
  const said = words.t('if.fact.is', { label: words.t(`condition.${verdict}`), value: '' })
  const spans: Span[] = [{ text: `${said.trimEnd()} `, ink, bold: true }, { text }]
  paper.text(spans, { size: body, after: 2, mark: { icon: ConditionIcon({ verdict }), ink, room: 16 } })
  paper.within({ left: 16 }, () => {
    if (detail !== null) paper.text(detail, { size: body, bold: true, ink, after: 2 })
    if (facts.length > 0) paper.text(facts.join(' · '), { size: small, ink: inks.muted, after: 2 })
    if (children.length > 0) writeConditionList(paper, children, words)
  })
}

function writeList(paper: Paper, title: string, items: readonly string[]): void {
  if (items.length === 0) return
  part(paper, title)
  paper.group('L', () => {
    for (const item of items) paper.text(`• ${item}`, { size: body, after: 2, tag: 'LI' })
  })
}

/** Of what is not met yet only what is known: nobody applies for it now. */
function writeApply(paper: Paper, { apply, verdict }: FindingView, words: Words): void {
  const rows = applyRows(apply, words)
  const { url, unknown } = apply
  if (verdict === 'unmet' && rows.length === 0 && url === null) return
  part(paper, words.t('answer.apply'))
  for (const { label, text } of rows) {
    const spans = [{ text: `${words.t('if.fact.is', { label, value: '' }).trimEnd()} `, ink: inks.muted }, { text }]
    paper.text(spans, { size: body, after: 2 })
  }
  if (url !== null) paper.text([{ text: url, link: url }], { size: body, after: 2 })
  if (unknown !== null) paper.text(unknown, { size: body, ink: inks.muted })
}

function applyRows(
  { where, documents, fee, time, limits }: ApplyView,
  words: Words,
): { label: string; text: string }[] {
  const list = documents.length === 0 ? null : words.and(documents)
  const known = Object.entries({ where, documents: list, fee, time }).flatMap(([name, text]) =>
    text === null ? [] : [{ label: words.t(`answer.apply.${name}`), text }],
  )
  return [...known, ...limits.map(({ title, lines }) => ({ label: title, text: lines.join(' · ') }))]
}

/** The seal's red stands only where the authority itself has published it. */
export function writeBasis(paper: Paper, basis: BasisView, words: Words): void {
  const { title, number, article, summary, kind, status, issuer, dates, sign, signWord, signMeans } = basis
  const ink = sign === 'official' || sign === 'official-copy' ? inks.seal : inks.muted
  const known = (parts: readonly (string | null)[]): string => parts.filter((one) => one !== null).join(' · ')
  paper.gap(9)
  paper.need(90)
  paper.within({ ground: inks.ground, left: 12, right: 12 }, () => {
    paper.gap(7)
    paper.heading(4, words.t('basis.title'), { size: small, ink: inks.muted })
    paper.text([{ text: title, bold: true }], { size: body })
    const place = known([number, article])
    if (place !== '') paper.text(place, { size: body })
    if (summary !== null) paper.text(summary, { size: small, before: 2, after: 2 })
    paper.text(known([kind, status, issuer, ...dates]), { size: small, ink: inks.muted })
    const quality: Span[] = [
      { text: signWord, bold: true, ink },
      { text: ` ${signMeans} ${basis.wording ?? ''}`.trimEnd(), ink: inks.muted },
    ]
    paper.text(quality, { size: small, mark: { icon: SignIcon({ sign }), ink, room: 15 }, before: 2 })
    if (basis.note !== null) paper.text(basis.note, { size: small, ink: inks.muted })
    if (basis.url === null) paper.text(words.t('basis.no-source'), { size: small, ink: inks.muted })
    else paper.text([{ text: basis.url, link: basis.url }], { size: small })
    paper.gap(8)
  })
}
