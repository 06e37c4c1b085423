// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import { atTheDoor } from '../../db/at-the-door.ts'
import { recordAct } from '../audit/record-act.ts'
import type { Entrance } from '../sessions/enter.ts'
import { idOf, type SignedIn } from '../sessions/session-desk.ts'
import { endOwnSessions } from '../sessions/sessions.store.ts'
import { useAllOf } from '../tickets/tickets.store.ts'

/** Ends one session of the visitor, or all but the one at hand. Answers how many. */
export async function endSessions(
  { db, desk }: Entrance,
  visitor: SignedIn,
  which: { name: string } | { allBut: string },
): Promise<number> {
  const { person } = visitor
  const ended = await actingAs(db, visitor, async (acting) => {
    const chosen = 'name' in which ? which : { allBut: idOf(Buffer.from(which.allBut, 'base64url')) }
    const count = await endOwnSessions(acting, chosen)
    if (count > 0)
      await recordAct(acting, { act: 'end-own-session', actor: person, person, changed: { sessions: count } })
    return count
  })
  // Nor is what was begun in them of use to anybody.
  if ('allBut' in which) await atTheDoor(db, (door) => useAllOf(door, person))
  desk.forget(person)
  return ended
}
