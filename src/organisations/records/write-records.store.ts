// SPDX-License-Identifier: Apache-2.0
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'

export type ColumnType = 'text' | 'text[]' | 'jsonb' | 'integer' | 'boolean' | 'date'

/** A table whose records have valid time and record time. `columns` are all but the times and the origin. */
export interface RecordTable {
  name: string
  key: readonly string[]
  columns: Readonly<Record<string, ColumnType>>
}

/** A value as JSON, a date as text. Absent is null. */
export type RecordValue = string | number | boolean | null | readonly string[] | { readonly [name: string]: unknown }

/** One record as it should stand: its columns, `valid_from`, `valid_until`, and `origin`, what gives it. */
export type RecordRow = Readonly<Record<string, RecordValue>>

export interface Reconciled {
  inserted: number
  superseded: number
}

const batchSize = 2000

/** So many new records that the planner should look at the table again at once. */
const manyRecords = 500

const timeColumns = { valid_from: 'date', valid_until: 'date' } as const

/**
 * Takes the one writer's place until the transaction ends and gives the instant of record time to write with:
 * later than every one before, whatever the clock of the machine does.
 */
export async function takeRecordTime(transaction: Db): Promise<string> {
  const { rows } = await sql<{ at: string }>`
    update record_clock set at = greatest(clock_timestamp(), at + interval '1 microsecond') returning at::text as at
  `.execute(transaction)
  const at = rows[0]?.at
  if (at === undefined) throw new Problem('database', 'the clock of record time is missing: was the database migrated?')
  return at
}

/** Lays rows into a temporary table of the same shape, which lives as long as the transaction. */
export class Incoming {
  readonly table: RecordTable
  readonly name: string
  count = 0
  private readonly transaction: Db
  private waiting: RecordRow[] = []

  private constructor(transaction: Db, table: RecordTable) {
    this.transaction = transaction
    this.table = table
    this.name = `incoming_${table.name}`
  }

  static async open(transaction: Db, table: RecordTable): Promise<Incoming> {
    const incoming = new Incoming(transaction, table)
    const columns = sql.raw(definitions(table))
    await sql`drop table if exists ${sql.table(incoming.name)}`.execute(transaction)
    await sql`create temporary table ${sql.table(incoming.name)} (${columns}) on commit drop`.execute(transaction)
    return incoming
  }

  async add(row: RecordRow): Promise<void> {
    this.waiting.push(row)
    this.count += 1
    if (this.waiting.length >= batchSize) await this.flush()
  }

  async flush(): Promise<void> {
    if (this.waiting.length === 0) return
    const rows = JSON.stringify(this.waiting)
    this.waiting = []
    await sql`
      insert into ${sql.table(this.name)}
      select * from jsonb_to_recordset(${rows}::jsonb) as row(${sql.raw(definitions(this.table))})
    `.execute(this.transaction)
  }
}

/**
 * Makes the current records of the given origins equal to the incoming ones. What is no longer so is superseded,
 * what is new is inserted, what is the same is not touched. One transaction with `takeRecordTime` before it.
 */
export async function reconcile(
  transaction: Db,
  incoming: Incoming,
  origins: readonly string[],
  at: string,
): Promise<Reconciled> {
  await incoming.flush()
  const parts = statementParts(incoming)
  await sql`analyze ${sql.table(incoming.name)}`.execute(transaction)
  await refuseForeign(transaction, incoming, parts, origins)
  const closed = await sql`
    update ${parts.table} current set superseded_at = ${at}::timestamptz
    where current.superseded_at is null and current.origin = any(${origins}::text[])
      and not exists (select from ${parts.incoming} incoming where ${parts.sameKey} and ${parts.sameContent})
  `.execute(transaction)
  await sql`
    update ${parts.table} current set origin = incoming.origin from ${parts.incoming} incoming
    where current.superseded_at is null and ${parts.sameKey} and ${parts.sameContent} and current.origin <> incoming.origin
  `.execute(transaction)
  const inserted = await insertNew(transaction, parts, at)
  if (inserted >= manyRecords) await sql`analyze ${parts.table}`.execute(transaction)
  return { inserted, superseded: Number(closed.numAffectedRows ?? 0) }
}

interface StatementParts {
  table: RawBuilder<unknown>
  incoming: RawBuilder<unknown>
  columns: RawBuilder<unknown>
  sameKey: RawBuilder<unknown>
  sameContent: RawBuilder<unknown>
}

function statementParts({ table, name }: Incoming): StatementParts {
  const all = [...Object.keys(table.columns), ...Object.keys(timeColumns)]
  const list = (alias: string) => sql.join(all.map((column) => sql.ref(`${alias}.${column}`)))
  return {
    table: sql.table(table.name),
    incoming: sql.table(name),
    columns: sql.join(all.map((column) => sql.ref(column))),
    sameKey: sql.join(
      table.key.map((column) => sql`incoming.${sql.ref(column)} = current.${sql.ref(column)}`),
      sql` and `,
    ),
    sameContent: sql`(${list('incoming')}) is not distinct from (${list('current')})`,
  }
}

async function insertNew(transaction: Db, parts: StatementParts, at: string): Promise<number> {
  try {
    const result = await sql`
      insert into ${parts.table} (${parts.columns}, origin, recorded_at)
      select ${parts.columns}, origin, ${at}::timestamptz from ${parts.incoming} incoming
      where not exists (
        select from ${parts.table} current where current.superseded_at is null and ${parts.sameKey} and ${parts.sameContent}
      )
    `.execute(transaction)
    return Number(result.numAffectedRows ?? 0)
  } catch (error) {
    throw contradiction(error)
  }
}

/** 23P01 exclusion, 23505 unique, 23514 check, 23502 not null (PostgreSQL, appendix A): the data contradicts itself. */
function contradiction(error: unknown): unknown {
  const { code, detail, message } = error as { code?: string; detail?: string; message?: string }
  if (code === undefined || !['23P01', '23505', '23514', '23502'].includes(code)) return error
  return new Problem('import', `records contradict each other: ${detail ?? message ?? code}`, { cause: error })
}

/** A key that another origin holds already would give two current records. */
async function refuseForeign(
  transaction: Db,
  incoming: Incoming,
  parts: StatementParts,
  origins: readonly string[],
): Promise<void> {
  const key = sql.join(
    incoming.table.key.map((column) => sql`incoming.${sql.ref(column)}`),
    sql` || ' ' || `,
  )
  const { rows } = await sql<{ key: string; here: string; there: string }>`
    select ${key} as key, incoming.origin as here, current.origin as there
    from ${parts.incoming} incoming join ${parts.table} current on ${parts.sameKey}
    where current.superseded_at is null and current.origin <> all(${origins}::text[])
      and daterange(current.valid_from, current.valid_until) && daterange(incoming.valid_from, incoming.valid_until)
    limit 1
  `.execute(transaction)
  const found = rows[0]
  if (found === undefined) return
  const message = `${incoming.table.name}: '${found.key}' of ${found.here} is already given by ${found.there}`
  throw new Problem('import', message, { errors: [{ path: found.key, file: found.here, message }] })
}

function definitions(table: RecordTable): string {
  const columns = { ...table.columns, ...timeColumns, origin: 'text' }
  return Object.entries(columns)
    .map(([name, type]) => `"${name}" ${type}`)
    .join(', ')
}
