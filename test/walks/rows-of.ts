// SPDX-License-Identifier: Apache-2.0
// What belongs to one authority and its people, in every table that has any of it: found in the schema, so that a new table counts.
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../src/db/index.ts'

interface Column {
  table: string
  column: string
  type: string
}

/** Columns that name an authority, and columns that name a person. */
async function ownedColumns(db: Db): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select c.table_name as "table", c.column_name as "column", c.data_type as type
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
      and (c.column_name = 'authority' or c.data_type = 'uuid')
    order by 1, 2`.execute(db)
  return rows
}

/** How the rows of each table stand that name the authority or one of the people: a digest, by table. */
export async function rowsOf(db: Db, authority: string, people: readonly string[]): Promise<Map<string, string>> {
  const tables = Map.groupBy(await ownedColumns(db), ({ table }) => table)
  const digests = [...tables].map(([table, columns]) => {
    const conditions = columns.map(({ column, type }): RawBuilder<unknown> => {
      if (column === 'authority' && type === 'text') return sql`${sql.ref(column)} = ${authority}`
      return type === 'uuid' ? sql`${sql.ref(column)} = any (${people}::uuid[])` : sql`false`
    })
    return sql`
      select ${table} as name, md5(string_agg(to_jsonb(t)::text, ' ' order by to_jsonb(t)::text)) as digest
      from ${sql.table(table)} t where ${sql.join(conditions, sql` or `)}`
  })
  const { rows } = await sql<{ name: string; digest: string | null }>`${sql.join(digests, sql` union all `)}`.execute(
    db,
  )
  return new Map(rows.map(({ name, digest }) => [name, digest ?? 'none']))
}

/** The tables in which the rows differ. */
export function changedTables(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...after.keys()].filter((name) => before.get(name) !== after.get(name)).sort()
}
