// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/** Whether this is the key of the database; the first one becomes it. */
export async function noteKey(owner: Db, fingerprint: Buffer): Promise<boolean> {
  return owner.transaction().execute(async (transaction) => {
    await sql`lock table secret_keys in exclusive mode`.execute(transaction)
    await sql`insert into secret_keys (fingerprint) select ${fingerprint} where not exists (select from secret_keys)`.execute(
      transaction,
    )
    const { rows } = await sql`select from secret_keys where fingerprint = ${fingerprint}`.execute(transaction)
    return rows.length > 0
  })
}
