// SPDX-License-Identifier: Apache-2.0
import type { Assessment, Compiled, Finding, Outcome, Rule } from '@passerelle/recognition'
import { canonical } from '../columns/workforce-builder.ts'

/** How an outcome stands for a person, worst first. `open`: not known, or in dispute. */
export type Standing = 'none' | 'open' | 'discretion' | 'met'

export const standings = ['none', 'open', 'discretion', 'met'] as const
export const OPEN = 1
export const DISCRETION = 2
export const MET = 3

/** Outcomes that rules can have, each once, whichever rule gives it. */
export class OutcomeList {
  readonly list: Outcome[] = []
  private readonly ids = new Map<string, number>()
  private readonly ofRules = new WeakMap<Rule, readonly number[]>()

  constructor(...laws: Compiled[]) {
    for (const law of laws) this.include(law)
  }

  /** Adds the outcomes of a law that are not there. */
  include({ rules }: Compiled): void {
    for (const rule of rules) this.ofRule(rule)
  }

  /** Position in `list`; -1 where no rule gives it. */
  idOf(outcome: Outcome): number {
    return this.ids.get(keyOf(outcome)) ?? -1
  }

  /** Ids of the outcomes of a rule, in its order. */
  ofRule(rule: Rule): readonly number[] {
    let ids = this.ofRules.get(rule)
    if (ids === undefined) {
      ids = rule.outcomes.map((outcome) => this.enter(outcome))
      this.ofRules.set(rule, ids)
    }
    return ids
  }

  private enter(outcome: Outcome): number {
    const key = keyOf(outcome)
    let id = this.ids.get(key)
    if (id === undefined) {
      id = this.list.length
      this.list.push(outcome)
      this.ids.set(key, id)
    }
    return id
  }
}

/** Two outcomes that say the same have the same: JSON of kind, manner and target. */
export const keyOf = ({ kind, by, target }: Outcome): string => canonical([kind, by, target])

/** How each outcome of an assessment stands, the best of all findings; outcomes that do not are left out. */
export function standingOutcomes(assessment: Assessment, outcomes: OutcomeList): Map<number, number> {
  const found = new Map<number, number>()
  for (const finding of assessment.findings) {
    finding.outcomes.forEach((outcome, at) => {
      const standing = standingOf(finding, at)
      const id = outcomes.idOf(outcome)
      if (standing > (found.get(id) ?? 0)) found.set(id, standing)
    })
  }
  return found
}

/** What is excluded or overridden is lost where what stands against it is met; what is contested, or only may be lost, is open. */
export function standingOf({ verdict, opposed }: Finding, outcome: number): number {
  const standing = STANDING[verdict]
  const against = opposed?.filter((one) => one.outcome === outcome) ?? []
  if (against.some((one) => one.verdict === 'met' && one.how !== 'contested')) return 0
  return against.length > 0 ? Math.min(standing, OPEN) : standing
}

export const STANDING = { unmet: 0, unknown: OPEN, discretion: DISCRETION, met: MET } as const
