// SPDX-License-Identifier: Apache-2.0
import type { PlainDate } from '@passerelle/recognition'
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Cause, Difference, Entitlement } from './compare-entitlements.ts'
import type { ChunkRow } from './reevaluations.store.ts'

/** How far holders were evaluated before: the change of the register that was seen. Who is not here never was. */
export async function evaluatedBefore(
  transaction: Db,
  authority: string,
  holders: readonly number[],
): Promise<Map<number, number>> {
  const { rows } = await sql<{ holder: number; changed: number }>`
    select holder, changed from population_evaluated
    where authority = ${authority} and holder = any (${holders as number[]}::bigint[])`.execute(transaction)
  return new Map(rows.map(({ holder, changed }) => [holder, changed]))
}

/** What stands, by holder. */
export async function standingEntitlements(
  transaction: Db,
  authority: string,
  holders: readonly number[],
): Promise<Map<number, Entitlement[]>> {
  const { rows } = await sql<Entitlement & { holder: number }>`
    select holder, id, outcome, standing, rule, slot, since::text as since from population_entitlements
    where authority = ${authority} and holder = any (${holders as number[]}::bigint[]) and until is null
    order by holder, outcome`.execute(transaction)
  const found = new Map<number, Entitlement[]>()
  for (const { holder, ...one } of rows) found.set(holder, [...(found.get(holder) ?? []), one])
  return found
}

/** What became of one holder. */
export interface EvaluatedHolder {
  holder: number
  changed: number
  /** The next day on which time alone may change something. */
  due: PlainDate | null
  cause: Cause
  difference: Difference
}

/** Writes all of a chunk. */
export async function writeEvaluated(
  transaction: Db,
  chunk: ChunkRow,
  evaluated: readonly EvaluatedHolder[],
): Promise<void> {
  if (evaluated.length === 0) return
  const { authority, reevaluation, asOf, law } = chunk
  const ended = evaluated.flatMap(({ cause, difference }) => difference.ended.map(({ id }) => ({ id, cause })))
  if (ended.length > 0) {
    await sql`
      update population_entitlements e set until = ${asOf}::date, ended_by = r.cause, ended_in = ${reevaluation}
      from json_to_recordset(${JSON.stringify(ended)}::json) as r(id bigint, cause text)
      where e.authority = ${authority} and e.id = r.id`.execute(transaction)
  }
  const begun = evaluated.flatMap(({ holder, cause, difference }) =>
    difference.begun.map((one) => ({ holder, cause, ...one })),
  )
  if (begun.length > 0) {
    await sql`
      insert into population_entitlements (authority, holder, outcome, standing, rule, slot, since, law, began_by, begun_in)
      select ${authority}, r.holder, r.outcome, r.standing, r.rule, r.slot, ${asOf}::date, ${law}::timestamptz, r.cause, ${reevaluation}
      from json_to_recordset(${JSON.stringify(begun)}::json) as r(
        holder bigint, cause text, outcome text, standing text, rule text, slot smallint)`.execute(transaction)
  }
  const rows = evaluated.map(({ holder, changed, due }) => ({ holder, changed, due }))
  await sql`
    insert into population_evaluated (authority, holder, reevaluation, changed, due)
    select ${authority}, r.holder, ${reevaluation}, r.changed, r.due
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(holder bigint, changed bigint, due date)
    on conflict (authority, holder) do update
      set reevaluation = excluded.reevaluation, changed = excluded.changed, due = excluded.due`.execute(transaction)
}

/** Nothing stays of those who may not be evaluated any more. */
export async function forgetEvaluated(transaction: Db, authority: string, holders: readonly number[]): Promise<void> {
  if (holders.length === 0) return
  const ids = holders as number[]
  for (const table of ['population_entitlements', 'population_notices', 'population_evaluated'])
    await sql`
      delete from ${sql.table(table)} where authority = ${authority} and holder = any (${ids}::bigint[])`.execute(
      transaction,
    )
}
