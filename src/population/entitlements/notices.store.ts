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

export interface Notice {
  holder: number
  reached: 'account' | 'nobody'
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
    insert into population_notices (authority, holder, reevaluation, reached, cause, changes)
    select ${authority}, r.holder, ${reevaluation}, r.reached, r.cause, r.changes
    from json_to_recordset(${JSON.stringify(notices)}::json) as r(holder bigint, reached text, cause text, changes jsonb)`.execute(
    transaction,
  )
}
