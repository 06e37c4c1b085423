// SPDX-License-Identifier: Apache-2.0
import type { AssessmentRequest, Compiled, PlainDate } from '@passerelle/recognition'
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { type LoadedLaw, lawShelf, zoneOf } from '../../finder/index.ts'
import { loadLaw } from '../../instruments/index.ts'
import { type Clock, today } from '../../kernel/index.ts'
import { isSameLaw, touchedKinds } from '../evaluation/changed-kinds.ts'
import type { Cause } from './compare-entitlements.ts'
import { knownAt } from './known-at.model.ts'
import { beginReevaluation, type KeptWorkforceRow, workforceKinds, workforcesToLookAt } from './reevaluations.store.ts'

interface Deps {
  db: Db
  clock: Clock
}

const nobody = { person: null }

/**
 * Begins what has to be evaluated again, for each authority one thing at a time and each of one cause: first what the register says otherwise,
 * then each day that has passed, by the law as it was known, then the law. So every change of an entitlement has the day and the cause that
 * it has, however long nobody worked at it. Answers how many were begun.
 */
export async function planReevaluations({ db, clock }: Deps): Promise<number> {
  const workforces = await actingAs(db, nobody, workforcesToLookAt)
  let begun = 0
  for (const workforce of workforces) if ((await planNext({ db, clock }, workforce)) !== null) begun++
  return begun
}

async function planNext({ db, clock }: Deps, workforce: KeptWorkforceRow): Promise<number | null> {
  const { authority, place, last, upTo } = workforce
  const now = today(clock, zoneOf(place) ?? 'UTC')
  const { stamp } = await loadLaw(db)
  const begin = (cause: Cause, law: string, asOf: PlainDate, touched: 'everybody' | readonly string[]) =>
    actingAs(db, nobody, (acting) =>
      beginReevaluation(acting, { authority, cause, place, law, asOf, after: last?.id ?? null, touched }),
    )
  if (last === null) return begin('first', stamp, now, 'everybody')
  if (upTo > last.upTo) return begin('register', last.law, last.asOf, [])
  if (last.asOf < now) {
    const asOf = dayAfter(last.asOf)
    const law = await lawShelf(db).take(knownAt(last.law))
    return begin('day', last.law, asOf, await touchedBy(db, workforce, compiled(law, last.asOf), compiled(law, asOf)))
  }
  if (stamp === last.law) return null
  const [was, is] = [await lawShelf(db).take(knownAt(last.law)), await lawShelf(db).take(knownAt(stamp))]
  return begin(
    'law',
    stamp,
    last.asOf,
    await touchedBy(db, workforce, compiled(was, last.asOf), compiled(is, last.asOf)),
  )
}

const compiled = (law: LoadedLaw, asOf: PlainDate): Compiled => law.compiledFor(asOf)

async function touchedBy(
  db: Db,
  { authority, place }: KeptWorkforceRow,
  before: Compiled,
  after: Compiled,
): Promise<'everybody' | readonly string[]> {
  if (isSameLaw(before, after)) return []
  const request: AssessmentRequest = { place }
  const kinds = await actingAs(db, nobody, (acting) => workforceKinds(acting, authority))
  const found = new Map(kinds.map(({ kind, found: by }) => [kind, by]))
  const touched = touchedKinds(before, after, request, [...found.keys()])
  return touched === 'everybody' ? touched : [...new Set(touched.map((kind) => found.get(kind) ?? ''))]
}

const DAY = 86_400_000
const dayAfter = (day: PlainDate): PlainDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10)
