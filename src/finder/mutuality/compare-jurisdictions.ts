// SPDX-License-Identifier: Apache-2.0
import type { PlainDate } from '@passerelle/recognition'
import type { Db } from '../../db/index.ts'
import { type LawInHand, loadLaw } from '../../instruments/index.ts'
import { type Clock, Problem, today } from '../../kernel/index.ts'
import { listAwardingBodies } from '../../organisations/index.ts'
import { listFrameworks, referencesOf } from '../../register/index.ts'
import { penFor } from '../answers/assess-person.ts'
import type { LawShelf, LoadedLaw } from '../answers/load-law.ts'
import type { Words } from '../answers/words.model.ts'
import { cataloguesOf } from '../reverse/find-ways.ts'
import { type AgreementFact, agreementsBetween } from './agreements.model.ts'
import { recognitions, type World } from './mutuality.model.ts'
import { type MutualityView, mutualityInWords } from './mutuality-words.model.ts'
import { type FrameworkFact, type ReferenceFact, referencesBetween } from './references.model.ts'

export interface MutualityDependencies {
  db: Db
  shelf: LawShelf
  clock: Clock
}

export interface MutualityQuestion {
  a: string
  b: string
  /** Default: today in UTC, as the two may have different calendars. */
  asOf?: PlainDate
}

/** What the comparison needs besides rules: the same for every pair, read once for each law. */
interface Beside {
  agreements: AgreementFact[]
  bodies: ReadonlyMap<string, string | null>
  frameworks: FrameworkFact[]
  references: ReferenceFact[]
}

/** What each of two jurisdictions recognises of the other, the agreements between them and the gaps. */
export async function compareJurisdictions(
  deps: MutualityDependencies,
  question: MutualityQuestion,
  words: Words,
): Promise<MutualityView> {
  const { db, shelf, clock } = deps
  const law = await shelf.take(null)
  const beside = await readBeside(db, law)
  const asOf = question.asOf ?? today(clock, 'UTC')
  const places = law.compiledFor(asOf).within
  const a = law.aliases[question.a] ?? question.a
  const b = law.aliases[question.b] ?? question.b
  refuseUnknown(places, a, b)
  const frameworkPlaces = new Map(beside.frameworks.map((one) => [one.id, one.jurisdictions]))
  const world: World = {
    asOf,
    bundle: law.bundle,
    within: (code) => (Object.hasOwn(places, code) ? (places[code] ?? [code]) : [code]),
    bodyCountry: (id) => beside.bodies.get(id) ?? null,
    frameworkPlaces: (id) => frameworkPlaces.get(id) ?? [],
  }
  return mutualityInWords(penFor(law, words), {
    a,
    b,
    asOf,
    recognises: [recognitions(world, a, b), recognitions(world, b, a)],
    agreements: agreementsBetween(world, beside.agreements, a, b),
    references: referencesBetween(world, beside.frameworks, beside.references, a, b),
    catalogues: cataloguesOf(law),
  })
}

const kept = new WeakMap<LoadedLaw, Promise<Beside>>()

function readBeside(db: Db, law: LoadedLaw): Promise<Beside> {
  let beside = kept.get(law)
  if (beside === undefined) {
    beside = readAll(db)
    beside.catch(() => kept.delete(law))
    kept.set(law, beside)
  }
  return beside
}

/** Frameworks and bodies are few. */
const everything = { limit: 20_000, after: null }

async function readAll(db: Db): Promise<Beside> {
  const [law, bodies, frameworks] = await Promise.all([
    loadLaw(db),
    listAwardingBodies(db, {}, everything),
    listFrameworks(db, {}, everything),
  ])
  const references = new Map<string, ReferenceFact>()
  const read = await Promise.all(frameworks.map(({ id }) => referencesOf(db, id, {})))
  for (const one of read.flat()) references.set(`${one.from} ${one.toFramework} ${one.to}`, one)
  return {
    agreements: agreementsOf(law),
    bodies: new Map(bodies.map(({ id, country }) => [id, country])),
    frameworks,
    references: [...references.values()],
  }
}

function agreementsOf({ texts }: LawInHand): AgreementFact[] {
  return texts.instruments.flatMap(({ instrument }) => {
    const { agreement } = instrument
    if (agreement === undefined) return []
    return [
      {
        instrument: instrument.id,
        status: instrument.status,
        places: instrument.places ?? [instrument.jurisdiction],
        except: instrument.except ?? [],
        effective: instrument.effective ?? null,
        until: instrument.until ?? null,
        mode: agreement.mode,
        subject: agreement.subject,
        signed: agreement.signed ?? null,
        inForce: agreement.inForce ?? null,
        suspended: agreement.suspended ?? [],
        terminated: agreement.terminated?.on ?? null,
        written: agreement,
        parties: agreement.parties.map(({ name, jurisdiction = null }) => ({ name, jurisdiction })),
      },
    ]
  })
}

function refuseUnknown(places: Readonly<Record<string, unknown>>, a: string, b: string): void {
  const expected = 'the code of a jurisdiction of the register, for example HK, CN-GD, DE'
  const errors = [
    { path: 'a', code: a },
    { path: 'b', code: b },
  ].flatMap(({ path, code }) => {
    return !Object.hasOwn(places, code) ? [{ path, message: `found '${code}'`, expected }] : []
  })
  if (a === b) errors.push({ path: 'b', message: `found '${b}' twice`, expected: 'another jurisdiction than a' })
  if (errors.length === 0) return
  const message = errors.map((one) => `${one.path}: ${one.message}, expected ${one.expected}`).join('; ')
  throw new Problem('invalid-input', message, { errors })
}
