// SPDX-License-Identifier: Apache-2.0
import type { PlainDate } from '@passerelle/recognition'
import type { Db } from '../../db/index.ts'
import {
  type CreditAccount,
  type CreditProgramme,
  countCredits,
  type Evidence,
  type LawInHand,
  loadLaw,
  type WrittenLaw,
} from '../../instruments/index.ts'
import { type Clock, Problem, today } from '../../kernel/index.ts'
import { penFor } from '../answers/assess-person.ts'
import type { LawShelf } from '../answers/load-law.ts'
import { nameOf, type Pen } from '../answers/words.model.ts'
import type { CreditView, ProgrammeView } from './credit-view.model.ts'

export interface CreditDependencies {
  db: Db
  shelf: LawShelf
  clock: Clock
}

export interface CreditQuestion {
  programme: string
  evidence: readonly Evidence[]
  /** Levels that are held, for programmes that ask for one. */
  levels?: readonly string[]
  asOf?: PlainDate
}

interface InForce {
  instrument: WrittenLaw['instrument']
  programme: CreditProgramme
}

/** Programmes with credit rules that are in force on a day. */
export async function creditProgrammes(deps: CreditDependencies, words: Pen['words'], asOf?: PlainDate) {
  const [law, shelf] = await Promise.all([loadLaw(deps.db), deps.shelf.take(null)])
  const pen = penFor(shelf, words)
  return programmesOn(law, asOf ?? today(deps.clock, 'UTC')).map((one) => programmeInWords(pen, one))
}

function programmesOn({ texts }: LawInHand, day: PlainDate): InForce[] {
  return texts.instruments.flatMap(({ instrument }) => {
    if (instrument.status !== 'in-force') return []
    return (instrument.credits ?? []).flatMap((programme) => {
      const from = programme.from ?? instrument.effective ?? ''
      const until = programme.until ?? instrument.until ?? '9999'
      return from <= day && day < until ? [{ instrument, programme }] : []
    })
  })
}

/** What somebody's evidence counts for in a programme, on its legal basis. */
export async function tellCredits(
  deps: CreditDependencies,
  question: CreditQuestion,
  words: Pen['words'],
): Promise<CreditView> {
  const [law, shelf] = await Promise.all([loadLaw(deps.db), deps.shelf.take(null)])
  const asOf = question.asOf ?? today(deps.clock, 'UTC')
  const found = programmesOn(law, asOf).find(({ programme }) => programme.id === question.programme)
  if (found === undefined) throw unknownProgramme(question.programme, asOf)
  refuseUnknownRows(found.programme, question.evidence)
  const entry = holdsLevel(law, found.programme.atLeast, question.levels ?? [])
  const account = countCredits(found.programme, question.evidence, { asOf, entry })
  return accountInWords(penFor(shelf, words), found, account, asOf)
}

function unknownProgramme(id: string, asOf: PlainDate): Problem {
  const expected = 'a programme with credit rules in force, as GET /api/v1/credits lists them'
  const message = `found '${id}', in force on ${asOf} is none of that id, expected ${expected}`
  return new Problem('invalid-input', message, { errors: [{ path: 'programme', message, expected }] })
}

function refuseUnknownRows({ rows }: CreditProgramme, evidence: readonly Evidence[]): void {
  const known = rows.map(({ id }) => id)
  const expected = `one of ${known.join(', ')}`
  const errors = evidence.flatMap(({ row }, index) => {
    if (known.includes(row)) return []
    return [{ path: `evidence[${index}].row`, message: `found '${row}', expected ${expected}`, expected }]
  })
  if (errors.length > 0) throw new Problem('invalid-input', errors[0]?.message ?? '', { errors })
}

function holdsLevel({ bundle }: LawInHand, needed: string | undefined, held: readonly string[]): boolean {
  if (needed === undefined) return true
  const [framework] = needed.split('/')
  const levels = bundle.frameworks.find(({ id }) => id === framework)?.levels ?? []
  const rank = (level: string): number | null => levels.find(({ id }) => `${framework}/${id}` === level)?.rank ?? null
  const least = rank(needed)
  return held.some((level) => {
    const have = rank(level)
    return level === needed || (least !== null && have !== null && have >= least)
  })
}

function programmeInWords(pen: Pen, { instrument, programme }: InForce): ProgrammeView {
  const { words } = pen
  return {
    id: programme.id,
    title: words.pick(programme.title),
    place: { code: instrument.jurisdiction, name: nameOf(pen, 'jurisdiction', instrument.jurisdiction) },
    basis: { title: words.pick(instrument.title), href: `/law/${instrument.id}#${programme.clause}` },
    rows: programme.rows.map(({ id, label, unit, credits, per, validYears, from }) => {
      const title = programme.units.find((one) => one.id === unit)?.title
      const amount = 'training' in from ? 'hours' : 'work' in from ? 'months' : null
      const gives = {
        credits: words.number(credits),
        unit: title === undefined ? unit : words.pick(title),
        per: per ?? 0,
      }
      return {
        id,
        label: words.pick(label),
        gives: words.t(amount === null ? 'credit.gives' : `credit.gives.${amount}`, gives),
        amount,
        dated: validYears !== undefined,
      }
    }),
  }
}

function accountInWords(pen: Pen, found: InForce, account: CreditAccount, asOf: PlainDate): CreditView {
  const { words } = pen
  const { programme } = found
  const titled = (id: string): string => {
    const unit = programme.units.find((one) => one.id === id)
    return unit === undefined ? id : words.pick(unit.title)
  }
  const exempt = account.units.filter((one) => one.exempt).map(({ unit }) => titled(unit))
  const level = programme.atLeast
  return {
    programme: programmeInWords(pen, found),
    asOf,
    asOfText: words.t('credit.as-of', { date: words.date(asOf) }),
    summary:
      exempt.length === 0
        ? words.t('credit.summary.none', { total: account.total })
        : words.t('credit.summary', { total: account.total, parts: words.and(exempt) }),
    entry:
      account.entry || level === undefined ? null : words.t('credit.entry', { level: nameOf(pen, 'level', level) }),
    evidence: account.evidence.map(({ evidence, row, state, credits, expires }) => {
      const label = programme.rows.find(({ id }) => id === row)?.label
      const date = expires === null ? '' : words.date(expires)
      return {
        id: evidence,
        row,
        label: label === undefined ? row : words.pick(label),
        state,
        stateText: words.t(state === 'counts' && expires !== null ? 'credit.state.until' : `credit.state.${state}`, {
          date,
        }),
        credits,
        expires,
      }
    }),
    units: account.units.map(({ unit, credits, of, exempt: isExempt, missing }) => ({
      id: unit,
      title: titled(unit),
      credits,
      of,
      exempt: isExempt,
      text: words.t(isExempt ? 'credit.unit.exempt' : 'credit.unit.missing', { missing }),
    })),
    caps: capsInWords(pen, programme, account),
    total: account.total,
    next: account.next === null ? null : words.t('credit.next', { ...account.next, unit: titled(account.next.unit) }),
  }
}

function capsInWords({ words }: Pen, { kinds, atMostShare }: CreditProgramme, account: CreditAccount): string[] {
  const share = account.atMost
  return [
    ...account.kinds.flatMap(({ kind, offered, atMost }) => {
      const label = kinds.find(({ id }) => id === kind)?.label
      if (atMost === null || label === undefined) return []
      return [words.t('credit.cap.kind', { kind: words.pick(label), offered, atMost })]
    }),
    ...(share === null ? [] : [words.t('credit.cap.share', { share: atMostShare ?? 100, atMost: share })]),
  ]
}
