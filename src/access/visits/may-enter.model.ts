// SPDX-License-Identifier: Apache-2.0
import { counts, type Standing } from '../permissions/decide-permission.model.ts'
import { matrix } from '../permissions/matrix.model.ts'

/** Who may come in at a route: `public`, `signed-in`, or whoever may do this act of the matrix within some scope. */
export type Access = 'public' | 'signed-in' | { act: string }

/** What is asked of somebody who has signed in. */
export interface Entering {
  standings: readonly Standing[]
  withheld: readonly Standing[]
}

/** Whether somebody may come in at all; null: nobody has signed in. */
export function mayEnter(access: Access, visitor: Entering | null): boolean {
  if (access === 'public') return true
  if (visitor === null) return false
  return access === 'signed-in' || mayAnywhere(visitor.standings, access.act)
}

/** Whether somebody could come in with the roles that wait for a second factor. */
export function wouldEnter(access: Access, { standings, withheld }: Entering): boolean {
  return mayEnter(access, { standings: [...standings, ...withheld], withheld: [] })
}

/** Whether one of these roles may do the act within some scope. */
export function mayAnywhere(standings: readonly Standing[], act: string): boolean {
  return standings.some((standing) => matrix.some((row) => row.act === act && counts(row, standing)))
}

/** The authorities for which one of these roles may do the act. */
export function authoritiesFor(standings: readonly Standing[], act: string): string[] {
  const named = standings.flatMap((standing) => {
    const permits = matrix.some((row) => row.act === act && row.scope === 'authority' && counts(row, standing))
    return permits && standing.authority !== null ? [standing.authority] : []
  })
  return [...new Set(named)].sort()
}
