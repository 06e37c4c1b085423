// SPDX-License-Identifier: Apache-2.0
import { authoritiesFor, type SignedIn } from '../../../access/index.ts'
import { actingAs } from '../../../db/acting.ts'
import type { Db } from '../../../db/index.ts'
import { Problem } from '../../../kernel/index.ts'
import { type Decided, decideMatch } from '../decide-match.ts'
import { countMatches, listMatches, type MatchPair, type MatchState } from '../matches.store.ts'

/** So many pairs stand on a page. */
export const pageLength = 20

/** The authority that is asked for, or the first of those whose holders somebody may know. @throws {Problem} `forbidden` for none */
export function knownAuthority({ standings }: SignedIn, asked: string): string {
  const all = authoritiesFor(standings, 'identify-holders')
  const found = all.includes(asked) ? asked : all[0]
  if (found === undefined) throw new Problem('forbidden', 'no role of yours may know who holders are')
  return found
}

export const readMatches = (
  db: Db,
  visitor: SignedIn,
  { authority, state, page }: { authority: string; state: MatchState; page: number },
): Promise<{ pairs: MatchPair[]; counts: Record<MatchState, number> }> =>
  actingAs(db, visitor, async (acting) => ({
    pairs: await listMatches(acting, authority, state, { from: (page - 1) * pageLength, length: pageLength }),
    counts: await countMatches(acting, authority),
  }))

export const decidePair = (
  db: Db,
  visitor: SignedIn,
  { state, ...pair }: { authority: string; holder: string; other: string; state: MatchState },
): Promise<Decided> => actingAs(db, visitor, (acting) => decideMatch(acting, pair, state, visitor.person))
