// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../../db/index.ts'
import type { MessageKind } from '../outgoing.store.ts'

/** What waits or has failed, without its text. */
export interface OpenMessage {
  id: string
  kind: MessageKind
  recipient: string
  /** In which language it is written. */
  lang: string
  about: string
  subject: string
  person: string | null
  authority: string | null
  state: 'waiting' | 'failed'
  tries: number
  fault: string | null
  reply: string | null
  createdAt: Date
  nextTryAt: Date
  goodUntil: Date
}

const columns = sql`
  id, kind, recipient, lang, about, subject, person, authority, state, tries, fault, reply,
  created_at as "createdAt", next_try_at as "nextTryAt", good_until as "goodUntil"`

const open = sql`state in ('waiting', 'failed') and now() < good_until`

/** What failed first, then what has waited longest. */
export async function listOpenMessages(acting: Db, limit: number): Promise<OpenMessage[]> {
  const { rows } = await sql<OpenMessage>`
    select ${columns} from outgoing_messages where ${open}
    order by state, created_at, id limit ${limit}`.execute(acting)
  return rows
}

export interface ClosedMessages {
  sent: number
  expired: number
  withdrawn: number
}

/** What became of those that are no longer here; they are forgotten after a month. */
export async function countClosedMessages(acting: Db): Promise<ClosedMessages> {
  const { rows } = await sql<ClosedMessages>`
    select count(*) filter (where state = 'sent')::integer as sent,
      count(*) filter (where state = 'expired')::integer as expired,
      count(*) filter (where state = 'withdrawn')::integer as withdrawn
    from outgoing_messages where closed_at is not null`.execute(acting)
  return rows[0] ?? { sent: 0, expired: 0, withdrawn: 0 }
}

/** One that waits or has failed, held until the transaction ends; null: it is just being sent, or no longer here. */
export async function holdOpenMessage(acting: Db, id: string): Promise<OpenMessage | null> {
  const { rows } = await sql<OpenMessage>`
    select ${columns} from outgoing_messages where id = ${id} and ${open} for update skip locked`.execute(acting)
  return rows[0] ?? null
}

/** All that have failed and are not just being looked at by somebody else. */
export async function holdFailedMessages(acting: Db, limit: number): Promise<OpenMessage[]> {
  const { rows } = await sql<OpenMessage>`
    select ${columns} from outgoing_messages where state = 'failed' and now() < good_until
    order by created_at limit ${limit} for update skip locked`.execute(acting)
  return rows
}

export async function readMessageText(acting: Db, id: string): Promise<string> {
  const { rows } = await sql<{ text: string }>`select text from outgoing_messages where id = ${id}`.execute(acting)
  return rows[0]?.text ?? ''
}

export async function markToRetry(acting: Db, ids: readonly string[]): Promise<void> {
  await sql`
    update outgoing_messages set state = 'waiting', next_try_at = now() where id = any (${ids}::uuid[])`.execute(acting)
}

export async function markWithdrawn(acting: Db, id: string): Promise<void> {
  await sql`
    update outgoing_messages set state = 'withdrawn', text = '', closed_at = now() where id = ${id}`.execute(acting)
}
