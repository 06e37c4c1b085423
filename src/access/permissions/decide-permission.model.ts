// SPDX-License-Identifier: Apache-2.0
import { matrix } from './matrix.model.ts'
import type { Role } from './roles.model.ts'

/** What somebody is, and for which authority. */
export interface Standing {
  role: Role
  authority: string | null
}

/** What an act is done to: rows about the person themselves, rows of an authority, or the platform as a whole. */
export type Concerned = { own: true } | { authority: string } | { platform: true }

/** Deny first: only a row of the matrix permits, and only within its scope. */
export function may(standings: readonly Standing[], act: string, object: Concerned): boolean {
  return standings.some((standing) =>
    matrix.some((row) => row.act === act && row.role === standing.role && reaches(row.scope, standing, object)),
  )
}

function reaches(scope: 'own' | 'authority' | 'platform', { authority }: Standing, object: Concerned): boolean {
  if (scope === 'platform') return authority === null
  if (scope === 'authority') return 'authority' in object && authority !== null && authority === object.authority
  return 'own' in object
}
