// SPDX-License-Identifier: Apache-2.0
import type { Assessment, PlainDate } from '@passerelle/recognition'
import { DISCRETION, keyOf, MET, standingOf } from '../evaluation/outcomes.ts'

/** Why somebody is evaluated again: it is the first time, the law has changed, a day has passed, the register has changed. */
export const causes = ['first', 'law', 'day', 'register'] as const
export type Cause = (typeof causes)[number]

/** An outcome that somebody has: by right, or where the authority may grant it but need not. */
export interface Entitled {
  /** Kind, manner and target as JSON; the same for the same (`keyOf`). */
  outcome: string
  standing: 'met' | 'discretion'
  /** The rule that gives it, and the credential it stands on; null: none. */
  rule: string
  slot: number | null
}

/** One that stands. */
export interface Entitlement extends Entitled {
  id: number
  since: PlainDate
}

/** What is different for a holder, and worth telling. */
export interface ToldChange {
  outcome: string
  before: Entitled['standing'] | null
  after: Entitled['standing'] | null
  /** The rule that gives it, or gave it. */
  rule: string
}

const standingNames = new Map<number, Entitled['standing']>([
  [MET, 'met'],
  [DISCRETION, 'discretion'],
])

/** What an assessment entitles to, each outcome once: as it stands best, by the first finding that says so. */
export function entitledBy({ findings }: Assessment): Map<string, Entitled> {
  const best = new Map<string, number>()
  const found = new Map<string, Entitled>()
  for (const finding of findings) {
    finding.outcomes.forEach((outcome, at) => {
      const standing = standingOf(finding, at)
      const key = keyOf(outcome)
      if (standing <= (best.get(key) ?? 0)) return
      best.set(key, standing)
      const named = standingNames.get(standing)
      if (named === undefined) return
      found.set(key, { outcome: key, standing: named, rule: finding.rule, slot: slotOf(finding.subject) })
    })
  }
  return found
}

/** The slot of a credential by its id, `c0001`, or of the one at the root of what is derived from it, `rule > c0001 #2`. */
function slotOf(subject: string | null): number | null {
  const named = /(?:^|> )c(\d+)(?: #\d+)?$/.exec(subject ?? '')
  return named === null ? null : Number(named[1]) - 1
}

export interface Difference {
  ended: Entitlement[]
  begun: Entitled[]
  told: ToldChange[]
}

/** What has to be ended and begun so that what stood becomes what stands. Another rule for the same is no news to the holder. */
export function differenceOf(stood: readonly Entitlement[], stands: ReadonlyMap<string, Entitled>): Difference {
  const found: Difference = { ended: [], begun: [], told: [] }
  const before = new Map(stood.map((one) => [one.outcome, one]))
  for (const had of stood) {
    const has = stands.get(had.outcome)
    if (has !== undefined && isSame(had, has)) continue
    found.ended.push(had)
    if (has === undefined) found.told.push({ ...change(had), before: had.standing, after: null })
  }
  for (const has of stands.values()) {
    const had = before.get(has.outcome)
    if (had !== undefined && isSame(had, has)) continue
    found.begun.push(has)
    if (had?.standing !== has.standing) {
      found.told.push({ ...change(has), before: had?.standing ?? null, after: has.standing })
    }
  }
  return found
}

const isSame = (one: Entitled, other: Entitled): boolean =>
  one.standing === other.standing && one.rule === other.rule && one.slot === other.slot

const change = ({ outcome, rule }: Entitled) => ({ outcome, rule })
