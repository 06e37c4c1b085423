// SPDX-License-Identifier: Apache-2.0
import { randomInt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Db } from '../../db/index.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { lookAtTicket, noteTry, type TicketKind, takeTicket, writeTicket } from '../tickets/ticket-desk.ts'

/** What a code that was sent to a phone is good for. */
export interface CodeContent {
  for: 'sign-up' | 'reset' | 'verify'
  /** The phone as it is written to. */
  phone: string
  /** Keyed; null: no code was sent that would be good, and the page looks the same. */
  hash: string | null
  lang: string | null
  next: string
}

const codeTicket: TicketKind<CodeContent> = {
  purpose: 'phone-code',
  lasting: 'PT10M',
  content: z.object({
    for: z.enum(['sign-up', 'reset', 'verify']),
    phone: z.string(),
    hash: z.string().nullable(),
    lang: z.string().nullable(),
    next: z.string(),
  }),
}

export const codeLasts = codeTicket.lasting
const mostTries = 5

/** Six digits that are sent to a phone, and the ticket of the page on which they are entered. */
export class CodeDesk {
  private readonly secrets: Secrets

  constructor(secrets: Secrets) {
    this.secrets = secrets
  }

  /** A code, told once, and the token of its page. With `none` the code is good for nothing. */
  async write(
    door: Db,
    { person, none, ...content }: Omit<CodeContent, 'hash'> & { person: string | null; none: boolean },
  ): Promise<{ token: string; code: string }> {
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    const hash = none ? null : this.hashOf(content.phone, code)
    return { code, token: await writeTicket(door, codeTicket, { person, content: { ...content, hash } }) }
  }

  /** What a code is for, and whose; null: it is good no more. */
  look(door: Db, token: string): Promise<{ content: CodeContent; person: string | null } | null> {
    return lookAtTicket(door, codeTicket, token)
  }

  /** Takes the ticket in for its code. 'wrong': counted; at the fifth it is good no more. Commit it also then. */
  async take(
    door: Db,
    token: string,
    typed: string,
  ): Promise<{ content: CodeContent; person: string | null } | 'wrong' | 'gone'> {
    const ticket = await lookAtTicket(door, codeTicket, token)
    if (ticket === null) return 'gone'
    const code = typed.normalize('NFKC').replace(/[\s-]/g, '')
    const [sent, entered] = [ticket.content.hash ?? '', this.hashOf(ticket.content.phone, code)].map((text) =>
      Buffer.from(text, 'hex'),
    ) as [Buffer, Buffer]
    if (sent.length === entered.length && timingSafeEqual(sent, entered)) {
      await takeTicket(door, codeTicket, token)
      return { content: ticket.content, person: ticket.person }
    }
    await noteTry(door, token, mostTries)
    return ticket.tries + 1 >= mostTries ? 'gone' : 'wrong'
  }

  private hashOf(phone: string, code: string): string {
    return this.secrets.hash('phone-code', `${phone} ${code}`).toString('hex')
  }
}
