// SPDX-License-Identifier: Apache-2.0
import {
  type AssessmentRequest,
  assess,
  type Compiled,
  type CredentialKind,
  type Outcome,
} from '@passerelle/recognition'
import type { Db } from '../../db/index.ts'
import { OutcomeList, standings as standingNames, standingOutcomes } from '../evaluation/outcomes.ts'
import { readPersons } from '../snapshot/read-holders.ts'
import { lawTables, UNDECIDED } from './law-tables.ts'
import { prepareSession, readKinds, readRange, readStandings, type StandingRow } from './standings.store.ts'
import { standingsSql } from './statement.ts'

/** Holders that one statement looks at, by their numbers. */
const AT_ONCE = 50_000

export interface EvaluatedBySql {
  outcomes: OutcomeList
  /** How outcomes stand, by holder and outcome, as in `standings`; those that do not, and whoever has none, are left out. */
  standings: Map<number, Map<number, number>>
  /** Holders whom the database left to the single evaluation. */
  singly: number
}

/** The kinds of credentials that an authority's holders have. */
export const kindsOfHolders = (transaction: Db, authority: string): Promise<CredentialKind[]> =>
  readKinds(transaction, authority)

/** Evaluates the holders of an authority inside the database, and singly whom its SQL does not decide. In a transaction of its own. */
export async function evaluateBySql(
  transaction: Db,
  authority: string,
  compiled: Compiled,
  request: AssessmentRequest,
): Promise<EvaluatedBySql> {
  const outcomes = new OutcomeList(compiled)
  const evaluated: EvaluatedBySql = { outcomes, standings: new Map(), singly: 0 }
  const range = await readRange(transaction, authority)
  if (range === null) return evaluated
  const law = lawTables(compiled, request, await readKinds(transaction, authority), outcomes)
  const statement = standingsSql(law, compiled)
  await prepareSession(transaction)
  for (let from = range.first; from <= range.last; from += AT_ONCE) {
    const rows = await readStandings(transaction, statement, authority, { from, below: from + AT_ONCE })
    const undecided = take(rows, evaluated.standings)
    evaluated.singly += undecided.length
    for (const [holder, person] of await readPersons(transaction, authority, undecided)) {
      const single = standingOutcomes(assess(compiled, person, request), outcomes)
      if (single.size > 0) evaluated.standings.set(holder, single)
      else evaluated.standings.delete(holder)
    }
  }
  return evaluated
}

/** Answers the holders who are undecided, by number. */
function take(rows: readonly StandingRow[], standings: EvaluatedBySql['standings']): number[] {
  const undecided: number[] = []
  for (const { holder, outcome, standing } of rows) {
    if (outcome === UNDECIDED) undecided.push(holder)
    const own = standings.get(holder) ?? new Map<number, number>()
    own.set(outcome, standing)
    standings.set(holder, own)
  }
  return undecided.sort((a, b) => a - b)
}

export interface OutcomeTotal {
  outcome: Outcome
  met: number
  discretion: number
  open: number
}

/** How many holders each outcome stands for, and how; most first. Outcomes that nobody has are left out. */
export function totalsOf({ outcomes, standings }: EvaluatedBySql): OutcomeTotal[] {
  const totals = outcomes.list.map((outcome): OutcomeTotal => ({ outcome, met: 0, discretion: 0, open: 0 }))
  for (const own of standings.values()) {
    for (const [id, standing] of own) {
      const total = totals[id] as OutcomeTotal
      const name = standingNames[standing] ?? 'none'
      if (name !== 'none') total[name]++
    }
  }
  const had = totals.filter(({ met, discretion, open }) => met + discretion + open > 0)
  return had.sort((a, b) => b.met - a.met || b.discretion - a.discretion || b.open - a.open)
}
