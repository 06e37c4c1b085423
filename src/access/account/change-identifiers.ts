// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { sendMessage } from '../messages/send-message.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import type { Door } from '../sign-in/door.ts'
import { type Identifier, maskIdentifier, parseIdentifier } from '../sign-in/identifier.model.ts'
import {
  addIdentifier,
  findKnown,
  isTaken,
  listIdentifiers,
  type OwnIdentifier,
  removeIdentifier,
} from '../sign-in/identifiers.store.ts'
import { tellPerson } from '../sign-in/tell-person.ts'
import { codeLasts } from '../sign-up/code-desk.ts'
import { lookAtTicket, type TicketKind, takeTicket, writeTicket } from '../tickets/ticket-desk.ts'
import { useAllOf } from '../tickets/tickets.store.ts'

/** For `/verify/TOKEN`: sent to the address that somebody wants to add to their account. */
const verifyTicket: TicketKind<{ address: string }> = {
  purpose: 'verify-address',
  lasting: 'P1D',
  content: z.object({ address: z.string() }),
}

export type AddAsked = { step: 'sent' } | { step: 'code'; token: string } | { step: 'no-address' | 'no-phones' | 'own' }

/** Writes to an address that somebody wants to sign in with too. Whether it is somebody else's is told there, and not here. */
export async function askToAdd(door: Door, { person }: SignedIn, typed: string, lang: string): Promise<AddAsked> {
  const identifier = parseIdentifier(typed)
  if (identifier === null) return { step: 'no-address' }
  if (identifier.kind === 'phone' && !door.phones) return { step: 'no-phones' }
  const asked = await atTheDoor(door.db, async (transaction) => {
    const own = await listIdentifiers(transaction, person)
    const { kind, folded } = identifier
    return {
      own: own.some((one) => one.kind === kind && one.folded === folded),
      allowed: (await door.guesses.count(transaction, { kind: 'asked-address', value: `${kind} ${folded}` })).allowed,
    }
  })
  if (asked.own) return { step: 'own' }
  return atTheDoor(door.db, async (transaction) => {
    const good = asked.allowed && !(await isTaken(transaction, identifier))
    if (asked.allowed && !good) await tellOwner(transaction, identifier)
    return identifier.kind === 'phone'
      ? sendCode(transaction, door, { person, identifier, lang, good })
      : sendLink(transaction, door, { person, identifier, lang, good })
  })
}

interface Adding {
  person: string
  identifier: Identifier
  lang: string
  good: boolean
}

async function sendLink(door: Db, { baseUrl }: Door, { person, identifier, lang, good }: Adding): Promise<AddAsked> {
  const token = await writeTicket(door, verifyTicket, { person, content: { address: identifier.value } })
  const to = { kind: identifier.kind, value: identifier.value }
  const args = { link: `${baseUrl}/verify/${token}` }
  if (good) await sendMessage(door, { to, lang, key: 'verify', args, person, lasting: verifyTicket.lasting })
  return { step: 'sent' }
}

async function sendCode(door: Db, { codes }: Door, { person, identifier, lang, good }: Adding): Promise<AddAsked> {
  const about = { for: 'verify', phone: identifier.value, lang, next: '' } as const
  const { token, code } = await codes.write(door, { ...about, person, none: !good })
  const to = { kind: identifier.kind, value: identifier.value }
  if (good) await sendMessage(door, { to, lang, key: 'code', args: { code }, person, lasting: codeLasts })
  return { step: 'code', token }
}

/** Somebody else's: only they learn that it was asked for. */
async function tellOwner(door: Db, identifier: Identifier): Promise<void> {
  const known = await findKnown(door, identifier)
  if (known === null) return
  await tellPerson(door, known.person, { key: 'address-wanted', to: { kind: identifier.kind, value: known.value } })
}

/** The address of a link that is still good, and was asked for by this visitor. */
export function readVerify({ db }: Door, visitor: SignedIn, token: string): Promise<string | null> {
  return atTheDoor(db, async (door) => {
    const ticket = await lookAtTicket(door, verifyTicket, token)
    return ticket?.person === visitor.person ? ticket.content.address : null
  })
}

/**
 * Whoever has the link reads what is sent there, and asked for it themselves. False: it is good no more, was asked for by another, or the
 * address is somebody's.
 */
export function verifyAddress(door: Door, visitor: SignedIn, token: string): Promise<boolean> {
  return atTheDoor(door.db, async (transaction) => {
    const { person } = visitor
    if ((await lookAtTicket(transaction, verifyTicket, token))?.person !== person) return false
    const identifier = parseIdentifier((await takeTicket(transaction, verifyTicket, token))?.content.address)
    return identifier !== null && addOwnIdentifier(transaction, door, person, identifier)
  })
}

/** Adds an address that its person has shown to be theirs; their others are told. */
export async function addOwnIdentifier(
  transaction: Db,
  { baseUrl }: Door,
  person: string,
  identifier: Identifier,
): Promise<boolean> {
  const before = await listIdentifiers(transaction, person)
  if ((await addIdentifier(transaction, person, identifier)) === null) return false
  const changed = { what: 'address', [identifier.kind]: identifier.value }
  await recordAct(transaction, { act: 'change-own-account', actor: person, person, changed })
  await tellAll(transaction, person, { key: 'address-added', about: identifier, to: before, baseUrl })
  return true
}

export type Removed = 'removed' | 'last'

/** Takes an address away, never the last; it and the others are told. */
export function removeOwnIdentifier(door: Door, { person }: SignedIn, id: string): Promise<Removed> {
  return atTheDoor(door.db, async (transaction) => {
    const removed = await removeIdentifier(transaction, person, id)
    if (removed === null) return 'last'
    // What is on its way there opens nothing any more.
    await useAllOf(transaction, person)
    const changed = { what: 'address', removed: removed.value }
    await recordAct(transaction, { act: 'change-own-account', actor: person, person, changed })
    const left = await listIdentifiers(transaction, person)
    await tellAll(transaction, person, {
      key: 'address-removed',
      about: removed,
      to: [removed, ...left],
      baseUrl: door.baseUrl,
    })
    return 'removed'
  })
}

interface Change {
  key: string
  about: Pick<Identifier, 'kind' | 'value'>
  to: readonly Pick<OwnIdentifier, 'kind' | 'value'>[]
  baseUrl: string
}

async function tellAll(door: Db, person: string, { key, about, to, baseUrl }: Change): Promise<void> {
  const args = { address: maskIdentifier(about), link: `${baseUrl}/reset` }
  for (const one of to) await tellPerson(door, person, { key, args, to: one })
}
