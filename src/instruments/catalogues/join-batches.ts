// SPDX-License-Identifier: Apache-2.0
// A list that is published in batches is one list: each batch adds entries, and may change or withdraw those of earlier ones.
import type { CatalogueItem, CatalogueNode } from '@passerelle/recognition'
import type { LawInstrument } from '../law/instrument-schema.ts'
import { speaks } from '../rules/engine-rule.ts'
import { firstDay, lastDay } from '../source/fields.ts'
import type { LawCatalogue, LawCatalogueItem } from './catalogue-schema.ts'

type Holder = { instrument: LawInstrument }
type EarlierHolders = 'keep' | 'lose'

/** An entry as it stands with all that later batches did to it. */
export interface Entry {
  item: CatalogueItem
  written: LawCatalogueItem
  /** The first day on which it may stand, which a written month leaves open; absent: not known. */
  begins?: string
  /** The batch that brought it. */
  origin: string
  /** The batch that ended it, or moved it to another class. */
  endedBy?: string
  /** The batch that moved it here. */
  movedBy?: string
}

/** A catalogue with the entries that it and those that continue it brought. */
export interface JoinedCatalogue {
  instrument: LawInstrument
  catalogue: LawCatalogue
  /** The day from which it speaks; absent: not known. */
  day: string | undefined
  /** Entries of its own and of the batches that continue it. */
  entries: Entry[]
  /** Those among them that never stood: a later batch ended them before their day came. */
  overtaken: Entry[]
  /** It and those that continue it, in the order of their days. */
  batches: JoinedCatalogue[]
  /** Positions of lines that change or withdraw what does not stand on the list that day. */
  unmatched: number[]
}

export function dayOfBatch(instrument: LawInstrument, catalogue: LawCatalogue): string | undefined {
  const written = catalogue.effective ?? instrument.effective
  return written === undefined ? undefined : lastDay(written)
}

const known = new WeakMap<readonly Holder[], ReadonlyMap<string, JoinedCatalogue>>()

/** Every catalogue by its id, batches joined to the lists that they continue; once for each state of the law. */
export function joinBatches(holders: readonly Holder[]): ReadonlyMap<string, JoinedCatalogue> {
  const found = known.get(holders) ?? joinAll(holders)
  known.set(holders, found)
  return found
}

function joinAll(holders: readonly Holder[]): Map<string, JoinedCatalogue> {
  const joined = new Map<string, JoinedCatalogue>()
  for (const { instrument } of holders) {
    for (const catalogue of instrument.catalogues ?? []) {
      const day = dayOfBatch(instrument, catalogue)
      joined.set(catalogue.id, { instrument, catalogue, day, entries: [], overtaken: [], batches: [], unmatched: [] })
    }
  }
  for (const family of familiesOf(joined)) new Family(family, joined).join()
  return joined
}

/** The lists that a catalogue continues, nearest first; a circle ends where it closes. */
export function continued(joined: ReadonlyMap<string, JoinedCatalogue>, one: JoinedCatalogue): JoinedCatalogue[] {
  const found: JoinedCatalogue[] = []
  let at: JoinedCatalogue | undefined = one
  while (at !== undefined && speaks(at.instrument)) {
    const next: JoinedCatalogue | undefined = joined.get(at.catalogue.continues ?? '')
    if (next === undefined || next === one || found.includes(next)) break
    found.push(next)
    at = next
  }
  return found
}

function familiesOf(joined: ReadonlyMap<string, JoinedCatalogue>): JoinedCatalogue[][] {
  const families = new Map<JoinedCatalogue, JoinedCatalogue[]>()
  for (const one of joined.values()) {
    const root = continued(joined, one).at(-1) ?? one
    const family = families.get(root)
    if (family === undefined) families.set(root, [one])
    else family.push(one)
  }
  return [...families.values()]
}

class Family {
  private readonly members: JoinedCatalogue[]
  private readonly above = new Map<JoinedCatalogue, JoinedCatalogue[]>()
  /** Entries by qualification, in the order in which they came. */
  private readonly standing = new Map<string, Entry[]>()
  private readonly overtaken = new Set<Entry>()

  constructor(members: JoinedCatalogue[], joined: ReadonlyMap<string, JoinedCatalogue>) {
    for (const one of members) this.above.set(one, continued(joined, one))
    this.members = this.inOrder(members)
  }

  /** By their days, but none before the list that it continues: a month counts as its last day, a day within it may come after. */
  private inOrder(members: readonly JoinedCatalogue[]): JoinedCatalogue[] {
    const key = ({ day = '', catalogue }: JoinedCatalogue): string => `${day} ${catalogue.id}`
    const waiting = members.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
    const ordered: JoinedCatalogue[] = []
    while (waiting.length > 0) {
      const ready = waiting.findIndex((one) => !waiting.some((other) => this.above.get(one)?.[0] === other))
      // In a circle all wait for one another.
      ordered.push(...waiting.splice(Math.max(ready, 0), 1))
    }
    return ordered
  }

