// SPDX-License-Identifier: Apache-2.0
import type { Bundle, Compiled, PlainDate, Rule } from '@passerelle/recognition'
import type { Db } from '../../db/index.ts'
import { compiledFor, type LawInHand, loadLaw, type Vocabulary, vocabularyOf } from '../../instruments/index.ts'
import { type Localized, Problem } from '../../kernel/index.ts'
import { allJurisdictionNames, type Known, listAuthorities, listAwardingBodies } from '../../organisations/index.ts'
import { allLevelNames, allQualificationNames } from '../../register/index.ts'
import { namesOfCodes } from './code-names.store.ts'
import { collectLawTexts, type WrittenLaw } from './collect-law-texts.ts'
import type { LawTexts } from './law-texts.model.ts'
import { codesOf } from './rule-walk.model.ts'

/** Law and register as they were known at one time, with the texts beside them. */
export interface LawContent {
  bundle: Bundle
  texts: LawTexts
  /** Other codes of places: `CN-14` → `CN-SX`. */
  aliases: Readonly<Record<string, string>>
  /** Facts that are stated of one credential. */
  statements: ReadonlySet<string>
}

/** The law in hand: compiled once for each as-of date. */
export interface LoadedLaw extends LawContent {
  /** The ids that a person may use. */
  vocabulary: Vocabulary
  compiledFor(asOf: PlainDate): Compiled
  rule(id: string): Rule | undefined
}

export interface LawShelf {
  /** As it was known at the end of that day (UTC), or at that instant; `null`: as known now. */
  take(known: PlainDate | Date | null): Promise<LoadedLaw>
}

const named = new WeakMap<LawInHand, Promise<LoadedLaw>>()

/** The law of a database. What the room of instruments has in hand gets its names once, and keeps them while it stays the same. */
export function lawShelf(db: Db): LawShelf {
  return {
    take: async (known) => {
      const when = momentOf(known)
      const inHand = await loadLaw(db, when)
      if (typeof known === 'string' && inHand.bundle.jurisdictions.length === 0) throw nothingKnown(known)
      let law = named.get(inHand)
      if (law === undefined) {
        law = nameLaw(db, inHand, when)
        law.catch(() => named.delete(inHand))
        named.set(inHand, law)
      }
      return law
    },
  }
}

/** What the database is asked for: a day is known at its end (UTC). */
export const momentOf = (known: PlainDate | Date | null): { knownOn?: Date } => {
  if (known === null) return {}
  return { knownOn: typeof known === 'string' ? new Date(`${known}T23:59:59.999Z`) : known }
}

/** Before the first record there is no place, level or rule to speak of. */
function nothingKnown(knownOn: PlainDate): Problem {
  const expected = 'a day on which this installation had recorded law; see /api/v1/instruments for the days of record'
  return new Problem(
    'invalid-input',
    `knownOn: nothing was recorded here by the end of ${knownOn}, expected ${expected}`,
    {
      errors: [{ path: 'knownOn', message: `nothing was recorded here by the end of ${knownOn}`, expected }],
      told: { key: 'problem.nothing-known', args: { day: knownOn } },
    },
  )
}

export function openLaw(content: LawContent): LoadedLaw {
  const { bundle, statements } = content
  const rules = new Map(bundle.rules.map((rule) => [rule.id, rule]))
  const vocabulary = vocabularyOf({
    ...bundle,
    facts: bundle.facts.filter((fact) => !statements.has(fact.id)),
    statements: bundle.facts.filter((fact) => statements.has(fact.id)),
    levelName: (level) => content.texts.name('level', level)?.en,
  })
  return {
    ...content,
    vocabulary,
    compiledFor: (asOf) => compiledFor(bundle, asOf),
    rule: (id) => rules.get(id),
  }
}

async function nameLaw(db: Db, { bundle, texts, aliases }: LawInHand, when: Known): Promise<LoadedLaw> {
  const names = await readNames(db, bundle, aliases, when)
  const statements = new Set(texts.facts.flatMap((fact) => (fact.scope === 'credential' ? [fact.id] : [])))
  return openLaw({ bundle, aliases, statements, texts: collectLawTexts({ ...texts, names }) })
}

/** Authorities and awarding bodies are few. */
const everything = { limit: 20_000, after: null }

async function readNames(
  db: Db,
  bundle: Bundle,
  aliases: LawContent['aliases'],
  when: Known,
): Promise<WrittenLaw['names']> {
  const [places, levels, qualifications, authorities, bodies, codes] = await Promise.all([
    allJurisdictionNames(db, when),
    allLevelNames(db, when),
    allQualificationNames(db, when),
    listAuthorities(db, when, everything),
    listAwardingBodies(db, when, everything),
    namesOfCodes(db, codesOf(bundle), when),
  ])
  const jurisdiction = new Map(places.map(({ code, names }) => [code, names]))
  for (const [alias, code] of Object.entries(aliases)) {
    const name = jurisdiction.get(code)
    if (name !== undefined) jurisdiction.set(alias, name)
  }
  return {
    jurisdiction,
    level: new Map(levels.map(({ ref, names }) => [ref, names])),
    framework: new Map(levels.map(({ framework, frameworkNames }) => [framework, frameworkNames])),
    qualification: byId(qualifications),
    authority: byId(authorities),
    awardingBody: byId(bodies),
    field: codes,
    occupation: codes,
  }
}

function byId(list: readonly { id: string; names: Localized }[]): Map<string, Localized> {
  return new Map(list.map(({ id, names }) => [id, names]))
}
