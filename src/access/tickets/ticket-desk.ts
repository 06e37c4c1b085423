// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { Db } from '../../db/index.ts'
import { addTicket, countTry, findTicket, sweepTickets, useOthers, useTicket } from './tickets.store.ts'

/** What a ticket is good for, and what is written on it. */
export interface TicketKind<Content> {
  purpose: string
  /** ISO 8601: how long it is good. */
  lasting: string
  content: z.ZodType<Content>
}

/** A ticket in hand. */
export interface Ticket<Content> {
  person: string | null
  content: Content
  tries: number
  expiresAt: Date
}

/** A new ticket, and its token, which is told once. Earlier ones of the same person for the same purpose are good no more. */
export async function writeTicket<Content>(
  door: Db,
  kind: TicketKind<Content>,
  { person, content }: { person: string | null; content: Content },
): Promise<string> {
  const token = randomBytes(32)
  await sweepTickets(door)
  if (person !== null) await useOthers(door, person, kind.purpose)
  await addTicket(door, { id: idOf(token), purpose: kind.purpose, person, content, lasting: kind.lasting })
  return token.toString('base64url')
}

/** Looks at a ticket and leaves it good; null: none, used, expired, or for something else. */
export async function lookAtTicket<Content>(
  door: Db,
  kind: TicketKind<Content>,
  token: unknown,
): Promise<Ticket<Content> | null> {
  const id = idOfToken(token)
  const row = id === null ? null : await findTicket(door, id, kind.purpose)
  if (row === null) return null
  const content = kind.content.safeParse(row.content)
  return content.success ? { ...row, content: content.data } : null
}

/** Takes a ticket in: it is good once. */
export async function takeTicket<Content>(
  door: Db,
  kind: TicketKind<Content>,
  token: unknown,
): Promise<Ticket<Content> | null> {
  const ticket = await lookAtTicket(door, kind, token)
  const id = idOfToken(token)
  if (ticket !== null && id !== null) await useTicket(door, id)
  return ticket
}

/** Notes a wrong guess of what belongs to a ticket, and takes it in after so many. Commit it, also where the guess is refused. */
export async function noteTry(door: Db, token: unknown, most: number): Promise<void> {
  const id = idOfToken(token)
  if (id === null) return
  await countTry(door, id, most)
}

function idOfToken(token: unknown): Buffer | null {
  if (typeof token !== 'string' || !/^[A-Za-z0-9_-]{43}$/.test(token)) return null
  return idOf(Buffer.from(token, 'base64url'))
}

const idOf = (token: Buffer): Buffer => createHash('sha256').update(token).digest()
