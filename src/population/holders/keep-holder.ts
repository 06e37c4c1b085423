// SPDX-License-Identifier: Apache-2.0
import { recordAct } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { type DocumentKind, documentKinds, readDocument } from './documents/document.model.ts'
import { emptyHolders, endConsent, hasAccount, isHeld, linkAccount, withMerged } from './erase.store.ts'
import { type Holder, type HolderPurpose, purposesOn } from './holder.model.ts'
import type { HolderKeys } from './holder-keys.ts'
import { changeHolders, holdWorkforce, loadHolders } from './holders.store.ts'
import { holdersByDocument } from './keys.store.ts'
import { noParts } from './merge-holder.model.ts'

/** Whose number this is, as it was typed: of the register itself, or of any kind of document. Null: nobody's. */
export async function findHolder(
  acting: Db,
  keys: HolderKeys,
  authority: string,
  { number, country }: { number: string; country: string | null },
): Promise<string | null> {
  const kinds: (DocumentKind | null)[] = [null, ...documentKinds]
  const read = kinds.map((kind) => readDocument(number, kind, country))
  const documents = read.flatMap((one) => (typeof one === 'string' ? [] : [one.document]))
  const found = await holdersByDocument(
    acting,
    authority,
    documents.map((one) => keys.ofDocument(one)),
  )
  return [...found.values()].find(({ erased }) => !erased)?.holder ?? null
}

/** A holder, as whoever may know who they are sees them; recorded. Null: there is none who counts. */
export async function seeHolder(
  acting: Db,
  authority: string,
  id: string,
  actor: string,
): Promise<{ holder: Holder; linked: boolean } | null> {
  const holder = (await loadHolders(acting, authority, [id])).get(id)
  if (holder === undefined) return null
  await recordAct(acting, { act: 'identify-holders', authority, object: { kind: 'holder', id }, actor })
  return { holder, linked: await hasAccount(acting, authority, id) }
}

/** `held`: a legal hold stands against it. */
export type Erased = 'erased' | 'held' | 'gone'

/** Takes a person out of the workforce: their columns, their name and numbers. Who was erased is not taken in again by a register. */
export async function eraseHolder(acting: Db, authority: string, id: string, actor: string | null): Promise<Erased> {
  await holdWorkforce(acting, authority)
  const ids = await withMerged(acting, authority, id)
  if (ids.length === 0) return 'gone'
  for (const one of ids) if (await isHeld(acting, authority, one)) return 'held'
  await emptyHolders(acting, authority, ids)
  await recordAct(acting, { act: 'erase-holder', authority, object: { kind: 'holder', id }, actor })
  return 'erased'
}

/** Ends one purpose for which the data may be used, from today. False: it did not hold. */
export async function withdrawPurpose(
  acting: Db,
  authority: string,
  { id, purpose, day, actor }: { id: string; purpose: HolderPurpose; day: PlainDate; actor: string | null },
): Promise<boolean> {
  await holdWorkforce(acting, authority)
  if (!(await endConsent(acting, authority, id, purpose, day))) return false
  const holder = (await loadHolders(acting, authority, [id])).get(id)
  if (holder === undefined) return false
  holder.purposes = purposesOn(holder.consents, day)
  await changeHolders(acting, authority, [{ holder, parts: { ...noParts(), data: true } }])
  await recordAct(acting, {
    ...{ act: 'keep-workforce', authority, object: { kind: 'holder', id }, actor },
    changed: { withdrawn: purpose },
  })
  return true
}

/** Makes known whose account is a holder's, by the address that both have. False: there is none. */
export async function linkHolder(acting: Db, authority: string, id: string, actor: string | null): Promise<boolean> {
  if (!(await linkAccount(acting, authority, id))) return false
  await recordAct(acting, {
    ...{ act: 'keep-workforce', authority, object: { kind: 'holder', id }, actor },
    changed: { linked: true },
  })
  return true
}
