// SPDX-License-Identifier: Apache-2.0
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import { recordAct } from '../audit/record-act.ts'
import type { GuessedAt } from '../guesses/guess-desk.ts'
import { countRecoveryCodes } from '../second-factor/second-factors.store.ts'
import { type Entering, enter } from '../sessions/enter.ts'
import { lookAtTicket, noteTry, takeTicket } from '../tickets/ticket-desk.ts'
import { secondStepTicket } from './after-proof.ts'
import type { Door } from './door.ts'
import { tellPerson } from './tell-person.ts'

/** Guesses at one ticket; over all tickets of a person the desk counts. */
const mostTries = 5

export type SecondStep = { done: 'in'; session: string } | { done: 'wrong' } | { done: 'gone' }

/** Whether half a sign-in waits for its second factor. */
export function waitsForSecond(db: Db, ticket: string): Promise<boolean> {
  return atTheDoor(db, async (door) => (await lookAtTicket(door, secondStepTicket, ticket)) !== null)
}

export const secondStepOf = (person: string): GuessedAt => ({ kind: 'second-step', value: person })

/** A code of the app or a recovery code, for the half of a sign-in that the ticket is. */
export async function takeSecondStep(
  door: Door,
  { ticket, code }: { ticket: string; code: string },
  connection: Pick<Entering, 'from' | 'before'>,
): Promise<SecondStep> {
  const counted = await atTheDoor(door.db, async (transaction) => {
    const half = await lookAtTicket(transaction, secondStepTicket, ticket)
    const person = half?.person ?? null
    return person === null ? null : { person, ...(await door.guesses.count(transaction, secondStepOf(person))) }
  })
  if (counted === null) return { done: 'gone' }
  const { person, allowed, last } = counted
  const taken = allowed
    ? await atTheDoor(door.db, (transaction) => take(transaction, door, { person, ticket, code }))
    : false
  if (taken) return { done: 'in', session: await enter(door, { person, proof: 'second-factor', ...connection }) }
  await atTheDoor(door.db, async (transaction) => {
    await noteTry(transaction, ticket, mostTries)
    if (last) await tellOfWait(transaction, door, person)
  })
  return (await waitsForSecond(door.db, ticket)) ? { done: 'wrong' } : { done: 'gone' }
}

interface Taking {
  person: string
  ticket: string
  code: string
}

/** Code and ticket are used up together: whoever comes second with either gets nothing. */
async function take(
  transaction: Db,
  { factors, guesses, baseUrl }: Door,
  { person, ticket, code }: Taking,
): Promise<boolean> {
  const half = await lookAtTicket(transaction, secondStepTicket, ticket)
  if (half === null) return false
  const used = await factors.use(transaction, person, code)
  if (used === null) return false
  await takeTicket(transaction, secondStepTicket, ticket)
  await guesses.forgive(transaction, [secondStepOf(person)])
  if (used === 'code') return true
  const left = await countRecoveryCodes(transaction, person)
  await recordAct(transaction, { act: 'use-recovery-code', actor: person, person, changed: { left } })
  await tellPerson(transaction, person, { key: 'recovery-code', args: { left, link: `${baseUrl}/account/security` } })
  return true
}

/** Whoever guesses here knows the password: its owner is told. */
async function tellOfWait(transaction: Db, { baseUrl }: Door, person: string): Promise<void> {
  await recordAct(transaction, { act: 'begin-wait', actor: null, person, changed: { at: 'second-factor' } })
  await tellPerson(transaction, person, { key: 'second-wait', args: { link: `${baseUrl}/reset` } })
}
