// SPDX-License-Identifier: Apache-2.0
/** Whether, and in which class, a credential stands on a catalogue. */
import type { EndedListing } from '../assessment.ts'
import type { CompiledCatalogue, EndedItem } from '../compile/compiled.ts'
import type { Circumstances } from '../conditions/circumstances.ts'
import { met, open, type State } from '../conditions/leaves.ts'
import { type Day, parseDay } from '../dates/days.ts'
import type { SelectorNode } from '../link/node.ts'
import { UNBOUNDED } from '../open/test-fact.ts'
import type { Held } from './person-view.ts'

/** What a catalogue says of a credential. With `kept` it depends on the day of issue. */
interface Listing {
  /** The class now, or `no`. */
  now: string
  ended: readonly EndedItem[]
  /** Entries that go on for earlier holders, earliest end first. */
  kept: readonly { before: Day; item: EndedItem }[]
}

const NONE: readonly EndedItem[] = []

/** Nothing where the qualification is not known, or the catalogue leaves it open. */
function listingOf(catalogue: CompiledCatalogue | undefined, held: Held): Listing | undefined {
  if (catalogue === undefined || held.kind === 'hypothetical' || held.qualification === undefined) return undefined
  const id = held.qualification
  const item = id === null ? undefined : catalogue.items[id]
  const ended = (id === null ? undefined : catalogue.ended?.[id]) ?? NONE
  const now = item ?? (catalogue.complete || ended.length > 0 ? 'no' : undefined)
  if (now === undefined) return undefined
  const kept = ended.filter((one) => one.kept).map((one) => ({ before: parseDay(one.until, one.until), item: one }))
  return { now, ended, kept }
}

const keptBy = ({ kept }: Listing, issued: Day): EndedItem | undefined =>
  kept.find(({ before }) => issued < before)?.item

const classFor = (listing: Listing, issued: Day): string => keptBy(listing, issued)?.class ?? listing.now

function statedClass({ selector }: SelectorNode, held: Held, { view }: Circumstances): string | undefined {
  const id = selector.listed?.catalogue ?? ''
  const answer = view.answered ? view.facts.get(`credential:${held.id}:listed:${id}`) : undefined
  return (answer as string | undefined) ?? held.source?.listed?.[id]
}

export function listedState(node: SelectorNode, held: Held, around: Circumstances): State {
  const { selector } = node
  const id = selector.listed?.catalogue ?? ''
  const catalogue = around.compiled.catalogues[id]
  const wanted = selector.listed?.classes ?? catalogue?.classes ?? []
  const stated = statedClass(node, held, around)
  if (stated !== undefined) return met(wanted.includes(stated))
  const listing = listingOf(catalogue, held)
  if (listing !== undefined) return listingState(listing, wanted, held)
  const values = [...(catalogue?.classes ?? []), 'no']
  return open({
    key: `credential:${held.id}:listed:${id}`,
    asks: { about: 'credential', name: `listed:${id}`, credential: held.id, type: 'choice' },
    domain: { kind: 'values', values },
    edges: [],
    accepts: (value) => wanted.includes(String(value)),
    options: values,
  })
}

function listingState(listing: Listing, wanted: readonly string[], held: Held): State {
  if (listing.kept.length === 0) return met(wanted.includes(listing.now))
  if (held.issued !== undefined) return met(wanted.includes(classFor(listing, held.issued)))
  return open({
    key: `credential:${held.issuedAs}:issued`,
    asks: { about: 'credential', name: 'issued', credential: held.issuedAs, type: 'date' },
    domain: UNBOUNDED,
    edges: listing.kept.map(({ before }) => before),
    accepts: (value) => wanted.includes(classFor(listing, Number(value))),
  })
}

/** The entry that has ended and by which the credential counts, or no longer does. */
export function endedListing(node: SelectorNode, held: Held, around: Circumstances): EndedListing | undefined {
  const catalogue = around.compiled.catalogues[node.selector.listed?.catalogue ?? '']
  if (catalogue?.ended === undefined || statedClass(node, held, around) !== undefined) return undefined
  const listing = listingOf(catalogue, held)
  if (listing === undefined) return undefined
  const keeping = held.issued === undefined ? listing.kept.at(-1)?.item : keptBy(listing, held.issued)
  const item = keeping ?? listing.ended.at(-1)
  if (item === undefined) return undefined
  const applies = held.issued === undefined && item.kept ? null : keeping !== undefined
  return { on: item.until, class: item.class, kept: item.kept, applies, now: listing.now === 'no' ? null : listing.now }
}
