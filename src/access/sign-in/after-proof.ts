// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { atTheDoor } from '../../db/at-the-door.ts'
import { hasSecondFactor } from '../second-factor/second-factors.store.ts'
import { type Entering, type Entrance, enter } from '../sessions/enter.ts'
import { type TicketKind, writeTicket } from '../tickets/ticket-desk.ts'

/** Half a sign-in: its person has proved one thing and owes the second factor. The browser keeps it, no address shows it. */
export const secondStepTicket: TicketKind<Record<string, never>> = {
  purpose: 'second-step',
  lasting: 'PT10M',
  content: z.object({}) as z.ZodType<Record<string, never>>,
}

export type AfterProof = { step: 'in'; session: string } | { step: 'second'; ticket: string }

/**
 * What follows on a first proof that somebody else could have learned too: who has a second factor is asked for it, who has none is in, as
 * nobody's staff.
 */
export async function afterFirstProof(entrance: Entrance, entering: Omit<Entering, 'proof'>): Promise<AfterProof> {
  const { person } = entering
  const ticket = await atTheDoor(entrance.db, async (door) =>
    (await hasSecondFactor(door, person)) ? writeTicket(door, secondStepTicket, { person, content: {} }) : null,
  )
  if (ticket !== null) return { step: 'second', ticket }
  return { step: 'in', session: await enter(entrance, { ...entering, proof: 'password' }) }
}
