// SPDX-License-Identifier: Apache-2.0
// Shipped texts that cannot come in with an upgrade, since law that authorities have published stands against them.
import type { Localized } from '../../kernel/index.ts'
import { allBut, type GivingText, idsGiven, idsOf, leftNaming, unknownIn } from './left-naming.ts'

/** A text that an authority has published. */
export interface OthersText extends GivingText {
  authority: string
}

/** Another text that stands against a shipped one, and at which id. */
export interface StandsAgainst {
  instrument: string
  title: Localized
  /** Null: it is shipped, and waits itself. */
  authority: string | null
  /** Where it says so: `rules[0].subject.listed.catalogue`; empty: it has the id itself. */
  path: string
  id: string
}

/**
 * Why a shipped text waits. `named`: others name what it would take away, and the text before it stays in force. `taken`: others have an id that
 * it would bring. `beside`: it needs a shipped text that waits, or one that stays in force has an id of its own.
 */
export interface Waits {
  why: 'named' | 'taken' | 'beside'
  by: StandsAgainst[]
}

export interface Upgrade {
  /** Shipped texts as they stand, and as they would stand. */
  before: ReadonlyMap<string, GivingText>
  after: ReadonlyMap<string, GivingText>
  /** All that is shipped, also what authorities keep themselves. */
  shipped: readonly GivingText[]
  /** Which of them would change, come or go. */
  changed: ReadonlySet<string>
  others: readonly OthersText[]
}

/** Those that wait; the others may come in, and then law of authorities names nothing that would be gone. */
export function waitingTexts(upgrade: Upgrade): Map<string, Waits> {
  const waiting = new Map<string, Waits>()
  let before = -1
  while (waiting.size > before) {
    before = waiting.size
    for (const id of upgrade.changed) {
      if (waiting.has(id)) continue
      const waits = against(id, upgrade, waiting)
      if (waits !== null) waiting.set(id, waits)
    }
  }
  return waiting
}

function against(id: string, upgrade: Upgrade, waiting: ReadonlyMap<string, Waits>): Waits | null {
  const { after, before } = upgrade
  const named = namedOf(id, upgrade, waiting)
  if (named.length > 0) return { why: 'named', by: named }
  const text = after.get(id)
  if (text === undefined) return null
  const taken = upgrade.others.flatMap((other) => sameIds(text, other, other.authority))
  if (taken.length > 0) return { why: 'taken', by: taken }
  const kept = [...waiting.keys()].flatMap((one) => before.get(one) ?? []).filter((one) => one.instrument.id !== id)
  const doubled = kept.flatMap((one) => sameIds(text, one, null))
  const beside = [...doubled, ...needed(text, upgrade, waiting)]
  return beside.length > 0 ? { why: 'beside', by: beside } : null
}

/** Shipped texts as they would stand if those that wait do. */
function standing({ before, after }: Upgrade, waiting: ReadonlyMap<string, Waits>): GivingText[] {
  const ids = new Set([...before.keys(), ...after.keys()])
  return [...ids].flatMap((id) => (waiting.has(id) ? before.get(id) : after.get(id)) ?? [])
}

/** What texts of authorities name and would find no more. */
function namedOf(id: string, upgrade: Upgrade, waiting: ReadonlyMap<string, Waits>): StandsAgainst[] {
  const before = upgrade.before.get(id)
  if (before === undefined) return []
  const shipped = standing(upgrade, waiting)
  const brought = new Set(shipped.flatMap(({ brings }) => [...brings.qualifications, ...brings.bodies]))
  const authorities = new Map(upgrade.others.map((one) => [one.instrument.id, one.authority]))
  return leftNaming({
    standing: [...upgrade.others, ...shipped],
    before,
    after: upgrade.after.get(id) ?? null,
  }).flatMap(({ instrument, path, id: named }) => {
    const authority = authorities.get(instrument.id)
    if (authority === undefined || brought.has(named)) return []
    return [{ instrument: instrument.id, title: instrument.title, authority, path, id: named }]
  })
}

/** Ids that both would give. */
function sameIds(text: GivingText, other: GivingText, authority: string | null): StandsAgainst[] {
  const own = new Set(idsGiven(text))
  const { id: instrument, title } = other.instrument
  return idsGiven(other)
    .filter((id) => own.has(id))
    .map((id) => ({ instrument, title, authority, path: '', id }))
}

/** What a text names of shipped ones that wait. */
function needed(text: GivingText, upgrade: Upgrade, waiting: ReadonlyMap<string, Waits>): StandsAgainst[] {
  const shipped = standing(upgrade, waiting)
  const entries = new Set(shipped.flatMap(entriesOf))
  const gone = upgrade.shipped.flatMap(entriesOf).filter((entry) => !entries.has(entry))
  const ids = idsOf([...upgrade.others, ...shipped])
  const whole = { ids: idsOf([...upgrade.others, ...upgrade.shipped]), vocabulary: allBut(new Set()) }
  const known = new Set(unknownIn(text, whole).map(({ path }) => path))
  return unknownIn(text, { ids, vocabulary: allBut(new Set(gone)) })
    .filter(({ path }) => !known.has(path))
    .map(({ path, id }) => ({
      ...{ instrument: text.instrument.id, title: text.instrument.title },
      ...{ authority: null, path, id },
    }))
}

const entriesOf = ({ brings }: GivingText): string[] => [
  ...brings.qualifications.map((id) => `entry ${id}`),
  ...brings.bodies.map((id) => `body ${id}`),
]
