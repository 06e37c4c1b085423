// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Cause, ToldChange } from './compare-entitlements.ts'
import type { ChunkRow } from './reevaluations.store.ts'

/** Accounts of holders of the chunk at work, of those who have one. */
export async function accountsAtWork(transaction: Db): Promise<Map<number, string>> {
  const { rows } = await sql<{ holder: number; account: string }>`
    select holder, account from accounts_at_work()`.execute(transaction)
  return new Map(rows.map(({ holder, account }) => [holder, account]))
}

/** Writes to a holder of the chunk at work, wherever that is. False: the register has no address of them. */
export async function mailHolder(
  transaction: Db,
  { holder, lang, subject, text }: { holder: number; lang: string; subject: string; text: string },
): Promise<boolean> {
  const { rows } = await sql<{ sent: boolean }>`
    select mail_holder(${holder}, ${lang}, ${subject}, ${text}) as sent`.execute(transaction)
  return rows[0]?.sent === true
}

export interface Notice {
  holder: number
  reached: 'account' | 'letter' | 'nobody'
  /** SHA-256 of what the link of the letter ends in, hexadecimal; null: it is no letter. */
  ticket: string | null
  cause: Cause
  changes: readonly ToldChange[]
}

export async function addNotices(
  transaction: Db,
  { authority, reevaluation }: ChunkRow,
  notices: readonly Notice[],
): Promise<void> {
  if (notices.length === 0) return
  await sql`
    insert into population_notices (authority, holder, reevaluation, reached, cause, changes, ticket)
    select ${authority}, r.holder, ${reevaluation}, r.reached, r.cause, r.changes, decode(r.ticket, 'hex')
    from json_to_recordset(${JSON.stringify(notices)}::json) as r(holder bigint, reached text, cause text, changes jsonb, ticket text)`.execute(
    transaction,
  )
}
