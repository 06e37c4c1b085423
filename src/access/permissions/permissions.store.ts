// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { matrix } from './matrix.model.ts'

/** Makes the database's copy of the matrix the one of this program. As the owner, at each start. */
export async function writeMatrix(owner: Db): Promise<void> {
  const wanted = JSON.stringify(matrix)
  await owner.transaction().execute(async (transaction) => {
    await sql`lock table permissions in exclusive mode`.execute(transaction)
    await sql`
      delete from permissions p where not exists (
        select from jsonb_to_recordset(${wanted}::jsonb) as w(act text, role text, scope text)
        where w.act = p.act and w.role = p.role and w.scope = p.scope
      )`.execute(transaction)
    await sql`
      insert into permissions (act, role, scope)
      select act, role, scope from jsonb_to_recordset(${wanted}::jsonb) as w(act text, role text, scope text)
      on conflict do nothing`.execute(transaction)
  })
}
