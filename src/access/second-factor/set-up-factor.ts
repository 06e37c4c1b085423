// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { atTheDoor } from '../../db/at-the-door.ts'
import { recordAct } from '../audit/record-act.ts'
import { notify } from '../notifications/notify.ts'
import { requireMayAddWay } from '../passkeys/may-add-way.ts'
import { type Entering, enter } from '../sessions/enter.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import type { Door } from '../sign-in/door.ts'
import { listIdentifiers } from '../sign-in/identifiers.store.ts'
import { tellPerson } from '../sign-in/tell-person.ts'
import { lookAtTicket, noteTry, type TicketKind, takeTicket, writeTicket } from '../tickets/ticket-desk.ts'
import { countRecoveryCodes } from './second-factors.store.ts'

/** A secret on its way to an app: of one person, for half an hour. */
const setUpFactorTicket: TicketKind<{ wrapped: string }> = {
  purpose: 'set-up-factor',
  lasting: 'PT30M',
  content: z.object({ wrapped: z.string() }),
}

/** New recovery codes: shown to their person until they are put away, for a quarter of an hour at most. */
const shownCodesTicket: TicketKind<{ wrapped: string }> = {
  purpose: 'show-recovery-codes',
  lasting: 'PT15M',
  content: z.object({ wrapped: z.string() }),
}

/** Begins to set up a second factor, or another one in place of the first. Answers the token of its page. */
export function beginFactor({ db, factors }: Door, visitor: SignedIn): Promise<string> {
  const { person } = visitor
  const wrapped = factors.wrap(person, factors.newSecret())
  return atTheDoor(db, async (door) => {
    await requireMayAddWay(door, visitor)
    return writeTicket(door, setUpFactorTicket, { person, content: { wrapped } })
  })
}

export interface OfferedFactor {
  secret: string
  /** What the picture says. */
  uri: string
}

/** What the page of a token shows; null: it is good no more, or somebody else's. */
export async function readFactor(
  { db, factors }: Door,
  { person }: SignedIn,
  token: string,
): Promise<OfferedFactor | null> {
  return atTheDoor(db, async (door) => {
    const ticket = await lookAtTicket(door, setUpFactorTicket, token)
    if (ticket === null || ticket.person !== person) return null
    const [first] = await listIdentifiers(door, person)
    const secret = factors.unwrap(person, ticket.content.wrapped)
    return { secret, uri: factors.uriOf(secret, first?.value ?? person.slice(0, 8)) }
  })
}

export type FactorSetUp =
  | { done: 'set-up'; session: string; codes: string | null }
  | { done: 'wrong' }
  | { done: 'gone' }

/**
 * The app has shown a code: from now on it is asked for. Whoever did it has shown two things, so their session is one of both. With the
 * first second factor come recovery codes; another one keeps those that are left.
 */
export async function confirmFactor(
  door: Door,
  visitor: SignedIn,
  { token, code }: { token: string; code: string },
  connection: Pick<Entering, 'from' | 'before'>,
): Promise<FactorSetUp> {
  const { db, factors } = door
  const { person } = visitor
  const result = await atTheDoor(db, async (transaction) => {
    const ticket = await lookAtTicket(transaction, setUpFactorTicket, token)
    if (ticket === null || ticket.person !== person) return null
    await requireMayAddWay(transaction, visitor)
    const secret = factors.unwrap(person, ticket.content.wrapped)
    if (!(await factors.confirm(transaction, person, secret, code))) {
      await noteTry(transaction, token, 10)
      return false
    }
    await takeTicket(transaction, setUpFactorTicket, token)
    await recordAct(transaction, {
      act: 'change-own-account',
      actor: person,
      person,
      changed: { what: 'second-factor' },
    })
    await notify(transaction, { person, kind: 'second-factor-changed', link: '/account/security' })
    await tellPerson(transaction, person, { key: 'factor-set-up', args: { link: `${door.baseUrl}/account/security` } })
    return { hasCodes: (await countRecoveryCodes(transaction, person)) > 0 }
  })
  if (result === null) return { done: 'gone' }
  if (result === false) return { done: 'wrong' }
  const codes = result.hasCodes ? null : await renewRecoveryCodes(door, person)
  return { done: 'set-up', session: await enter(door, { person, proof: 'second-factor', ...connection }), codes }
}

/** Ten new recovery codes; the old ones open nothing any more. Answers the token of the page that shows them. */
export function renewRecoveryCodes({ db, factors }: Door, person: string): Promise<string> {
  return atTheDoor(db, async (door) => {
    const codes = await factors.renewRecoveryCodes(door, person)
    await recordAct(door, { act: 'change-own-account', actor: person, person, changed: { what: 'recovery-codes' } })
    const wrapped = factors.wrap(person, codes.join(' '))
    return writeTicket(door, shownCodesTicket, { person, content: { wrapped } })
  })
}

/** The codes of a token; null: they have been put away. */
export function readNewCodes({ db, factors }: Door, { person }: SignedIn, token: string): Promise<string[] | null> {
  return atTheDoor(db, async (door) => {
    const ticket = await lookAtTicket(door, shownCodesTicket, token)
    if (ticket === null || ticket.person !== person) return null
    return factors.unwrap(person, ticket.content.wrapped).split(' ')
  })
}

/** They have been kept elsewhere: nobody is shown them again. */
export async function putCodesAway({ db }: Door, { person }: SignedIn, token: string): Promise<void> {
  await atTheDoor(db, async (door) => {
    const ticket = await lookAtTicket(door, shownCodesTicket, token)
    if (ticket?.person === person) await takeTicket(door, shownCodesTicket, token)
  })
}
