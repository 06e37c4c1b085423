// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import { atTheDoor } from '../../db/at-the-door.ts'
import { recordAct } from '../audit/record-act.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import type { Door } from '../sign-in/door.ts'
import { listIdentifiers, type OwnIdentifier } from '../sign-in/identifiers.store.ts'
import { nameFlaw } from '../sign-in/set-up-account.ts'
import { findOwnAccount, type OwnAccount, putOwnAccount } from './account.store.ts'

export interface Account extends OwnAccount {
  identifiers: OwnIdentifier[]
}

export async function readAccount({ db }: Door, visitor: SignedIn): Promise<Account> {
  const own = await actingAs(db, visitor, (acting) => findOwnAccount(acting, visitor.person))
  const identifiers = await atTheDoor(db, (door) => listIdentifiers(door, visitor.person))
  return { name: own?.name ?? visitor.name, language: own?.language ?? null, identifiers }
}

/** How somebody is called and in which language they are written to. Null: done; otherwise what is wrong with the name. */
export async function changeAccount(
  { db, desk }: Door,
  visitor: SignedIn,
  { name, language }: OwnAccount,
): Promise<'missing' | 'long' | null> {
  const { person } = visitor
  const called = name.normalize('NFC').replace(/\s+/gu, ' ').trim()
  const flaw = nameFlaw(called)
  if (flaw !== null) return flaw
  await actingAs(db, visitor, async (acting) => {
    const before = await findOwnAccount(acting, person)
    if (before?.name === called && before.language === language) return
    await putOwnAccount(acting, person, { name: called, language })
    const changed = {
      ...(before?.name !== called && { name: called, before: before?.name ?? '' }),
      ...(before?.language !== language && { language }),
    }
    await recordAct(acting, { act: 'change-own-account', actor: person, person, changed })
  })
  desk.forget(person)
  return null
}
