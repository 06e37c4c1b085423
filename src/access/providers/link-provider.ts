// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { mayAddPasskey } from '../passkeys/add-passkey.ts'
import { isStaff } from '../passkeys/keep-passkeys.ts'
import { type KeepReason, mayGiveUp } from '../passkeys/passkeys.model.ts'
import { waysInOf } from '../passkeys/ways-in.store.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { tellPerson } from '../sign-in/tell-person.ts'
import { addLink, listLinks, type OwnLink, removeLink } from './provider-links.store.ts'
import type { OfferedProvider } from './providers.model.ts'
import { listOfferedProviders } from './providers.store.ts'

/** What anybody may sign in with. */
export const offeredProviders = (db: Db): Promise<OfferedProvider[]> => atTheDoor(db, listOfferedProviders)

/** What somebody is linked with, and with what else they could be. */
export function readOwnLinks(db: Db, { person }: SignedIn): Promise<{ links: OwnLink[]; offered: OfferedProvider[] }> {
  return atTheDoor(db, async (door) => {
    const links = await listLinks(door, person)
    const offered = await listOfferedProviders(door)
    return { links, offered: offered.filter(({ id }) => links.every(({ provider }) => provider !== id)) }
  })
}

/** Whether somebody may link an account in this session. */
export const mayLink = mayAddPasskey

/** Links an account at a provider with who has signed in and asked for it. False: one of the two is linked already. */
export function linkAccount(
  db: Db,
  visitor: SignedIn,
  { id: provider, authority, names }: OfferedProvider,
  account: string,
): Promise<boolean> {
  const { person } = visitor
  return actingAs(db, visitor, async (acting) => {
    const id = await addLink(acting, { provider, account, person })
    if (id === null) return false
    const object = { kind: 'provider', id: provider }
    await recordAct(acting, {
      act: 'link-own-provider',
      authority,
      object,
      actor: person,
      person,
      changed: { account },
    })
    await tellPerson(acting, person, { key: 'provider-linked', args: { name: `${names.en} ${names['zh-CN']}` } })
    return true
  })
}

/** Takes a link away; or says why it must stay, or that there is none. */
export async function unlinkAccount(
  db: Db,
  visitor: SignedIn,
  id: string,
): Promise<'removed' | 'not-found' | 'weak' | KeepReason> {
  const { person } = visitor
  if (visitor.weak && isStaff(visitor)) return 'weak'
  const { links } = await readOwnLinks(db, visitor)
  const link = links.find((one) => one.id === id)
  if (link === undefined) return 'not-found'
  return actingAs(db, visitor, async (acting) => {
    const ways = await waysInOf(acting, person)
    const given = link.disabled ? 'nothing' : link.vouches ? 'vouching' : 'provider'
    const reason = given === 'nothing' ? null : mayGiveUp(ways, given, isStaff(visitor))
    if (reason !== null) return reason
    if (!(await removeLink(acting, id))) return 'not-found'
    const object = { kind: 'provider', id: link.provider }
    await recordAct(acting, { act: 'unlink-own-provider', authority: link.authority, object, actor: person, person })
    await tellPerson(acting, person, {
      key: 'provider-unlinked',
      args: { name: `${link.names.en} ${link.names['zh-CN']}` },
    })
    return 'removed'
  })
}
