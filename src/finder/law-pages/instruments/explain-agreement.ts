// SPDX-License-Identifier: Apache-2.0
import { engineCondition, type LawAgreement, type LawCondition } from '../../../instruments/index.ts'
import { conditionInWords } from '../../answers/condition-words.model.ts'
import { nameOf, type Pen } from '../../answers/words.model.ts'
import type { AgreementWords } from '../library/law-views.model.ts'
import { courseInWords } from './agreement-course.model.ts'

/** Who agreed on what, what counts as what, and what has happened since. */
export function agreementInWords(pen: Pen, agreement: LawAgreement | undefined): AgreementWords | null {
  if (agreement === undefined) return null
  const { words } = pen
  return {
    subject: words.pick(agreement.subject),
    mode: words.t(`law.mode.${agreement.mode}`),
    parties: agreement.parties.map(({ name, jurisdiction }) => ({
      href: jurisdiction === undefined ? '' : `/places/${jurisdiction}`,
      text: words.pick(name),
      note: jurisdiction === undefined ? null : nameOf(pen, 'jurisdiction', jurisdiction),
    })),
    course: courseInWords(pen, agreement),
    scope: scopeInWords(pen, agreement),
    committee: committeeInWords(pen, agreement),
    table: tableInWords(pen, agreement),
  }
}

function scopeInWords(pen: Pen, { scope = {} }: LawAgreement): AgreementWords['scope'] {
  const { words } = pen
  const part = (
    member: 'fields' | 'occupations' | 'qualifications' | 'levels',
    thing: Parameters<typeof nameOf>[1],
  ) => {
    const ids = scope[member]
    if (ids === undefined) return []
    return [{ label: words.t(`agreement.scope.${member}`), text: words.and(ids.map((id) => nameOf(pen, thing, id))) }]
  }
  return [
    ...part('fields', 'field'),
    ...part('occupations', 'occupation'),
    ...part('qualifications', 'qualification'),
    ...part('levels', 'level'),
  ]
}

function committeeInWords({ words }: Pen, { committee }: LawAgreement): AgreementWords['committee'] {
  if (committee === undefined) return null
  const { name, meets, decisions = [] } = committee
  return {
    name: words.pick(name),
    meets: meets === undefined ? null : words.pick(meets),
    decisions: decisions.map(({ date, summary, url = '' }) => {
      return { href: url, text: words.pick(summary), note: words.date(date) }
    }),
  }
}

function tableInWords(pen: Pen, { equivalences, parties, mode }: LawAgreement): AgreementWords['table'] {
  const { words } = pen
  const [a, b] = parties
  if (equivalences === undefined || a === undefined || b === undefined) return null
  const recognises = mode !== 'comparison' && mode !== 'cooperation'
  return {
    a: words.pick(a.name),
    b: words.pick(b.name),
    note: words.t(recognises ? 'agreement.table.rules' : 'agreement.table.no-rules'),
    rows: equivalences.rows.map(({ direction: way = 'both', when, ...row }, index) => ({
      anchor: `eq-${index + 1}`,
      a: words.pick(row.a.label),
      b: words.pick(row.b.label),
      way,
      wayText: words.t(`agreement.way.${way}`),
      conditions: when === undefined ? [] : conditionsOf(pen, when),
    })),
  }
}

function conditionsOf(pen: Pen, when: LawCondition): string[] {
  const condition = engineCondition(when)
  return 'all' in condition
    ? condition.all.map((part) => conditionInWords(pen, part))
    : [conditionInWords(pen, condition)]
}
