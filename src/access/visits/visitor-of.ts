// SPDX-License-Identifier: Apache-2.0
import { Problem } from '../../kernel/index.ts'
import type { Concerned } from '../permissions/decide-permission.model.ts'
import { may } from '../permissions/decide-permission.model.ts'
import type { SignedIn } from '../sessions/session-desk.ts'

/** Who asks, at a route that lets in nobody else than who has signed in. */
export function visitorOf({ signedIn }: { signedIn: SignedIn | null }): SignedIn {
  if (signedIn !== null) return signedIn
  throw new Problem('forbidden', 'nobody is signed in', { status: 401, told: { key: 'visit.nobody', args: {} } })
}

/** Deny first, for one act on one thing. The database asks the same again. */
export function requireMay(visitor: SignedIn, act: string, concerned: Concerned): void {
  if (may(visitor.standings, act, concerned)) return
  const told = { key: 'visit.forbidden', args: { name: visitor.name } }
  throw new Problem('forbidden', `no role of yours may do ${act} here`, { told })
}

/** A place of this site to go on to; anything else is no place (open redirect). */
export function placeToGo(next: unknown, otherwise: string): string {
  if (typeof next !== 'string' || next.length > 2000 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next)) return otherwise
  const url = new URL(next, 'http://here.invalid')
  const here = url.host === 'here.invalid' && !next.includes('\\')
  // `/.//elsewhere` is a path that becomes an address of another site when its dots are resolved.
  return here && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : otherwise
}
