// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Letter } from './carriers/carrier.model.ts'

/** By mail, or to a phone. */
export type MessageKind = 'email' | 'phone'

export interface NewMessage {
  id: string
  kind: MessageKind
  recipient: string
  lang: string
  about: string
  subject: string
  text: string
  person: string | null
  authority: string | null
  /** ISO 8601: how long it is of use. */
  lasting: string
}

/** Without `returning`: who writes a message may not read it. */
export async function addMessage(transaction: Db, message: NewMessage): Promise<void> {
  const { id, kind, recipient, lang, about, subject, text, person, authority, lasting } = message
  await sql`
    insert into outgoing_messages (id, kind, recipient, lang, about, subject, text, person, authority, good_until)
    values (${id}, ${kind}, ${recipient}, ${lang}, ${about}, ${subject}, ${text}, ${person}, ${authority},
      now() + ${lasting}::interval)`.execute(transaction)
}

/**
 * One transaction of whoever carries messages out: it sees them, and nothing else of what is protected. It waits for mail servers, so
 * the database must not think that it was forgotten.
 */
export function carryingMessages<Result>(db: Db, act: (carrying: Db) => Promise<Result>): Promise<Result> {
  return db.transaction().execute(async (transaction) => {
    await sql`
      select set_config('passerelle.person', '', true), set_config('passerelle.messenger', 'on', true),
        set_config('idle_in_transaction_session_timeout', '0', true)`.execute(transaction)
    return act(transaction)
  })
}

export interface DueMessage extends Letter {
  about: string
  tries: number
}

/** The next that is to leave, held until the transaction ends: no other server takes it meanwhile. */
export async function takeDueMessage(carrying: Db, kind: MessageKind): Promise<DueMessage | null> {
  const { rows } = await sql<DueMessage>`
    select id, recipient, lang, about, subject, text, tries from outgoing_messages
    where kind = ${kind} and state = 'waiting' and next_try_at <= now() and now() < good_until
    order by next_try_at limit 1 for update skip locked`.execute(carrying)
  return rows[0] ?? null
}

export async function noteLeft(carrying: Db, id: string): Promise<void> {
  await sql`
    update outgoing_messages
    set state = 'sent', text = '', tries = tries + 1, fault = null, reply = null, closed_at = clock_timestamp()
    where id = ${id}`.execute(carrying)
}

/** `again`: ISO 8601, after how long it is tried again; null: not by itself. */
export async function noteFailed(
  carrying: Db,
  id: string,
  { fault, reply, again }: { fault: string; reply: string | null; again: string | null },
): Promise<void> {
  await sql`
    update outgoing_messages
    set state = ${again === null ? 'failed' : 'waiting'}, tries = tries + 1, fault = ${fault}, reply = ${reply},
      next_try_at = clock_timestamp() + ${again ?? 'PT0S'}::interval
    where id = ${id}`.execute(carrying)
}

/** What is of no more use is emptied; what was closed longer ago than a month is forgotten. */
export async function sweepMessages(carrying: Db): Promise<void> {
  await sql`
    update outgoing_messages set state = 'expired', text = '', closed_at = now()
    where id in (
      select id from outgoing_messages where closed_at is null and good_until <= now() for update skip locked
    )`.execute(carrying)
  await sql`delete from outgoing_messages where closed_at < now() - interval '30 days'`.execute(carrying)
}
