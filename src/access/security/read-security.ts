// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import { waysInOf } from '../passkeys/ways-in.store.ts'
import { needsFactor } from '../second-factor/remove-factor.ts'
import { countRecoveryCodes, hasSecondFactor } from '../second-factor/second-factors.store.ts'
import { idOf, type SignedIn } from '../sessions/session-desk.ts'
import { listOwnSessions, type OwnSession } from '../sessions/sessions.store.ts'
import { passwordSetAt } from './security.store.ts'

/** How an account is kept. */
export interface Security {
  passwordSetAt: Date | null
  secondFactor: boolean
  recoveryCodesLeft: number
  passkeys: number
  providers: number
  /** They may do without the second factor. */
  removable: boolean
  sessions: (OwnSession & { here: boolean })[]
}

export async function readSecurity(db: Db, visitor: SignedIn, token: string | null): Promise<Security> {
  const { person } = visitor
  const kept = await atTheDoor(db, async (door) => {
    const { passkeys, providers } = await waysInOf(door, person)
    return {
      ...{ passkeys, providers },
      removable: !(await needsFactor(door, visitor)),
      passwordSetAt: await passwordSetAt(door, person),
      secondFactor: await hasSecondFactor(door, person),
      recoveryCodesLeft: await countRecoveryCodes(door, person),
    }
  })
  const here = nameOfSession(token)
  const sessions = await actingAs(db, visitor, listOwnSessions)
  return { ...kept, sessions: sessions.map((session) => ({ ...session, here: session.name === here })) }
}

/** As listOwnSessions names it. */
const nameOfSession = (token: string | null): string =>
  token === null ? '' : idOf(Buffer.from(token, 'base64url')).toString('hex').slice(0, 32)
