// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { exportedColumns } from './fields/personal-table.model.ts'
import { personalTables } from './fields.model.ts'

/** Makes the database's copy of the list of personal data the one of this program. As the owner, at each start. */
export async function writePersonalTables(owner: Db): Promise<void> {
  const wanted = personalTables.map((table, place) => ({
    name: table.name,
    place,
    subjects: table.subjects,
    exported: table.subjects.length === 0 ? [] : exportedColumns(table),
    withheld_by: table.withheldBy ?? null,
    erasure: typeof table.erasure === 'string' ? table.erasure : 'clear',
    cleared: typeof table.erasure === 'string' ? [] : table.erasure.clear,
    retained_from: table.retained?.from ?? null,
    retained: table.retained?.lasting ?? null,
  }))
  await owner.transaction().execute(async (transaction) => {
    await sql`lock table personal_tables in exclusive mode`.execute(transaction)
    await sql`delete from personal_tables`.execute(transaction)
    await sql`
      insert into personal_tables (name, place, subjects, exported, withheld_by, erasure, cleared, retained_from, retained)
      select name, place, subjects, exported, withheld_by, erasure, cleared, retained_from, retained::interval
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(
        name text, place integer, subjects text[], exported text[], withheld_by text, erasure text, cleared text[],
        retained_from text, retained text
      )`.execute(transaction)
  })
}

/** Rows of a table about the acting person, as far as they are handed out. */
export async function listOwnRows(acting: Db, table: string): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<{ row: Record<string, unknown> }>`select own_rows(${table}) as row`.execute(acting)
  return rows.map(({ row }) => row)
}

/** The same about anybody. As the owner. */
export async function listRowsAbout(owner: Db, table: string, person: string): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<{ row: Record<string, unknown> }>`select rows_about(${table}, ${person}) as row`.execute(
    owner,
  )
  return rows.map(({ row }) => row)
}

/** The columns of the schema in tables that refer to people, and in those that are declared. For the test of the list. */
export async function columnsAboutPeople(
  owner: Db,
  declared: readonly string[],
): Promise<{ table: string; column: string }[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.relname as "table", a.attname as "column"
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p', 'v') and c.relnamespace = 'public'::regnamespace and (
      c.relname = any (${declared}::text[])
      or exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'people'::regclass)
      or exists (
        select from pg_attribute p where p.attrelid = c.oid and not p.attisdropped
          and p.attname in ('person', 'actor', 'reader', 'author', 'contact', 'address', 'recipient')
      )
    )
    order by 1, 2`.execute(owner)
  return rows
}
