// SPDX-License-Identifier: Apache-2.0
import type { ToldGroup, ToldImpact } from '../disclosure/tell-impact.ts'
import { comparedDimensions, type DimensionName } from './dimensions.ts'
import { type Share, wilson } from './interval.model.ts'

/** A part of a group, beside that of the group it is compared to. */
export interface Rate extends Share {
  /** Persons of the group, as told: to a multiple of the threshold. */
  of: number
  /** Share divided by that of the reference group; null: that is 0, or not told. */
  ratio: number | null
}

export interface ComparedGroup {
  group: string
  newly: Rate | null
  losing: Rate | null
}

export interface Fairness {
  dimension: DimensionName
  /** The largest group. */
  reference: string
  groups: ComparedGroup[]
}

/** Whether a change reaches groups alike: from nothing but what may be told. */
export function compareGroups({ tables }: Pick<ToldImpact, 'tables'>): Fairness[] {
  return tables.flatMap(({ dimension, groups }): Fairness[] => {
    const known = groups.filter(({ group, persons }) => group !== '' && persons !== null)
    const [reference, ...others] = [...known].sort((a, b) => (b.persons ?? 0) - (a.persons ?? 0))
    if (!comparedDimensions.includes(dimension) || reference === undefined || others.length === 0) return []
    const compared = known.map((group) => ({
      group: group.group,
      newly: rate(group, reference, 'newly'),
      losing: rate(group, reference, 'losing'),
    }))
    return [{ dimension, reference: reference.group, groups: compared }]
  })
}

function rate(group: ToldGroup, reference: ToldGroup, figure: 'newly' | 'losing'): Rate | null {
  const own = shareOf(group, figure)
  if (own === null) return null
  const other = shareOf(reference, figure)
  const ratio = other === null || other.share === 0 ? null : own.share / other.share
  return { ...own, of: group.persons ?? 0, ratio }
}

function shareOf({ persons, ...counts }: ToldGroup, figure: 'newly' | 'losing'): Share | null {
  const count = counts[figure]
  return count === null || persons === null ? null : wilson(Math.min(count, persons), persons)
}
