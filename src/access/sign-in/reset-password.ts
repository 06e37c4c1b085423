// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { hashPassword } from '../passwords/hash-password.ts'
import { type PasswordFlaw, passwordFlaw } from '../passwords/password-rules.model.ts'
import { putPassword } from '../passwords/passwords.store.ts'
import { endSessionsOf } from '../sessions/sessions.store.ts'
import { lookAtTicket, type TicketKind, takeTicket } from '../tickets/ticket-desk.ts'
import { useAllOf } from '../tickets/tickets.store.ts'
import type { Door } from './door.ts'
import { findPerson, listIdentifiers } from './identifiers.store.ts'
import { addressOf } from './sign-in.ts'

/** For `/reset/TOKEN`: whoever has it may choose a new password of its person. Also the first one, for a person whom a command has made. */
export const resetTicket: TicketKind<Record<string, never>> = {
  purpose: 'reset',
  lasting: 'PT1H',
  content: z.object({}) as z.ZodType<Record<string, never>>,
}

/** Whose password is reset: how they are called and what they sign in with. */
export interface Resetting {
  person: string
  name: string
  /** Addresses, the oldest first. */
  addresses: string[]
}

/** Null: the link is good no more. */
export function readReset(db: Db, token: string): Promise<Resetting | null> {
  return atTheDoor(db, async (door) => {
    const ticket = await lookAtTicket(door, resetTicket, token)
    const person = ticket?.person ?? null
    const found = person === null ? null : await findPerson(door, person)
    if (person === null || found === null) return null
    const addresses = (await listIdentifiers(door, person)).map(({ value }) => value)
    return { person, name: found.name, addresses }
  })
}

export type ResetResult = { done: 'reset'; person: string } | { done: 'flawed'; flaw: PasswordFlaw } | { done: 'gone' }

/** A new password. Every session ends, and so does what was begun in one: whoever knew the old one is out. */
export async function resetPassword(
  { db, desk, guesses }: Pick<Door, 'db' | 'desk' | 'guesses'>,
  { token, password }: { token: string; password: string },
): Promise<ResetResult> {
  const resetting = await readReset(db, token)
  if (resetting === null) return { done: 'gone' }
  const flaw = passwordFlaw(password, [resetting.name, ...resetting.addresses])
  if (flaw !== null) return { done: 'flawed', flaw }
  const hash = await hashPassword(password)
  const person = await atTheDoor(db, async (door) => {
    const ticket = await takeTicket(door, resetTicket, token)
    if (ticket?.person !== resetting.person) return null
    await putPassword(door, ticket.person, hash)
    await endSessionsOf(door, ticket.person)
    await useAllOf(door, ticket.person)
    // Whoever reads the letters that are sent to an address need not wait for what others guessed at it.
    const own = await listIdentifiers(door, ticket.person)
    await guesses.forgive(door, own.map(addressOf))
    await recordAct(door, { act: 'reset-password', actor: ticket.person, person: ticket.person })
    return ticket.person
  })
  if (person === null) return { done: 'gone' }
  desk.forget(person)
  return { done: 'reset', person }
}
