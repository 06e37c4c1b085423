// SPDX-License-Identifier: Apache-2.0
import type pg from 'pg'

/** What of a database is data: everything in the current schema that no extension brought. */
export interface TableColumns {
  name: string
  /** Without those that are computed from others. */
  columns: string[]
}

const notOfExtension = `not exists (select from pg_depend d where d.objid = o.oid and d.deptype = 'e')`

export async function listTables(client: pg.ClientBase): Promise<TableColumns[]> {
  const { rows } = await client.query<TableColumns>(
    `select o.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class o join pg_attribute a on a.attrelid = o.oid
      where o.relnamespace = current_schema()::regnamespace and o.relkind = 'r' and ${notOfExtension}
        and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      group by o.relname order by o.relname collate "C"`,
  )
  return rows
}

export interface SequenceState {
  name: string
  value: number
  called: boolean
}

export async function listSequences(client: pg.ClientBase): Promise<SequenceState[]> {
  const { rows } = await client.query<{ name: string }>(
    `select o.relname::text as name from pg_class o
      where o.relnamespace = current_schema()::regnamespace and o.relkind = 'S' and ${notOfExtension}
      order by o.relname collate "C"`,
  )
  const states: SequenceState[] = []
  for (const { name } of rows) {
    const state = await client.query<SequenceState>(
      `select $1::text as name, last_value as value, is_called as called from ${client.escapeIdentifier(name)}`,
      [name],
    )
    states.push(...state.rows)
  }
  return states
}

/** Statements that leave the schema as `create database` made it. */
export async function dropStatements(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ statement: string }>(
    `with kinds (kind, word, turn) as (
       values ('v', 'view', 1), ('m', 'materialized view', 1), ('r', 'table', 2), ('p', 'table', 2), ('S', 'sequence', 3)
     )
     select format('drop %s if exists %I cascade', k.word, o.relname) as statement, k.turn
       from pg_class o join kinds k on k.kind = o.relkind::text
      where o.relnamespace = current_schema()::regnamespace and ${notOfExtension}
     union all
     select format('drop routine if exists %s cascade', o.oid::regprocedure), 4
       from pg_proc o where o.pronamespace = current_schema()::regnamespace and ${notOfExtension}
     union all
     select format('drop type if exists %I cascade', o.typname), 5
       from pg_type o where o.typnamespace = current_schema()::regnamespace and o.typtype in ('d', 'e', 'r')
        and ${notOfExtension}
     order by turn`,
  )
  return rows.map((row) => row.statement)
}

/** The first table that holds rows, the record of migrations aside; null: nothing would be lost. */
export async function firstTableWithRows(client: pg.ClientBase): Promise<string | null> {
  for (const { name } of await listTables(client)) {
    if (name === 'migration') continue
    const { rows } = await client.query<{ found: boolean }>(
      `select exists (select from ${client.escapeIdentifier(name)}) as found`,
    )
    if (rows[0]?.found === true) return name
  }
  return null
}

/** Other sessions of Passerelle on this database, as far as this role may see them. */
export async function otherSessions(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name = 'passerelle'`,
  )
  return rows[0]?.count ?? 0
}
