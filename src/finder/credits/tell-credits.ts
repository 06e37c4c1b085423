// SPDX-License-Identifier: Apache-2.0
import type { PlainDate } from '@passerelle/recognition'
import type { Db } from '../../db/index.ts'
import { type CreditProgramme, countCredits, type Evidence, type LawInHand, loadLaw } from '../../instruments/index.ts'
import { type Clock, Problem, today } from '../../kernel/index.ts'
import { penFor } from '../answers/assess-person.ts'
import type { LawShelf } from '../answers/load-law.ts'
import type { Pen } from '../answers/words.model.ts'
import type { CreditView } from './credit-view.model.ts'
import { accountInWords, type InForce, programmeInWords } from './present-credits.ts'

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

/** Programmes with credit rules that are in force on a day. */
export async function creditProgrammes(deps: CreditDependencies, words: Pen['words'], asOf?: PlainDate) {
  const [law, shelf] = await Promise.all([loadLaw(deps.db), deps.shelf.take(null)])
  const pen = penFor(shelf, words)
  return programmesOn(law, asOf ?? today(deps.clock, 'UTC')).map((one) => programmeInWords(pen, one, law.bundle))
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
  refuseUnknownLevels(law, question.levels ?? [])
  const entry = holdsLevel(law, found.programme.atLeast, question.levels ?? [])
  const account = countCredits(found.programme, question.evidence, { asOf, entry })
  return accountInWords(penFor(shelf, words), { found, bundle: law.bundle, account, asOf })
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

function refuseUnknownLevels({ bundle }: LawInHand, levels: readonly string[]): void {
  const known = new Set(bundle.frameworks.flatMap(({ id, levels: own }) => own.map((level) => `${id}/${level.id}`)))
  const expected = 'a level of the register such as cn-skill/3'
  const errors = levels.flatMap((level, index) =>
    known.has(level) ? [] : [{ path: `levels[${index}]`, message: `found '${level}', expected ${expected}`, expected }],
  )
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
