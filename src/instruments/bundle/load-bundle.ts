// SPDX-License-Identifier: Apache-2.0
import { type Bundle, type Compiled, compile, type RefusedRule } from '@passerelle/recognition'
import type { Db } from '../../db/index.ts'
import { registerForBundle } from '../../register/index.ts'
import type { LawFact } from '../facts/facts-schema.ts'
import { assembleBundle, type InstrumentContent } from './assemble-bundle.ts'
import { allFacts, allInstruments, recordStamp } from './law-content.store.ts'
import { soundBundle } from './sound-bundle.ts'

/** The law as it stood in the database at one stamp of record time. The object stays the same while nothing changes. */
export interface LawInHand {
  /** Changes with every change of law or register. */
  stamp: string
  bundle: Bundle
  /** Rules that name what is not there any more; they speak nowhere, and are no reason to answer nobody. */
  leftOut: readonly RefusedRule[]
  /** What was written: titles, clauses, sources, labels, questions. */
  texts: LawTexts
  /** Other codes of places: `CN-14` → `CN-SX`. */
  aliases: Readonly<Record<string, string>>
}

export interface LawTexts {
  /** By id; with their rules. An instrument's clauses without a rule are carried as text. */
  instruments: readonly InstrumentContent[]
  /** In the order in which they are asked. */
  facts: readonly LawFact[]
}

/** How long a stamp is taken as fresh; a change shows at the latest this much later. */
const freshFor = 1000
/** Earlier states of knowledge kept beside the present one. */
const pastKept = 4
/** As-of days kept compiled for one bundle. */
const daysKept = 16

interface Shelf {
  stamp: string
  checkedAt: number
  checking: Promise<string> | null
  laws: Map<string, Promise<LawInHand>>
  /** The law of this stamp, once it is read: nobody has to wait for it. */
  ready: LawInHand | null
}

const shelves = new WeakMap<Db, Shelf>()

/**
 * Law and register for the engine and for those who put answers into words, now or as known on an instant. Kept in memory by the stamp
 * of record time, which is read at most once a second; so serving an answer asks the database nothing.
 */
export async function loadLaw(db: Db, { knownOn }: { knownOn?: Date } = {}): Promise<LawInHand> {
  const shelf = shelfOf(db)
  const stamp = await freshStamp(db, shelf)
  const key = knownOn?.toISOString() ?? ''
  const found = shelf.laws.get(key)
  if (found !== undefined) return found
  const law = read(db, stamp, knownOn)
  if (knownOn === undefined)
    law.then(
      (ready) => {
        if (shelf.stamp === stamp) shelf.ready = ready
      },
      () => undefined,
    )
  keep(shelf.laws, key, law, pastKept + 1)
  law.catch(() => shelf.laws.delete(key))
  return law
}

/** The law for a transaction that keeps others from changing it: what is in memory already, else read on the connection that it holds. */
export async function loadHeldLaw(
  db: Db,
  { transaction, stamp }: { transaction: Db; stamp: string },
): Promise<LawInHand> {
  const shelf = shelfOf(db)
  const found = shelf.stamp === stamp ? shelf.ready : null
  return found ?? readWithin(transaction, stamp, {})
}

export async function loadBundle(db: Db, when: { knownOn?: Date } = {}): Promise<Bundle> {
  return (await loadLaw(db, when)).bundle
}

/** The next who asks looks for a change at once; said by those who have just made one through this handle. */
export function expectChange(db: Db): void {
  shelfOf(db).checkedAt = Number.NEGATIVE_INFINITY
}

/** What presenters need beside the rules: words, sources, dates as written. */
export async function instrumentTexts(db: Db, when: { knownOn?: Date } = {}): Promise<LawTexts> {
  return (await loadLaw(db, when)).texts
}

const compiledDays = new WeakMap<Bundle, Map<string, Compiled>>()

/** The bundle compiled for a day; each day once (docs/engine-semantics.md). */
export function compiledFor(bundle: Bundle, asOf: string): Compiled {
  let days = compiledDays.get(bundle)
  if (days === undefined) {
    days = new Map()
    compiledDays.set(bundle, days)
  }
  const found = days.get(asOf)
  if (found !== undefined) return found
  const compiled = compile(bundle, asOf)
  keep(days, asOf, compiled, daysKept)
  return compiled
}

function shelfOf(db: Db): Shelf {
  let shelf = shelves.get(db)
  if (shelf === undefined) {
    shelf = { stamp: '', checkedAt: Number.NEGATIVE_INFINITY, checking: null, laws: new Map(), ready: null }
    shelves.set(db, shelf)
  }
  return shelf
}

/** Those who ask at the same moment share one query. */
async function freshStamp(db: Db, shelf: Shelf): Promise<string> {
  if (performance.now() - shelf.checkedAt < freshFor) return shelf.stamp
  shelf.checking ??= recordStamp(db)
    .then((stamp) => {
      if (stamp !== shelf.stamp) {
        shelf.laws.clear()
        shelf.ready = null
      }
      shelf.stamp = stamp
      shelf.checkedAt = performance.now()
      return stamp
    })
    .finally(() => {
      shelf.checking = null
    })
  return shelf.checking
}

/** One snapshot, so that law and register are of the same moment. */
async function read(db: Db, stamp: string, knownOn: Date | undefined): Promise<LawInHand> {
  const when = knownOn === undefined ? {} : { knownOn }
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((snapshot) => readWithin(snapshot, stamp, when))
}

async function readWithin(snapshot: Db, stamp: string, when: { knownOn?: Date }): Promise<LawInHand> {
  const { aliases, ...register } = await registerForBundle(snapshot, when)
  const instruments = await allInstruments(snapshot, when)
  const facts = await allFacts(snapshot, when)
  const sound = soundBundle(assembleBundle(register, instruments, facts))
  return { stamp, ...sound, texts: { instruments, facts }, aliases }
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value, limit: number): void {
  const oldest = map.keys().next().value
  if (map.size >= limit && oldest !== undefined) map.delete(oldest)
  map.set(key, value)
}
