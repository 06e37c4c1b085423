// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { parseEmail } from '../sign-in/identifier.model.ts'
import { isTaken } from '../sign-in/identifiers.store.ts'
import { addAccount, nameFlaw, takenMeanwhile } from '../sign-in/set-up-account.ts'
import type { Claims } from './provider-desk.ts'
import { addLink, findOpenInvitation } from './provider-links.store.ts'
import type { OfferedProvider } from './providers.model.ts'

/**
 * Somebody comes by a provider for the first time. They get an account only with the link of an invitation in their hands: of the same
 * authority, still open, and sent to the address that the provider has verified. The address alone opens nothing, and one that is
 * somebody's already is linked by them, when they have signed in. Null: no account.
 */
export async function accountByInvitation(
  db: Db,
  provider: OfferedProvider,
  claims: Claims,
  next: string,
): Promise<string | null> {
  const token = /^\/invitation\/([A-Za-z0-9_-]{43})$/.exec(next)?.[1]
  const identifier = claims.emailVerified && claims.email !== null ? parseEmail(claims.email) : null
  if (token === undefined || identifier === null) return null
  const hash = createHash('sha256').update(Buffer.from(token, 'base64url')).digest()
  try {
    return await atTheDoor(db, async (door) => {
      const invited = await findOpenInvitation(door, hash)
      if (invited === null || invited.authority !== provider.authority) return null
      if (parseEmail(invited.address)?.folded !== identifier.folded || (await isTaken(door, identifier))) return null
      const name = [claims.name, invited.name, identifier.value].find((one) => one !== null && nameFlaw(one) === null)
      const account = { name: name ?? identifier.value, language: invited.lang, identifier }
      return addAccount(door, {
        ...account,
        addProof: (_door, person) => linkNew(door, provider, claims.subject, person),
      })
    })
  } catch (error) {
    if (error === takenMeanwhile) return null
    throw error
  }
}

async function linkNew(door: Db, { id, authority }: OfferedProvider, account: string, person: string): Promise<void> {
  if ((await addLink(door, { provider: id, account, person })) === null) throw takenMeanwhile
  const object = { kind: 'provider', id }
  await recordAct(door, { act: 'link-own-provider', authority, object, actor: person, person, changed: { account } })
}
