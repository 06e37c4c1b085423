// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { hashPassword } from '../passwords/hash-password.ts'
import { type PasswordFlaw, passwordFlaw } from '../passwords/password-rules.model.ts'
import { putPassword } from '../passwords/passwords.store.ts'
import { type Entering, type Entrance, enter } from '../sessions/enter.ts'
import { lookAtTicket, type Ticket, type TicketKind, takeTicket } from '../tickets/ticket-desk.ts'
import { type Identifier, parseIdentifier } from './identifier.model.ts'
import { addIdentifier, addPerson, isTaken } from './identifiers.store.ts'

/** Who has shown an address to be theirs, and may set up an account for it. */
export interface SetUp {
  /** As it is written to. */
  identifier: { kind: 'email' | 'phone'; value: string }
  /** What somebody else calls them: an invitation may say it. */
  name: string | null
  lang: string | null
}

/** For `/set-up/TOKEN`: sent to the address that it names, and to no other. */
export const setUpTicket: TicketKind<SetUp> = {
  purpose: 'set-up',
  lasting: 'P2D',
  content: z.object({
    identifier: z.object({ kind: z.enum(['email', 'phone']), value: z.string() }),
    name: z.string().nullable(),
    lang: z.string().nullable(),
  }),
}

export const longestName = 200

export type SetUpFlaw = { field: 'name'; flaw: 'missing' | 'long' } | { field: 'password'; flaw: PasswordFlaw }

export type SetUpResult =
  | { done: 'in'; session: string; person: string }
  | { done: 'flawed'; flaws: SetUpFlaw[] }
  /** The ticket is used or old, or the address has become somebody's meanwhile. */
  | { done: 'gone' }

/** What the page shows: whose address it is; null: the ticket is good no more. */
export async function readSetUp(db: Db, token: string): Promise<Ticket<SetUp> | null> {
  return atTheDoor(db, async (door) => {
    const ticket = await lookAtTicket(door, setUpTicket, token)
    const identifier = parseIdentifier(ticket?.content.identifier.value)
    return ticket === null || identifier === null || (await isTaken(door, identifier)) ? null : ticket
  })
}

/** What somebody fills in. */
export interface SetUpForm {
  token: string
  name: string
  password: string
}

/** A person with their address, a password and the role of a holder, all at once or nothing; then they are in. */
export async function setUpAccount(
  entrance: Entrance,
  { token, name, password }: SetUpForm,
  connection: Pick<Entering, 'from' | 'before'>,
): Promise<SetUpResult> {
  const ticket = await readSetUp(entrance.db, token)
  const called = plainName(name)
  if (ticket === null) return { done: 'gone' }
  const flaws = flawsOf(called, password, ticket.content.identifier.value)
  if (flaws.length > 0) return { done: 'flawed', flaws }
  const hash = await hashPassword(password)
  const person = await beginAccount(entrance.db, token, called, async (door, id) => putPassword(door, id, hash))
  if (person === null) return { done: 'gone' }
  const session = await enter(entrance, { person, proof: 'password', ...connection })
  return { done: 'in', session, person }
}

/**
 * Takes the ticket in and adds the person that it allows, with what they will prove themselves by; null: the ticket is good no more, or
 * the address is somebody's. For every way to begin: a password, a passkey.
 */
export function beginAccount(
  db: Db,
  token: string,
  name: string,
  addProof: (door: Db, person: string) => Promise<void>,
): Promise<string | null> {
  return atTheDoor(db, async (door) => {
    const ticket = await takeTicket(door, setUpTicket, token)
    const identifier = parseIdentifier(ticket?.content.identifier.value)
    if (ticket === null || identifier === null || (await isTaken(door, identifier))) return null
    return addAccount(door, { name, language: ticket.content.lang, identifier, addProof })
  }).catch((error: unknown) => {
    if (error === takenMeanwhile) return null
    throw error
  })
}

interface NewAccount {
  name: string
  language: string | null
  identifier: Identifier
  addProof: (door: Db, person: string) => Promise<void>
}

/** A person with their address, the role of a holder and what they prove themselves by; recorded. At the door. */
export async function addAccount(door: Db, { name, language, identifier, addProof }: NewAccount): Promise<string> {
  const person = await addPerson(door, { name, language })
  // Somebody was faster with the same address: nothing of this remains.
  if ((await addIdentifier(door, person, identifier)) === null) throw takenMeanwhile
  await recordAct(door, {
    act: 'sign-up',
    actor: person,
    person,
    changed: { name, [identifier.kind]: identifier.value },
  })
  await addProof(door, person)
  return person
}

/** Thrown so that nothing remains. */
export const takenMeanwhile = new Problem('conflict', 'the address was taken meanwhile')

function flawsOf(name: string, password: string, address: string): SetUpFlaw[] {
  const flaws: SetUpFlaw[] = []
  const wrong = nameFlaw(name)
  if (wrong !== null) flaws.push({ field: 'name', flaw: wrong })
  const flaw = passwordFlaw(password, [name, address])
  if (flaw !== null) flaws.push({ field: 'password', flaw })
  return flaws
}

/** A name as it is kept. */
export const plainName = (name: string): string => name.normalize('NFC').replace(/\s+/gu, ' ').trim()

/** A name has letters of some script; whatever else is its owner's business. */
export function nameFlaw(name: string): 'missing' | 'long' | null {
  if (!/[\p{L}\p{N}]/u.test(name)) return 'missing'
  return [...name].length > longestName || name.length > longestName ? 'long' : null
}
