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

export interface Forgotten {
  factors: number
  providers: number
}

/** What was locked or hashed with the key, and its mark. */
export async function forgetKey(owner: Db): Promise<Forgotten> {
  const factors = await sql`delete from second_factors`.execute(owner)
  await sql`delete from recovery_codes`.execute(owner)
  await sql`delete from guesses`.execute(owner)
  const providers = await sql`update providers set client_secret = null where client_secret is not null`.execute(owner)
  await sql`delete from secret_keys`.execute(owner)
  return { factors: Number(factors.numAffectedRows ?? 0), providers: Number(providers.numAffectedRows ?? 0) }
}
