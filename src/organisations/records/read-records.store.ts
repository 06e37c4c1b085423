// SPDX-License-Identifier: Apache-2.0
import { type RawBuilder, sql } from 'kysely'
import type { PageRequest } from './paging.ts'

/** What was known: of everything recorded until now, or on an earlier instant. */
export interface Known {
  knownOn?: Date | undefined
}

/** Condition on a record table that it was known then. */
export function known(alias: string, { knownOn }: Known): RawBuilder<boolean> {
  const superseded = sql.ref(`${alias}.superseded_at`)
  if (knownOn === undefined) return sql<boolean>`${superseded} is null`
  return sql<boolean>`(${sql.ref(`${alias}.recorded_at`)} <= ${knownOn} and (${superseded} is null or ${superseded} > ${knownOn}))`
}

/** Condition on a record table that it holds on the day; without a day, that it holds on any. */
export function holds(alias: string, asOf: string | undefined): RawBuilder<boolean> {
  if (asOf === undefined) return sql<boolean>`true`
  const [from, until] = [sql.ref(`${alias}.valid_from`), sql.ref(`${alias}.valid_until`)]
  return sql<boolean>`((${from} is null or ${from} <= ${asOf}::date) and (${until} is null or ${until} > ${asOf}::date))`
}

/** Columns `validFrom`, `validUntil`, `recordedAt` of a record, as JSON writes them. */
export function times(alias: string): RawBuilder<unknown> {
  const recorded = sql`${sql.ref(`${alias}.recorded_at`)} at time zone 'UTC'`
  return sql`${sql.ref(`${alias}.valid_from`)}::text as "validFrom", ${sql.ref(`${alias}.valid_until`)}::text as "validUntil",
    to_char(${recorded}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"`
}

/** Order of a list by one column; records of one key follow in valid time. */
export function inOrder(alias: string, column: string): RawBuilder<unknown> {
  return sql`${sql.ref(`${alias}.${column}`)}, ${startOf(alias)}`
}

/** Condition on a record that it comes after the last one of the page before, in that order. */
export function follows(alias: string, column: string, page: PageRequest): RawBuilder<boolean> {
  if (page.after === null) return sql<boolean>`true`
  const [key = '', start = ''] = page.after.split('\t')
  return sql<boolean>`(${sql.ref(`${alias}.${column}`)}, ${startOf(alias)}) > (${key}, ${start})`
}

function startOf(alias: string): RawBuilder<string> {
  return sql<string>`coalesce(${sql.ref(`${alias}.valid_from`)}::text, '')`
}
