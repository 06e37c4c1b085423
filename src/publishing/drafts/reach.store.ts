// SPDX-License-Identifier: Apache-2.0
// Where texts of an authority may hold: in its own jurisdiction, and there where the role of who writes reaches.
import { sql } from 'kysely'
import type { SignedIn } from '../../access/index.ts'
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import type { Localized } from '../../kernel/index.ts'

/** Places in which somebody may draft for these authorities. */
export function placesToDraftFor(db: Db, visitor: SignedIn, authorities: readonly string[]): Promise<Set<string>> {
  return actingAs(db, visitor, async (acting) => {
    const { rows } = await sql<{ place: string }>`
      with mine as materialized (
        select everywhere_for('edit-draft') as everywhere, authorities_for('edit-draft') as whole, parts_for('edit-draft') as parts
      )
      select distinct place from mine, authorities a, places_below(a.jurisdiction) place
      where a.superseded_at is null and a.id = any(${authorities}::text[])
        and (mine.everywhere or a.id = any(mine.whole) or a.id || ' ' || place = any(mine.parts))`.execute(acting)
    return new Set(rows.map(({ place }) => place))
  })
}

/** What a place is called, and the authority that does not reach it. */
export interface BeyondReach {
  place: string
  placeNames: Localized | null
  authorityNames: Localized
}

/** Of these places, those that do not lie in the jurisdiction of an authority. */
export async function beyondJurisdiction(db: Db, authority: string, places: readonly string[]): Promise<BeyondReach[]> {
  const { rows } = await sql<BeyondReach>`
    select p.place, j.names as "placeNames", a.names as "authorityNames"
    from authorities a, unnest(${places}::text[]) p (place)
      left join jurisdictions j on j.code = p.place and j.superseded_at is null
    where a.id = ${authority} and a.superseded_at is null and not authority_covers(a.id, p.place)`.execute(db)
  return rows
}
