// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { notify } from '../notifications/notify.ts'
import { needsSecondFactor } from '../permissions/roles.model.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { tellPerson } from '../sign-in/tell-person.ts'
import { type KeepReason, mayGiveUp, type OwnPasskey } from './passkeys.model.ts'
import { listOwnPasskeys, removePasskeyRow, renamePasskeyRow } from './passkeys.store.ts'
import { waysInOf } from './ways-in.store.ts'

export const readOwnPasskeys = (db: Db, visitor: SignedIn): Promise<OwnPasskey[]> =>
  actingAs(db, visitor, listOwnPasskeys)

/** False: there is none of theirs by this id. */
export function renamePasskey(db: Db, visitor: SignedIn, { id, name }: { id: string; name: string }): Promise<boolean> {
  const { person } = visitor
  return actingAs(db, visitor, async (acting) => {
    if (!(await renamePasskeyRow(acting, id, name))) return false
    const object = { kind: 'passkey', id }
    await recordAct(acting, { act: 'rename-own-passkey', object, actor: person, person, changed: { name } })
    return true
  })
}

/** Whether somebody holds a role, in this session or not, that asks for more than a password. */
export const isStaff = ({ standings, withheld }: SignedIn): boolean =>
  [...standings, ...withheld].some(({ role }) => needsSecondFactor(role))

/** Takes a passkey away; or says why it must stay, or that there is none. */
export async function removePasskey(
  db: Db,
  visitor: SignedIn,
  id: string,
): Promise<'removed' | 'not-found' | 'weak' | KeepReason> {
  const { person } = visitor
  if (visitor.weak && isStaff(visitor)) return 'weak'
  return actingAs(db, visitor, async (acting) => {
    const ways = await waysInOf(acting, person)
    if (!(await listOwnPasskeys(acting)).some((own) => own.id === id)) return 'not-found'
    const reason = mayGiveUp(ways, 'passkey', isStaff(visitor))
    if (reason !== null) return reason
    const name = await removePasskeyRow(acting, id)
    if (name === null) return 'not-found'
    const object = { kind: 'passkey', id }
    await recordAct(acting, { act: 'remove-own-passkey', object, actor: person, person, changed: { name } })
    await notify(acting, { person, kind: 'second-factor-changed', link: '/account/security' })
    await tellPerson(acting, person, { key: 'passkey-removed', args: { name } })
    return 'removed'
  })
}
