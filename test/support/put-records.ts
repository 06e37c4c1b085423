// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../src/db/index.ts'
import {
  Incoming,
  type Reconciled,
  type RecordRow,
  type RecordTable,
  reconcile,
  takeRecordTime,
} from '../../src/organisations/index.ts'

const origin = 'test'

/** Makes these the records of a table that tests have put there, in a transaction of its own. */
export async function putRecords(db: Db, table: RecordTable, rows: RecordRow[]): Promise<Reconciled> {
  return db.transaction().execute(async (transaction) => {
    const at = await takeRecordTime(transaction)
    const incoming = await Incoming.open(transaction, table)
    for (const row of rows) await incoming.add({ ...row, origin })
    return reconcile(transaction, incoming, [origin], at)
  })
}
