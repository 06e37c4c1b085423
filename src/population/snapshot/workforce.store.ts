// SPDX-License-Identifier: Apache-2.0
import type { FactValue } from '@passerelle/recognition'
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/** Days are numbers since 1970-01-01. */
export interface HolderRow {
  id: number
  birth: number | null
  sex: string | null
  district: string | null
  origin: string | null
  occupation: string | null
  facts: Record<string, FactValue>
  workKnown: boolean
  purposes: string[]
  removed: boolean
  changed: number
}

/** `kind`: JSON of what credentials of one kind have in common, the same text for the same. */
export interface CredentialRow {
  holder: number
  slot: number
  kind: string
  issued: number | null
  expires: number | null
}

export interface JobRow {
  holder: number
  kind: string
  started: number | null
  /** Last day. */
  ended: number | null
  /** Slots. */
  relevant: number[] | null
}

/** The last change of an authority's holders, and the very tables they stand in: those of a restored backup are others. */
export async function lastChange(transaction: Db, authority: string): Promise<{ upTo: number; tables: string }> {
  const { rows } = await sql<{ upTo: number | null; tables: string }>`
    select (select max(changed) from population_holders where authority = ${authority}) as "upTo",
      (select oid::text from pg_database where datname = current_database()) || '/' || 'population_holders'::regclass::oid::text
        || '/' || (select xmin::text from pg_class where oid = 'population_holders'::regclass) as tables`.execute(
    transaction,
  )
  return { upTo: rows[0]?.upTo ?? 0, tables: rows[0]?.tables ?? '' }
}

const holderMembers = sql`
  id, birth_date - date '1970-01-01' as birth, sex, district, origin, occupation, facts, work_known as "workKnown", purposes, removed, changed`

/** Holders who count, by their numbers, after one of them. */
export async function holdersAfter(
  transaction: Db,
  authority: string,
  after: number,
  most: number,
): Promise<HolderRow[]> {
  const { rows } = await sql<HolderRow>`
    select ${holderMembers} from population_holders
    where authority = ${authority} and id > ${after} and not removed order by id limit ${most}`.execute(transaction)
  return rows
}

/** Holders whose last change is later, first changes first; those who no longer count too. */
export async function holdersChanged(
  transaction: Db,
  authority: string,
  since: number,
  most: number,
): Promise<HolderRow[]> {
  const { rows } = await sql<HolderRow>`
    select ${holderMembers} from population_holders
    where authority = ${authority} and changed > ${since} order by changed limit ${most}`.execute(transaction)
  return rows
}

/** Of which holders: all between two numbers, or these. */
export type Whose = { from: number; to: number } | { ids: readonly number[] }

const whose = (asked: Whose) =>
  'ids' in asked
    ? sql`holder = any (${asked.ids as number[]}::bigint[])`
    : sql`holder between ${asked.from} and ${asked.to}`

export async function credentialsOf(transaction: Db, authority: string, asked: Whose): Promise<CredentialRow[]> {
  const { rows } = await sql<CredentialRow>`
    select holder, slot, json_strip_nulls(json_build_object('qualification', qualification, 'level', level, 'status', status,
        'country', country, 'awardingBody', awarding_body, 'field', field, 'listed', listed, 'stated', stated))::text as kind,
      issued - date '1970-01-01' as issued, expires - date '1970-01-01' as expires
    from population_credentials where authority = ${authority} and ${whose(asked)} order by holder, slot`.execute(
    transaction,
  )
  return rows
}

export async function jobsOf(transaction: Db, authority: string, asked: Whose): Promise<JobRow[]> {
  const { rows } = await sql<JobRow>`
    select holder, json_strip_nulls(json_build_object('occupation', occupation, 'place', place, 'capacity', capacity))::text as kind,
      started - date '1970-01-01' as started, ended - date '1970-01-01' as ended, relevant
    from population_jobs where authority = ${authority} and ${whose(asked)}
    order by holder, started nulls first, slot`.execute(transaction)
  return rows
}
