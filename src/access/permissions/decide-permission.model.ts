// SPDX-License-Identifier: Apache-2.0
import { matrix, type Permission } from './matrix.model.ts'
import type { Role } from './roles.model.ts'

/** What somebody is, and for which authority. */
export interface Standing {
  role: Role
  authority: string | null
  /** The part of the authority's reach for which they are it; none: all of it. */
  jurisdiction?: string | null
}

/** What an act is done to: rows about the person themselves, something of an authority, or the platform as a whole. */
export type Concerned = { own: true } | ConcernedAuthority | { platform: true }

export interface ConcernedAuthority {
  authority: string
  /** The place where it lies, and every place around that one; none: it lies in no place in particular. */
  places?: readonly string[]
  /** Whether who asks has made it. An act on which somebody else must look is refused where this is not said. */
  ownWork?: boolean
}

/** Deny first: only a row of the matrix permits, and only within its scope and under its conditions. */
export function may(standings: readonly Standing[], act: string, object: Concerned): boolean {
  return standings.some((standing) =>
    matrix.some((row) => row.act === act && row.role === standing.role && reaches(row, standing, object)),
  )
}

function reaches({ scope, conditions }: Permission, standing: Standing, object: Concerned): boolean {
  if (conditions.includes('not-own-work') && !('ownWork' in object && object.ownWork === false)) return false
  if (scope === 'platform') return standing.authority === null
  if (scope === 'own') return 'own' in object
  if (!('authority' in object) || standing.authority === null || standing.authority !== object.authority) return false
  const part = standing.jurisdiction ?? null
  if (part === null) return true
  if (conditions.includes('whole-reach')) return false
  return !conditions.includes('within-part') || (object.places ?? []).includes(part)
}

/** Whether a row can permit anything to who holds its role so: one for the whole reach is of no use to who holds a part. */
export const counts = (row: Permission, { role, jurisdiction }: Standing): boolean =>
  row.role === role && !(jurisdiction != null && row.conditions.includes('whole-reach'))
