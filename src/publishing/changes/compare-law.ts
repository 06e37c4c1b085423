// SPDX-License-Identifier: Apache-2.0
import {
  type CatalogueNode,
  type Person,
  type QualificationNode,
  RecognitionError,
  type Rule,
} from '@passerelle/recognition'
import type { Db } from '../../db/index.ts'
import { type LoadedLaw, lawBeside } from '../../finder/index.ts'
import {
  compareInstruments,
  containersOf,
  engineRule,
  type LawDiff,
  type LawState,
  lastDay,
} from '../../instruments/index.ts'
import type { Localized, PlainDate } from '../../kernel/index.ts'
import { boundaryPersons, type Offer } from './boundary-persons.model.ts'
import { type Candidate, type Concerned, concernedPersons } from './concerned-persons.model.ts'

/** One version of an instrument, with what it brings and who is told of beside it. */
export interface LawVersion {
  state: LawState
  examples: readonly { rule: string; in: string; person: Person }[]
  qualifications?: readonly QualificationNode[]
  names?: ReadonlyMap<string, Localized>
}

export interface ComparedLaw {
  diff: LawDiff
  before: LoadedLaw
  after: LoadedLaw
  /** The day on whose law persons were asked. */
  asOf: PlainDate
  /** By the id of the rule as it is now: whose answer is another one. */
  concerned: ReadonlyMap<string, readonly Concerned[]>
  /** How many persons were asked; null: none could be, as one of the versions cannot be applied. */
  asked: number | null
}

interface Versions {
  before: LawVersion | null
  after: LawVersion | null
}

/** What is different between two versions of an instrument, and for whom: beside the law that is in force otherwise. */
export async function compareLaw(db: Db, { before, after }: Versions, today: PlainDate): Promise<ComparedLaw> {
  const id = after?.state.instrument.id ?? before?.state.instrument.id ?? ''
  const brings = [before, after].flatMap((version) => version?.qualifications ?? [])
  const names = new Map([before, after].flatMap((version) => [...(version?.names ?? [])]))
  const law = (version: LawVersion | null, other: LawVersion | null): Promise<LoadedLaw> =>
    lawBeside(db, {
      states: version === null ? [] : [version.state],
      without: [id, other?.state.instrument.id ?? id],
      qualifications: brings,
      names: { qualification: names, awardingBody: names },
    })
  const [was, is] = await Promise.all([law(before, after), law(after, before)])
  const diff = compareInstruments(before?.state ?? null, after?.state ?? null, is.vocabulary)
  const effective = after?.state.instrument.effective
  const asOf = effective === undefined || lastDay(effective) < today ? today : lastDay(effective)
  return { diff, before: was, after: is, asOf, ...askPersons({ diff, was, is, asOf, before, after }) }
}

interface Asking extends Versions {
  diff: LawDiff
  was: LoadedLaw
  is: LoadedLaw
  asOf: PlainDate
}

/** Asks persons at the rules that may answer otherwise. */
function askPersons(asking: Asking): Pick<ComparedLaw, 'concerned' | 'asked'> {
  const { was, is, asOf } = asking
  const concerned = new Map<string, readonly Concerned[]>()
  let asked = 0
  try {
    const [before, after] = [was.compiledFor(asOf), is.compiledFor(asOf)]
    for (const pair of rulesAtStake(asking)) {
      const candidates = candidatesFor(asking, pair)
      asked += candidates.length
      const found = concernedPersons(
        candidates,
        { compiled: before, rule: pair.before?.id ?? null },
        { compiled: after, rule: pair.after?.id ?? null },
      )
      if (found.length > 0) concerned.set(pair.id, found)
    }
    return { concerned, asked }
  } catch (error) {
    // A draft may still name what is not there: then nobody can be asked.
    if (error instanceof RecognitionError) return { concerned: new Map(), asked: null }
    throw error
  }
}

interface RulePair {
  /** Without its instrument. */
  id: string
  before: Rule | null
  after: Rule | null
}

