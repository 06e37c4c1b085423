// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import type { OpenEntry } from './audit-entry.model.ts'
import { listReadsOfMine, type OwnRead, searchEntries } from './audit-search.store.ts'
import { openEntries } from './search-audit.ts'

export type { OwnRead }

const atOnce = 30

export interface Activity {
  entries: OpenEntry[]
  /** Where older ones begin; null: there are none. */
  older: number | null
  reads: OwnRead[]
  readers: Map<string, string>
  /** There are more reads than these. */
  moreReads: boolean
}

/** What the visitor has done, what was done to their account, and who has read their data. */
export function readActivity(
  db: Db,
  visitor: SignedIn,
  { before, readsPage }: { before: number | undefined; readsPage: number },
): Promise<Activity> {
  const { person } = visitor
  return actingAs(db, visitor, async (acting) => {
    const rows = await searchEntries(acting, { people: [person], before }, atOnce + 1)
    const entries = (await openEntries(acting, rows.slice(0, atOnce))).map((entry) => withoutOthers(entry, person))
    const { reads, names } = await listReadsOfMine(acting, { person, skip: readsPage * atOnce, limit: atOnce + 1 })
    return {
      entries,
      older: rows.length > atOnce ? (entries.at(-1)?.seq ?? null) : null,
      reads: reads.slice(0, atOnce),
      readers: names,
      moreReads: reads.length > atOnce,
    }
  })
}

/** From where somebody else acted is theirs to know. */
function withoutOthers(entry: OpenEntry, person: string): OpenEntry {
  return entry.actor === null || entry.actor === person ? entry : { ...entry, from: null }
}
