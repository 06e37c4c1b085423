// SPDX-License-Identifier: Apache-2.0
import { RecognitionError } from '../error.ts'
import type { CredentialSelector, LevelRef } from '../rule.ts'

type Frameworks = Record<string, { level: string; rank: number | null }[]>

export const frameworkOf = (level: LevelRef): string => level.slice(0, Math.max(0, level.indexOf('/')))

/** Whether the selector says what the credential is by its level. */
export const namesLevels = (selector: CredentialSelector): boolean =>
  selector.levels !== undefined ||
  selector.framework !== undefined ||
  selector.atLeast !== undefined ||
  selector.atMost !== undefined

function rankOf(frameworks: Frameworks, level: LevelRef, at: string): number | null {
  const entry = frameworks[frameworkOf(level)]?.find((one) => one.level === level)
  if (entry === undefined) throw new RecognitionError('unknown-level', at, `no level '${level}' in the frameworks`)
  return entry.rank
}

/** All levels that satisfy the level members of a selector, or null where it names none. Ranges exclude levels that the framework does not order. */
export function selectedLevels(frameworks: Frameworks, selector: CredentialSelector, at: string): LevelRef[] | null {
  if (!namesLevels(selector)) return null
  const sets: LevelRef[][] = []
  if (selector.levels !== undefined) {
    for (const level of selector.levels) rankOf(frameworks, level, at)
    sets.push([...new Set(selector.levels)])
  }
  if (selector.framework !== undefined) sets.push(levelsOf(frameworks, selector.framework, at).map((one) => one.level))
  if (selector.atLeast !== undefined) sets.push(range(frameworks, selector.atLeast, at, (rank, bound) => rank >= bound))
  if (selector.atMost !== undefined) sets.push(range(frameworks, selector.atMost, at, (rank, bound) => rank <= bound))
  const [first = [], ...others] = sets
  return first.filter((level) => others.every((set) => set.includes(level)))
}

function levelsOf(frameworks: Frameworks, framework: string, at: string): { level: string; rank: number | null }[] {
  const levels = frameworks[framework]
  if (levels === undefined) throw new RecognitionError('unknown-framework', at, `no framework '${framework}'`)
  return levels
}

function range(
  frameworks: Frameworks,
  bound: LevelRef,
  at: string,
  holds: (rank: number, bound: number) => boolean,
): LevelRef[] {
  const rank = rankOf(frameworks, bound, at)
  if (rank === null) return []
  return levelsOf(frameworks, frameworkOf(bound), at)
    .filter((one) => one.rank !== null && holds(one.rank, rank))
    .map((one) => one.level)
}