/** Rules that changed, or all of them where their instrument or a list of it did. */
function rulesAtStake({ diff, before, after }: Asking): RulePair[] {
  const changed = new Map(diff.rules.map((rule) => [rule.id, rule]))
  const wide =
    diff.change === 'added' || diff.change === 'removed' || diff.catalogues.length > 0 || diff.members.some(matters)
  const engine = (version: LawVersion | null, id: string | undefined): Rule | null => {
    const rule = version?.state.rules.find((one) => one.id === id)
    return version === null || rule === undefined ? null : engineRule(version.state.instrument, rule)
  }
  const unchanged = wide
    ? (after?.state.rules ?? []).filter((rule) => !changed.has(rule.id)).map(({ id }) => ({ id, was: id, is: id }))
    : []
  const pairs = [
    ...diff.rules.map(({ id, before: was, after: is }) => ({ id, was: was?.id, is: is?.id })),
    ...unchanged,
  ]
  return pairs.map(({ id, was, is }) => ({ id, before: engine(before, was), after: engine(after, is) }))
}

const matters = ({ member }: { member: string }): boolean =>
  ['effective', 'until', 'status', 'places', 'except', 'jurisdiction'].includes(member)

const mostPlaces = 4

function candidatesFor(asking: Asking, { id, before, after }: RulePair): Candidate[] {
  const examples = [asking.before, asking.after].flatMap((version) => version?.examples ?? [])
  const offer = offerOf(asking)
  const [was, is] = [before?.places ?? [], after?.places ?? []]
  const other = [...was.filter((place) => !is.includes(place)), ...is.filter((place) => !was.includes(place))]
  const places = new Set([...(is[0] === undefined ? was : is).slice(0, 1), ...other.slice(0, mostPlaces)])
  const rules = [before, after].filter((rule) => rule !== null)
  const persons = rules.flatMap((rule) => boundaryPersons(rule, offer))
  return [
    ...examples
      .filter(({ rule }) => rule === id || rule === before?.id.split('#')[1])
      .map(({ person, in: place }): Candidate => ({ person, place, from: 'example' })),
    ...persons.flatMap((person) => [...places].map((place): Candidate => ({ person, place, from: 'made-up' }))),
  ]
}

const offers = new WeakMap<LawDiff, Offer>()

function offerOf({ diff, was, is, asOf }: Asking): Offer {
  const known = offers.get(diff)
  if (known !== undefined) return known
  const jurisdictions = is.vocabulary.jurisdictions ?? new Map()
  const frameworks = is.vocabulary.frameworks ?? new Map()
  const lists = new Map<string, CatalogueNode[]>()
  for (const list of [...is.bundle.catalogues, ...was.bundle.catalogues])
    lists.set(list.id, [...(lists.get(list.id) ?? []), list])
  const changed = new Map(diff.catalogues.map(({ id, items }) => [id, firstOfEach(items)]))
  const offer: Offer = {
    asOf,
    levels: (framework) =>
      (frameworks.get(framework)?.levels ?? []).map(({ id, rank }: { id: string; rank: number | null }) => ({
        level: `${framework}/${id}`,
        rank,
      })),
    listed: (catalogue, classes) => {
      const items = (lists.get(catalogue) ?? []).flatMap((list) => {
        const first = list.items.find((item) => classes?.includes(item.class) ?? true)
        return first === undefined ? [] : [first.qualification]
      })
      const concerned = (changed.get(catalogue) ?? []).flatMap(({ qualification, before: old, after: now }) =>
        [old?.class, now?.class].some((one) => one !== undefined && (classes?.includes(one) ?? true))
          ? [qualification]
          : [],
      )
      return [...new Set([...concerned, ...items])]
    },
    within: (place, places) => {
      const around = containersOf(place, jurisdictions)
      return places.some((one) => around.has(one))
    },
  }
  offers.set(diff, offer)
  return offer
}

/** Of each way in which items changed the first. */
const firstOfEach = <Item extends { change: string }>(items: readonly Item[]): Item[] => [
  ...new Map([...items].reverse().map((item) => [item.change, item])).values(),
]
