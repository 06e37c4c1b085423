// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { type Page, type PageRequest, toPage } from '../../organisations/index.ts'
import { loadLaw } from '../bundle/load-bundle.ts'
import {
  findInstrument,
  type InstrumentContentRow,
  type InstrumentRow,
  type InstrumentVersion,
  instrumentVersions,
  type LawFilter,
  listInstruments,
} from './instruments.store.ts'
import { containersOf } from './vocabulary.ts'

export type { InstrumentRow, InstrumentVersion }

/** What a reader of law asks for. `place` finds what reaches it, from the place itself up to unions. */
export interface LawQuery extends Omit<LawFilter, 'around'> {
  place?: string | undefined
}

/** The filter of the stores: the place with all it lies in on the day. */
export async function toLawFilter(db: Db, { place, ...rest }: LawQuery): Promise<LawFilter> {
  if (place === undefined) return rest
  const { bundle, aliases } = await loadLaw(db, rest.knownOn === undefined ? {} : { knownOn: rest.knownOn })
  const nodes = new Map(
    bundle.jurisdictions.map(({ code, parents }) => [code, { code, parents: parents.filter(on(rest.asOf)) }]),
  )
  const code = aliases[place] ?? place
  if (!nodes.has(code)) throw unknownPlace(place)
  return { ...rest, around: [...containersOf(code, nodes)] }
}

function unknownPlace(place: string): Problem {
  const message = `there is no jurisdiction '${place}'`
  const expected = 'a code of the register, for example CN-3205'
  return new Problem('invalid-input', message, { errors: [{ path: 'place', message, expected }] })
}

function on(asOf: string | undefined): (membership: { from?: string; until?: string }) => boolean {
  return ({ from, until }) =>
    asOf === undefined || ((from === undefined || from <= asOf) && (until === undefined || asOf < until))
}

export async function readInstruments(db: Db, query: LawQuery, page: PageRequest): Promise<Page<InstrumentRow>> {
  const rows = await listInstruments(db, await toLawFilter(db, query), page)
  return toPage(rows, page.limit, (row) => row.id)
}

export interface InstrumentInFull {
  row: InstrumentContentRow
  versions: InstrumentVersion[]
}

/** One instrument with its clauses, rules, sources and all its records. */
export async function readInstrument(
  db: Db,
  id: string,
  when: { knownOn?: Date | undefined },
): Promise<InstrumentInFull | undefined> {
  const row = await findInstrument(db, id, when)
  return row === undefined ? undefined : { row, versions: await instrumentVersions(db, id) }
}
