// SPDX-License-Identifier: Apache-2.0
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import { addOwnIdentifier } from '../account/change-identifiers.ts'
import type { Door } from '../sign-in/door.ts'
import { parsePhone } from '../sign-in/identifier.model.ts'
import { resetTicket } from '../sign-in/reset-password.ts'
import { setUpTicket } from '../sign-in/set-up-account.ts'
import { writeTicket } from '../tickets/ticket-desk.ts'
import type { CodeContent } from './code-desk.ts'

/** Who is signed in; null: nobody. */
type Visitor = { person: string } | null

export type CodeEntered =
  | { done: 'on'; to: string }
  | { done: 'wrong' }
  | { done: 'gone'; for: CodeContent['for'] | null }

/**
 * What a code is for. One that adds a phone to an account is for whoever asked for it, signed in as they were; to anybody else there is
 * none.
 */
export async function readCode({ db, codes }: Door, token: string, visitor: Visitor): Promise<CodeContent | null> {
  const ticket = await atTheDoor(db, (door) => codes.look(door, token))
  if (ticket === null || (ticket.content.for === 'verify' && ticket.person !== visitor?.person)) return null
  return ticket.content
}

/** A code that came by phone: whoever has it goes on to what it was asked for. */
export async function enterCode(door: Door, token: string, typed: string, visitor: Visitor): Promise<CodeEntered> {
  const about = await readCode(door, token, visitor)
  if (about === null) return { done: 'gone', for: null }
  return atTheDoor(door.db, async (transaction) => {
    const taken = await door.codes.take(transaction, token, typed)
    if (taken === 'wrong') return { done: 'wrong' }
    if (taken === 'gone') return { done: 'gone', for: about.for }
    const to = await leadOn(transaction, door, taken)
    return to === null ? { done: 'gone', for: taken.content.for } : { done: 'on', to }
  })
}

async function leadOn(
  transaction: Db,
  door: Door,
  { content, person }: { content: CodeContent; person: string | null },
): Promise<string | null> {
  const { phone, lang, next } = content
  if (content.for === 'sign-up') {
    const identifier = { kind: 'phone', value: phone } as const
    const token = await writeTicket(transaction, setUpTicket, {
      person: null,
      content: { identifier, name: null, lang },
    })
    return `/set-up/${token}${next === '' ? '' : `?next=${encodeURIComponent(next)}`}`
  }
  if (person === null) return null
  if (content.for === 'reset') return `/reset/${await writeTicket(transaction, resetTicket, { person, content: {} })}`
  const identifier = parsePhone(phone)
  const added = identifier !== null && (await addOwnIdentifier(transaction, door, person, identifier))
  return added ? '/account?done=added' : null
}
