// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { notify } from '../notifications/notify.ts'
import type { Connection } from './connection.model.ts'
import type { SessionDesk, SignedIn } from './session-desk.ts'
import { meetConnection, type Proof } from './sessions.store.ts'

export interface Entrance {
  db: Db
  desk: SessionDesk
}

/** Somebody who has proved who they are. */
export interface Entering {
  person: string
  proof: Proof
  from: Connection
  /** The token of the session that the browser had before: it ends (session fixation). */
  before: string | null
  /** What the log says of the proof, where that is more than its kind. */
  how?: string
}

/** Lets somebody in: ends the session before, begins a new one and records it, all or nothing. Answers the token of the new one. */
export async function enter({ db, desk }: Entrance, { person, proof, from, before, how }: Entering): Promise<string> {
  const where = [from.network, from.program].filter((part) => part !== null).join(' ')
  return atTheDoor(db, async (door) => {
    if (before !== null) await desk.end(before, door)
    await recordAct(door, { act: 'sign-in', actor: person, person, from: where, changed: { proof: how ?? proof } })
    const isNew = await meetConnection(door, person, from)
    if (isNew) await notify(door, { person, kind: 'new-sign-in', args: { where }, link: '/account/activity' })
    return desk.start(person, proof, from, door)
  })
}

/** Ends this session, and records it. */
export async function leave({ db, desk }: Entrance, visitor: SignedIn, token: string): Promise<void> {
  const { person } = visitor
  await actingAs(db, visitor, async (acting) => {
    await desk.end(token, acting)
    await recordAct(acting, { act: 'end-own-session', actor: person, person })
  })
}
