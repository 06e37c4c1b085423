// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { listAuthorities, listAwardingBodies } from '../../organisations/index.ts'
import { allLevelNames } from '../../register/index.ts'
import { type LawInHand, loadHeldLaw, loadLaw } from '../bundle/load-bundle.ts'
import { factDeclaration } from '../facts/read-facts.ts'
import { wholesOf } from '../wholes/check-wholes.ts'
import type { LawIds } from './check-ids.ts'
import { type Vocabulary, vocabularyOf } from './vocabulary.ts'

/** What a text of law may name on this installation: the register, and the law that stands beside it. */
export interface LawSurroundings {
  law: LawInHand
  vocabulary: Vocabulary
  /** Ids of the law beside, without the given instrument, which the text would replace. */
  idsBeside(instrument: string | null): LawIds
}

const everything = { limit: 1_000_000, after: null }
const known = new WeakMap<LawInHand, Promise<LawSurroundings>>()

/** A transaction in which nobody else can change the law, and the stamp of the law that it began with. */
export interface HeldLaw {
  transaction: Db
  stamp: string
}

/** Read once for each state of law and register; within a transaction, on its own connection. */
export async function lawSurroundings(db: Db, held?: HeldLaw): Promise<LawSurroundings> {
  const law = held === undefined ? await loadLaw(db) : await loadHeldLaw(db, held)
  const found = known.get(law)
  if (found !== undefined) return found
  const fresh = read(held?.transaction ?? db, law)
  fresh.catch(() => known.delete(law))
  known.set(law, fresh)
  return fresh
}

async function read(db: Db, law: LawInHand): Promise<LawSurroundings> {
  const [authorities, bodies, levels] = await Promise.all([
    listAuthorities(db, {}, everything),
    listAwardingBodies(db, {}, everything),
    allLevelNames(db, {}),
  ])
  const names = new Map(levels.map(({ ref, names: { en } }) => [ref, en]))
  const vocabulary = vocabularyOf({
    ...law.bundle,
    // The engine knows an alias as a place; law names the canonical code.
    jurisdictions: law.bundle.jurisdictions.filter(({ code }) => !Object.hasOwn(law.aliases, code)),
    aliases: new Map(Object.entries(law.aliases)),
    facts: law.texts.facts.filter(({ scope }) => scope !== 'credential').map(factDeclaration),
    statements: law.texts.facts.filter(({ scope }) => scope === 'credential').map(factDeclaration),
    authorities: authorities.map(({ id }) => id),
    awardingBodies: bodies.map(({ id }) => id),
    levelName: (level) => names.get(level),
  })
  return { law, vocabulary, idsBeside: (instrument) => idsBeside(law, instrument) }
}

function idsBeside({ texts }: LawInHand, without: string | null): LawIds {
  const beside = texts.instruments.filter(({ instrument }) => instrument.id !== without)
  const catalogues = beside.flatMap(({ instrument }) => instrument.catalogues ?? [])
  return {
    beside,
    instruments: new Set(beside.map(({ instrument }) => instrument.id)),
    parts: new Map(
      beside.flatMap(({ instrument }) => wholesOf(instrument)).map(({ id, parts }) => [id, new Set(parts)]),
    ),
    catalogues: new Map(catalogues.map(({ id, classes }) => [id, new Set(classes.map((one) => one.id))] as const)),
  }
}
