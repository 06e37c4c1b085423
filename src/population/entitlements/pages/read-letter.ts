// SPDX-License-Identifier: Apache-2.0
import { keyOfToken, recordAct } from '../../../access/index.ts'
import { actingAs } from '../../../db/acting.ts'
import type { Db } from '../../../db/index.ts'
import { findLetter, type Letter, letterEntitlements, letterObjections, objectByLetter } from './letter.store.ts'
import type { OwnEntitlement, OwnObjection } from './own.store.ts'

export interface OpenLetter extends Letter {
  entitlements: OwnEntitlement[]
  objections: OwnObjection[]
}

const nobody = { person: null }

/** What whoever holds the link of a letter reads; null: it opens nothing, or no more. Nobody is signed in. */
export async function readLetter(db: Db, token: string): Promise<OpenLetter | null> {
  const ticket = keyOfToken(token)
  if (ticket === null) return null
  return actingAs(db, nobody, async (acting) => {
    const letter = await findLetter(acting, ticket)
    if (letter === null) return null
    const entitlements = await letterEntitlements(acting, ticket)
    return { ...letter, entitlements, objections: await letterObjections(acting, ticket) }
  })
}

/** Records what they say is wrong, for the authority to answer; false: nothing was recorded. */
export async function objectFromLetter(
  db: Db,
  token: string,
  said: { entitlement: number | null; text: string },
): Promise<boolean> {
  const ticket = keyOfToken(token)
  if (ticket === null) return false
  return actingAs(db, nobody, async (acting) => {
    const made = await objectByLetter(acting, ticket, said)
    if (made === null) return false
    const { id, authority } = made
    await recordAct(acting, {
      ...{ act: 'object-to-evaluation', authority, object: { kind: 'objection', id } },
      ...{ actor: null, changed: { by: 'letter' } },
    })
    return true
  })
}
