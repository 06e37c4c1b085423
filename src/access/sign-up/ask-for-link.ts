// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import { sendMessage } from '../messages/send-message.ts'
import type { Connection } from '../sessions/connection.model.ts'
import type { Door } from '../sign-in/door.ts'
import { type Identifier, parseIdentifier } from '../sign-in/identifier.model.ts'
import { findKnown, isTaken } from '../sign-in/identifiers.store.ts'
import { resetTicket } from '../sign-in/reset-password.ts'
import { setUpTicket } from '../sign-in/set-up-account.ts'
import { type TicketKind, writeTicket } from '../tickets/ticket-desk.ts'
import { codeLasts } from './code-desk.ts'

/** What somebody asks for who is not signed in. */
export interface Asking {
  for: 'sign-up' | 'reset'
  address: string
  lang: string
  /** Where it goes on afterwards. */
  next: string
  from: Connection
}

/**
 * 'sent': a link, if it is of use, is on its way; 'code': so is a code, to be entered on the page of this token. Which it is depends on
 * the address alone, not on whether anybody has it.
 */
export type Asked = { step: 'sent' } | { step: 'code'; token: string } | { step: 'no-address' } | { step: 'no-phones' }

/** Writes to an address: who has no account can set one up, who has one is told so, or gets a link for a new password. */
export async function askForLink(door: Door, asking: Asking): Promise<Asked> {
  const identifier = parseIdentifier(asking.address)
  if (identifier === null) return { step: 'no-address' }
  if (identifier.kind === 'phone' && !door.phones) return { step: 'no-phones' }
  const allowed = await atTheDoor(door.db, (transaction) => mayAsk(transaction, door, identifier, asking.from))
  return atTheDoor(door.db, (transaction) =>
    identifier.kind === 'email'
      ? sendLink(transaction, door, { identifier, asking, allowed })
      : sendCode(transaction, door, { identifier, asking, allowed }),
  )
}

/** Nobody's letter box is filled by strangers: asking is counted for the address and for the network. */
async function mayAsk(
  door: Db,
  { guesses }: Door,
  { kind, folded }: Identifier,
  { network }: Connection,
): Promise<boolean> {
  const here = await guesses.count(door, { kind: 'asked-network', value: network ?? '' })
  return here.allowed && (await guesses.count(door, { kind: 'asked-address', value: `${kind} ${folded}` })).allowed
}

interface Sending {
  identifier: Identifier
  asking: Asking
  allowed: boolean
}

/** Written where nothing is sent, so that it takes as long. */
const forNobody: TicketKind<Record<string, never>> = {
  purpose: 'for-nobody',
  lasting: 'PT1M',
  content: z.object({}) as z.ZodType<Record<string, never>>,
}

async function sendLink(door: Db, { baseUrl }: Door, { identifier, asking, allowed }: Sending): Promise<Asked> {
  const known = await findKnown(door, identifier)
  const taken = await isTaken(door, identifier)
  const to = { kind: identifier.kind, value: known?.value ?? identifier.value }
  const lang = known?.language ?? asking.lang
  const link = (path: string) =>
    `${baseUrl}${path}${asking.next === '' ? '' : `?next=${encodeURIComponent(asking.next)}`}`
  if (allowed && asking.for === 'reset' && known !== null) {
    const token = await writeTicket(door, resetTicket, { person: known.person, content: {} })
    const args = { link: `${baseUrl}/reset/${token}` }
    await sendMessage(door, { to, lang, key: 'reset', args, person: known.person, lasting: resetTicket.lasting })
    return { step: 'sent' }
  }
  if (allowed && asking.for === 'sign-up' && !taken) {
    const content = { identifier: { kind: identifier.kind, value: identifier.value }, name: null, lang }
    const token = await writeTicket(door, setUpTicket, { person: null, content })
    await sendMessage(door, {
      to,
      lang,
      key: 'sign-up',
      args: { link: link(`/set-up/${token}`) },
      lasting: setUpTicket.lasting,
    })
    return { step: 'sent' }
  }
  await writeTicket(door, forNobody, { person: null, content: {} })
  if (allowed && asking.for === 'sign-up' && known !== null) {
    const args = { link: link('/sign-in'), reset: `${baseUrl}/reset` }
    await sendMessage(door, { to, lang, key: 'sign-up-known', args, person: known.person })
  }
  return { step: 'sent' }
}

async function sendCode(door: Db, { codes, baseUrl }: Door, { identifier, asking, allowed }: Sending): Promise<Asked> {
  const known = await findKnown(door, identifier)
  const taken = await isTaken(door, identifier)
  const useful = allowed && (asking.for === 'reset' ? known !== null : !taken)
  const { token, code } = await codes.write(door, {
    for: asking.for,
    phone: identifier.value,
    lang: known?.language ?? asking.lang,
    next: asking.next,
    person: asking.for === 'reset' ? (known?.person ?? null) : null,
    none: !useful,
  })
  const to = { kind: identifier.kind, value: identifier.value }
  const lang = known?.language ?? asking.lang
  const person = known?.person ?? null
  if (useful) await sendMessage(door, { to, lang, key: 'code', args: { code }, person, lasting: codeLasts })
  else if (allowed && known !== null)
    await sendMessage(door, {
      to,
      lang,
      key: 'sign-up-known',
      args: { link: `${baseUrl}/sign-in`, reset: `${baseUrl}/reset` },
      person,
    })
  return { step: 'code', token }
}
