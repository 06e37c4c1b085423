// SPDX-License-Identifier: Apache-2.0
import type { Bundle, PlainDate } from '@passerelle/recognition'
import type { CreditAccount, CreditProgramme, WrittenLaw } from '../../instruments/index.ts'
import { nameOf, type Pen } from '../answers/words.model.ts'
import type { CreditView, ProgrammeView } from './credit-view.model.ts'

/** A programme with the instrument that carries it. */
export interface InForce {
  instrument: WrittenLaw['instrument']
  programme: CreditProgramme
}

type Frameworks = Pick<Bundle, 'frameworks'>

/** Exact credits with their word; a fraction stays one. */
const inCredits = ({ words }: Pen, n: string): string =>
  words.t(n === '1' ? 'credit.number.one' : 'credit.number', { n })

/** What a programme asks and what counts towards it. */
export function programmeInWords(pen: Pen, { instrument, programme }: InForce, bundle: Frameworks): ProgrammeView {
  const { words } = pen
  return {
    id: programme.id,
    title: words.pick(programme.title),
    place: { code: instrument.jurisdiction, name: nameOf(pen, 'jurisdiction', instrument.jurisdiction) },
    basis: { title: words.pick(instrument.title), href: `/law/${instrument.id}#${programme.clause}` },
    level: levelInWords(pen, programme.atLeast, bundle),
    rows: programme.rows.map(({ id, label, unit, credits, per, validYears, from }) => {
      const amount = 'training' in from ? 'hours' : 'work' in from ? 'months' : null
      const gives = {
        credits: inCredits(pen, String(credits)),
        unit: unitTitle(pen, programme, unit),
        per: per ?? 0,
        years: validYears ?? 0,
      }
      const said = words.t(amount === null ? 'credit.gives' : `credit.gives.${amount}`, gives)
      return {
        id,
        label: words.pick(label),
        gives: validYears === undefined ? said : words.t('credit.gives.valid', { said, years: validYears }),
        held: 'qualification' in from ? from.qualification : 'level' in from ? from.level : null,
        amount,
        dated: validYears !== undefined,
      }
    }),
  }
}

function levelInWords(pen: Pen, needed: string | undefined, { frameworks }: Frameworks): ProgrammeView['level'] {
  if (needed === undefined) return null
  const id = needed.slice(0, needed.indexOf('/'))
  const levels = frameworks.find((one) => one.id === id)?.levels ?? []
  const options = levels.map((level) => ({
    value: `${id}/${level.id}`,
    label: nameOf(pen, 'level', `${id}/${level.id}`),
  }))
  return { id: needed, name: nameOf(pen, 'level', needed), options }
}

function unitTitle({ words }: Pen, { units }: CreditProgramme, id: string): string {
  const title = units.find((one) => one.id === id)?.title
  return title === undefined ? id : words.pick(title)
}

interface Counted {
  found: InForce
  bundle: Frameworks
  account: CreditAccount
  asOf: PlainDate
}

/** What counts, which parts are exempt, and how it was counted. */
export function accountInWords(pen: Pen, { found, bundle, account, asOf }: Counted): CreditView {
  const { words } = pen
  const { programme } = found
  const titled = (id: string): string => unitTitle(pen, programme, id)
  const exempt = account.units.filter((one) => one.exempt).map(({ unit }) => titled(unit))
  const level = programme.atLeast === undefined ? '' : nameOf(pen, 'level', programme.atLeast)
  const total = inCredits(pen, account.total)
  const evidence = evidenceInWords(pen, programme, account)
  const caps = capsInWords(pen, programme, account)
  const units = account.units.map(({ unit, credits, of, exempt: isExempt, missing, attainable }) => {
    const state = isExempt ? 'exempt' : missing === '0' ? 'full' : attainable ? 'missing' : 'beyond'
    const text = words.t(`credit.unit.${state}`, { missing: inCredits(pen, missing), level })
    return { id: unit, title: titled(unit), credits, of, exempt: isExempt, text }
  })
  return {
    programme: programmeInWords(pen, found, bundle),
    asOf,
    asOfText: words.t('credit.as-of', { date: words.date(asOf) }),
    summary:
      exempt.length === 0
        ? words.t('credit.summary.none', { total })
        : words.t('credit.summary', { total, parts: words.and(exempt) }),
    entry: account.entry ? null : words.t('credit.entry', { level }),
    evidence: evidence.map(({ line: _line, ...one }) => one),
    units,
    caps,
    steps: [
      { heading: words.t('credit.step.evidence'), lines: evidence.map(({ line }) => line) },
      { heading: words.t('credit.step.caps'), lines: caps },
      {
        heading: words.t('credit.step.units'),
        lines: units.map(({ title, credits, of, text }) =>
          words.t('credit.step.unit', { unit: title, credits, of: inCredits(pen, of), text }),
        ),
      },
      {
        heading: words.t('credit.step.total'),
        lines: [total, ...(account.entry ? [] : [words.t('credit.entry', { level })])],
      },
    ].filter(({ lines }) => lines.length > 0),
    total: account.total,
    next: account.next === null ? null : nextInWords(pen, programme, account.next),
  }
}

function nextInWords(pen: Pen, programme: CreditProgramme, next: NonNullable<CreditAccount['next']>): string {
  const unit = unitTitle(pen, programme, next.unit)
  return pen.words.t('credit.next', { missing: inCredits(pen, next.missing), unit })
}

function evidenceInWords(pen: Pen, { rows }: CreditProgramme, { evidence }: CreditAccount) {
  const { words } = pen
  return evidence.map(({ evidence: id, row: name, state, credits, expires, amount }) => {
    const row = rows.find((one) => one.id === name)
    const label = row === undefined ? name : words.pick(row.label)
    const date = expires === null ? '' : words.date(expires)
    const stateText = words.t(state === 'counts' && expires !== null ? 'credit.state.until' : `credit.state.${state}`, {
      date,
    })
    const worth = inCredits(pen, credits)
    const kind = row !== undefined && 'training' in row.from ? 'hours' : 'months'
    const each = { amount: amount ?? 0, per: row?.per ?? 1, credits: inCredits(pen, String(row?.credits ?? 0)), worth }
    const sum = amount === null ? worth : words.t(`credit.step.${kind}`, each)
    const line = words.t('credit.step.piece', { label, sum, state: stateText })
    return { id, row: name, label, state, stateText, credits, expires, line }
  })
}

function capsInWords(pen: Pen, { kinds, atMostShare }: CreditProgramme, account: CreditAccount): string[] {
  const { words } = pen
  const share = account.atMost
  return [
    ...account.kinds.flatMap(({ kind, offered, atMost, lost }) => {
      const label = kinds.find(({ id }) => id === kind)?.label
      if (atMost === null || label === undefined) return []
      const args = { kind: words.pick(label), offered: inCredits(pen, offered), atMost: inCredits(pen, atMost) }
      return [words.t(lost ? 'credit.cap.reached' : 'credit.cap.kind', args)]
    }),
    ...(share === null
      ? []
      : [words.t('credit.cap.share', { share: atMostShare ?? 100, atMost: inCredits(pen, share) })]),
  ]
}
