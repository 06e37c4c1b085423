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
        select from ${wantedRows(wanted)} w
        where w.act = p.act and w.role = p.role and w.scope = p.scope and w.conditions = p.conditions
      )`.execute(transaction)
    await sql`
      insert into permissions (act, role, scope, conditions)
      select act, role, scope, conditions from ${wantedRows(wanted)} w on conflict do nothing`.execute(transaction)
  })
}

const wantedRows = (wanted: string) => sql`(
  select act, role, scope, array(select jsonb_array_elements_text(conditions)) as conditions
  from jsonb_to_recordset(${wanted}::jsonb) as r(act text, role text, scope text, conditions jsonb))`