  join(): void {
    for (const one of this.members) {
      for (const list of [one, ...(this.above.get(one) ?? [])]) list.batches.push(one)
      if (one.catalogue.replaces === true && one.day !== undefined) this.replace(one, one.day)
      one.catalogue.items?.forEach((line, position) => {
        if (!this.apply(one, line)) one.unmatched.push(position)
      })
    }
    if (this.overtaken.size === 0) return
    for (const list of new Set([...this.members, ...[...this.above.values()].flat()])) {
      const never = list.entries.filter((entry) => this.overtaken.has(entry))
      if (never.length === 0) continue
      list.overtaken.push(...never)
      list.entries = list.entries.filter((entry) => !this.overtaken.has(entry))
    }
  }

  /** The whole list as it stood, and as it was to stand later, ends where a batch takes its place. */
  private replace(by: JoinedCatalogue, day: string): void {
    for (const entries of [...this.standing.values()])
      for (const entry of [...entries])
        if (isOpen(entry, day) || isLater(entry, day)) this.end(entry, by, day, by.catalogue.earlierHolders)
  }

  /** False where there is nothing to change or withdraw. */
  private apply(by: JoinedCatalogue, line: LawCatalogueItem): boolean {
    if (line.action === undefined || line.action === 'add') {
      const item = engineItem(by, line)
      this.enter(by.catalogue.id, { item, ...firstDayOf(by, line), written: line, origin: by.catalogue.id })
      return true
    }
    const day = line.from ?? by.day
    const { qualification, class: named, action } = line
    if (day === undefined) return false
    const standing = this.standing.get(qualification) ?? []
    const isMeant = ({ item }: Entry): boolean => (item.class === named) === (action === 'withdraw')
    const meant = standing.filter((entry) => isOpen(entry, day) && isMeant(entry))
    // What earlier batches said of days to come is overtaken by what is said later.
    const later = standing.filter((entry) => makerOf(entry) !== by.catalogue.id && isLater(entry, day, line.until))
    const first = meant[0] ?? (action === 'withdraw' ? later.find(isMeant) : undefined)
    if (first === undefined) return false
    for (const entry of [...meant, ...later])
      this.end(entry, by, day, line.earlierHolders ?? by.catalogue.earlierHolders)
    if (action === 'change') {
      const item = { ...engineItem(by, line), from: day }
      this.enter(first.origin, { item, begins: day, written: line, origin: first.origin, movedBy: by.catalogue.id })
    }
    return true
  }

  private end(entry: Entry, by: JoinedCatalogue, day: string, earlier: EarlierHolders | undefined): void {
    const { after: _after, from, ...rest } = entry.item
    entry.endedBy = by.catalogue.id
    if (entry.begins === undefined || entry.begins < day) {
      entry.item = {
        ...rest,
        ...(from !== undefined && { from: from < day ? from : day }),
        until: day,
        ...afterwards(earlier),
      }
      return
    }
    this.overtaken.add(entry)
    const { qualification } = entry.item
    const others = this.standing.get(qualification) ?? []
    this.standing.set(
      qualification,
      others.filter((one) => one !== entry),
    )
  }

  private enter(origin: string, entry: Entry): void {
    const { qualification } = entry.item
    const standing = this.standing.get(qualification)
    if (standing === undefined) this.standing.set(qualification, [entry])
    else standing.push(entry)
    const own = this.members.find(({ catalogue }) => catalogue.id === origin)
    if (own === undefined) return
    for (const list of [own, ...(this.above.get(own) ?? [])]) list.entries.push(entry)
  }
}

const isOpen = ({ begins, item: { until } }: Entry, day: string): boolean =>
  (begins === undefined || begins <= day) && (until === undefined || day < until)

/** Whether it begins after the day, and before the end of what is said now. */
const isLater = ({ begins }: Entry, day: string, until?: string): boolean =>
  begins !== undefined && day < begins && (until === undefined || begins < firstDay(until))

/** The batch whose line it is. */
export const makerOf = ({ origin, movedBy = origin }: Entry): string => movedBy

function firstDayOf({ instrument, catalogue }: JoinedCatalogue, line: LawCatalogueItem): Pick<Entry, 'begins'> {
  const from = line.from ?? catalogue.effective ?? instrument.effective
  return from === undefined ? {} : { begins: firstDay(from) }
}

const afterwards = (earlier: EarlierHolders | undefined): Pick<CatalogueItem, 'after'> =>
  earlier === undefined ? {} : { after: earlier === 'keep' ? 'kept' : 'lost' }

/** An entry without a day of its own counts from the catalogue's. */
function engineItem({ instrument, catalogue }: JoinedCatalogue, line: LawCatalogueItem): CatalogueItem {
  const from = line.from ?? catalogue.effective ?? instrument.effective
  const until = line.until ?? instrument.until
  return {
    qualification: line.qualification,
    class: line.class,
    // Where the day is not known, the item counts on days that are certain; on others the holder is asked.
    ...(from !== undefined && { from: lastDay(from) }),
    ...(until !== undefined && { until: firstDay(until) }),
    ...(line.until !== undefined && afterwards(line.earlierHolders)),
  }
}

/** What the engine needs of every catalogue. */
export function engineCatalogues(holders: readonly Holder[]): CatalogueNode[] {
  return [...joinBatches(holders).values()].map(({ catalogue, batches, entries }) => ({
    id: catalogue.id,
    classes: [...new Set(batches.flatMap((batch) => batch.catalogue.classes.map(({ id }) => id)))],
    coverage: batches.every((batch) => batch.catalogue.coverage === 'complete') ? 'complete' : 'partial',
    items: entries.map(({ item }) => item),
  }))
}
