// SPDX-License-Identifier: Apache-2.0
import type { Workforce } from '../columns/workforce.ts'
import type { Evaluated } from './evaluated.ts'
import { MET, OPEN } from './outcomes.ts'
import { Found, type Side, type Standings } from './standings.ts'

/** Has an outcome that they did not have. */
export const NEWLY = 1
/** Does not have an outcome that they had. */
export const LOSING = 2
/** Some outcome has become open for them, or is no longer. */
export const OPENED = 4
export const CLOSED = 8
/** What they have changes otherwise: at the discretion of an authority. */
export const OTHERWISE = 16

/** How one outcome stands for one person, before and after, as in `standings`. */
export interface Change {
  person: number
  /** Id in the list that both evaluations share. */
  outcome: number
  before: number
  after: number
}

/** What one law changes of another for a workforce. */
export interface Comparison {
  before: Standings
  after: Standings
  /** By person: `NEWLY`, `LOSING` and so on, added; 0: nothing changes. */
  flags: Uint8Array
  /** Persons for whom anything changes. */
  concerned: number
  /** Filled for whoever is looked at. */
  was: Found
  is: Found
}

/** Both evaluations must be of one workforce and share their list of outcomes. */
export function compareEvaluated(before: Evaluated, after: Evaluated): Comparison {
  const flags = new Uint8Array(after.around.workforce.persons)
  for (const side of [before, after]) for (const person of side.singly.keys()) flags[person] = 1
  const { workforce } = after.around
  for (let kind = 0; kind <= workforce.kinds.length; kind++) markDifferent(workforce, kind, [before, after], flags)
  return comparisonOf(before, after, flags)
}

/** Puts in how outcomes stand for a person before and after. */
type GatherBoth = (person: number, was: Found, is: Found) => void

/** Looks at all who are marked. `marked`: their positions, where they are known. */
export function comparisonOf(
  before: Standings,
  after: Standings,
  flags: Uint8Array,
  marked: Iterable<number> = positionsOf(flags),
  gatherBoth: GatherBoth = (person, was, is) => {
    before.gather(person, was)
    after.gather(person, is)
  },
): Comparison {
  let concerned = 0
  const was = new Found(before.outcomes)
  const is = new Found(after.outcomes)
  for (const person of marked) {
    was.clear()
    is.clear()
    gatherBoth(person, was, is)
    flags[person] = flagsOf(was, is)
    if (flags[person] !== 0) concerned++
  }
  return { before, after, flags, concerned, was, is }
}

function* positionsOf(flags: Uint8Array): Generator<number> {
  for (let person = 0; person < flags.length; person++) if (flags[person] !== 0) yield person
}

function look(found: Found, standings: Standings, person: number): void {
  found.clear()
  standings.gather(person, found)
}

/** Every change of a person's outcomes. */
export function changesOf({ before, after, was, is }: Comparison, person: number): Change[] {
  look(was, before, person)
  look(is, after, person)
  const changes: Change[] = []
  for (const side of [is, was]) {
    for (let at = 0; at < side.count; at++) {
      const outcome = side.ids[at] as number
      const change = {
        person,
        outcome,
        before: was.standings[outcome] as number,
        after: is.standings[outcome] as number,
      }
      if (change.before !== change.after && (side === is || change.after === 0)) changes.push(change)
    }
  }
  return changes
}

function flagsOf(was: Found, is: Found): number {
  let flags = 0
  for (let at = 0; at < is.count; at++) {
    const id = is.ids[at] as number
    flags |= flagOf(was.standings[id] as number, is.standings[id] as number)
  }
  for (let at = 0; at < was.count; at++) {
    const id = was.ids[at] as number
    if (is.standings[id] === 0) flags |= flagOf(was.standings[id] as number, 0)
  }
  return flags
}

function flagOf(before: number, after: number): number {
  if (before === after) return 0
  if (after === MET) return NEWLY
  if (before === MET) return after === OPEN ? LOSING | OPENED : LOSING
  return after === OPEN ? OPENED : before === OPEN ? CLOSED : OTHERWISE
}

/** Marks with 1 whoever has a record of a kind of which something stands otherwise. */
export function markDifferent(
  workforce: Workforce,
  kind: number,
  sides: readonly [Side, Side],
  flags: Uint8Array,
): void {
  const { kinds, kindStart, person, persons } = workforce
  const first = kind === kinds.length ? 0 : (kindStart[kind] as number)
  const rows = kind === kinds.length ? persons : (kindStart[kind + 1] as number) - first
  const holders = kind === kinds.length ? null : person.subarray(first, first + rows)
  if (haveSameBits(sides, kind)) markPlaces(sides, { kind, rows, holders }, flags)
  else markAnything(sides, { kind, rows, holders }, flags)
}

interface KindRows {
  kind: number
  rows: number
  /** By row; null where rows are persons. */
  holders: Uint32Array | null
}

function haveSameBits([before, after]: readonly [Side, Side], kind: number): boolean {
  const was = before.layout.outcomes[kind] ?? []
  const is = after.layout.outcomes[kind] ?? []
  return was.length === is.length && was.every((id, at) => id === is[at])
}

/** Places that are compared as one, before each is looked at. */
const AT_ONCE = 4096

function markPlaces(
  [before, after]: readonly [Side, Side],
  { kind, rows, holders }: KindRows,
  flags: Uint8Array,
): void {
  const from = before.layout.start[kind] as number
  const to = after.layout.start[kind] as number
  const places = rows * (after.layout.width[kind] as number)
  for (let first = 0; first < places; first += AT_ONCE) {
    const end = Math.min(places, first + AT_ONCE)
    const was = before.results.standings.subarray(from + first, from + end)
    const is = after.results.standings.subarray(to + first, to + end)
    if (Buffer.compare(bytesOf(was), bytesOf(is)) === 0) continue
    for (let at = 0; at < was.length; at++) {
      if (was[at] !== is[at]) mark(flags, holders, (first + at) % rows)
    }
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint16Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

function mark(flags: Uint8Array, holders: Uint32Array | null, row: number): void {
  flags[holders === null ? row : (holders[row] as number)] = 1
}

/** The bits mean something else: whoever has any is looked at. */
function markAnything(sides: readonly Side[], { kind, rows, holders }: KindRows, flags: Uint8Array): void {
  for (const { layout, results } of sides) {
    const start = layout.start[kind] as number
    const places = rows * (layout.width[kind] as number)
    for (let at = 0; at < places; at++) {
      if (results.standings[start + at] !== 0) mark(flags, holders, at % rows)
    }
  }
}
