// SPDX-License-Identifier: Apache-2.0
import type { PlainDate } from '../../kernel/index.ts'
import { type Bilingual, bodyName, mostBodies, qualificationName } from './names.model.ts'

/** Countries that nobody has: the codes that ISO 3166-1 leaves to its users and that stand in reference/. */
export const inventedPlace = /^(ZZ|X[A-Z])(-[A-Z0-9]+)?$/

export interface AskedCatalogue {
  place: string
  /** How many items are listed over all batches. */
  items: number
  batches: number
  seed: number
}

export const classes = ['A', 'B', 'C'] as const

export interface DemonstrationItem {
  id: string
  name: Bilingual
  /** Position of its body. */
  body: number
  country: string
}

export interface DemonstrationBody {
  id: string
  name: Bilingual
  country: string
}

/** A row of a batch, as an official writes it. */
export interface BatchRow {
  action: 'add' | 'change' | 'withdraw'
  item: DemonstrationItem
  class: string
  /** From when it is listed or changed, or is no longer. */
  day: PlainDate
}

export interface Line {
  qualification: string
  class: string
  from: PlainDate
  until?: PlainDate
}

export interface DemonstrationCatalogue {
  id: string
  bodies: DemonstrationBody[]
  items: DemonstrationItem[]
  batches: { day: PlainDate; rows: BatchRow[] }[]
  /** What is listed after the last batch, and what was. */
  lines: Line[]
}

/** The same request gives the same catalogue: batches that extend it, and from the second on change and withdraw items. */
export function inventCatalogue({ place, items: many, batches: rounds, seed }: AskedCatalogue): DemonstrationCatalogue {
  const chance = chanceFrom(seed)
  const below = (limit: number) => Math.floor(chance() * limit)
  const countries = ['ZZ', 'XB', 'XC', 'XD'].filter((code) => !place.startsWith(code))
  const id = `${place.toLowerCase()}-demonstration-${seed}`
  const start = below(1_000_000)
  const bodies = Array.from({ length: Math.min(Math.max(3, Math.ceil(many / 12)), mostBodies) }, (_, n) => ({
    id: `${id}-body-${n + 1}`,
    name: bodyName(start + n),
    country: countries[below(countries.length)] ?? 'ZZ',
  }))
  const taken = new Set<string>()
  const items = Array.from({ length: many }, (_, n): DemonstrationItem => {
    const body = below(bodies.length)
    const name = qualificationName(n + seed)
    const country = bodies[body]?.country ?? 'ZZ'
    return { id: ownId(`${place}-${country}-`.toLowerCase(), name.en, taken), name, body, country }
  })
  const catalogue: DemonstrationCatalogue = { id, bodies, items, batches: [], lines: [] }
  const open = new Map<string, Line>()
  for (let round = 0; round < rounds; round += 1) {
    const day = dayOf(round, rounds)
    const listed = items.filter((item) => open.has(item.id))
    const rows = [...revised(listed, open, { day, chance }), ...added(items, { round, rounds, day, below })]
    for (const row of rows) apply(row, catalogue.lines, open)
    catalogue.batches.push({ day, rows })
  }
  return catalogue
}

const longestName = 60

/** The id that taking the batches over gives the item as well, so that holders of it are found whichever way the catalogue came in. */
function ownId(before: string, name: string, taken: Set<string>): string {
  const words = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  const short = words.length <= longestName ? words : words.slice(0, longestName + 1).replace(/-[^-]*$/, '')
  let id = before + short
  for (let number = 2; taken.has(id); number++) id = `${before}${short}-${number}`
  taken.add(id)
  return id
}

interface Round {
  round: number
  rounds: number
  day: PlainDate
  below: (limit: number) => number
}

function added(items: readonly DemonstrationItem[], { round, rounds, day, below }: Round): BatchRow[] {
  const [from, until] = [round, round + 1].map((one) => Math.round((items.length * one) / rounds))
  return items
    .slice(from, until)
    .map((item) => ({ action: 'add', item, class: classes[below(classes.length)] ?? 'A', day }))
}

/** Of what is listed, one in sixteen moves to the next class and one in twenty-four goes. */
function revised(
  listed: readonly DemonstrationItem[],
  open: ReadonlyMap<string, Line>,
  { day, chance }: { day: PlainDate; chance: () => number },
): BatchRow[] {
  return listed.flatMap((item): BatchRow[] => {
    const drawn = chance()
    const now = open.get(item.id)?.class ?? 'A'
    const next = classes[(classes.indexOf(now as 'A') + 1) % classes.length] ?? 'A'
    if (drawn < 1 / 16) return [{ action: 'change', item, class: next, day }]
    return drawn < 1 / 16 + 1 / 24 ? [{ action: 'withdraw', item, class: now, day }] : []
  })
}

function apply({ action, item, class: group, day }: BatchRow, lines: Line[], open: Map<string, Line>): void {
  const standing = open.get(item.id)
  if (standing !== undefined) standing.until = day
  open.delete(item.id)
  if (action === 'withdraw') return
  const line = { qualification: item.id, class: group, from: day }
  lines.push(line)
  open.set(item.id, line)
}

/** Batches begin in January 2024 and come in even steps, those of a usual number before the middle of 2026. */
function dayOf(round: number, rounds: number): PlainDate {
  const months = round * (rounds < 2 ? 1 : Math.max(1, Math.floor(30 / (rounds - 1))))
  const month = String((months % 12) + 1).padStart(2, '0')
  return `${2024 + Math.floor(months / 12)}-${month}-01`
}

/** Numbers from 0 to 1 that look like chance and are the same for the same seed (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
