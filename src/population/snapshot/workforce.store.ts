// SPDX-License-Identifier: Apache-2.0
import type { FactValue } from '@passerelle/recognition'
import { type RawBuilder, sql } from 'kysely'
import { copyOut, type Db } from '../../db/index.ts'

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

/** `kind`: JSON of an array of `kindMembers`, the same text for the same. */
export interface CredentialRow {
  holder: number
  slot: number
  kind: string
  issued: number | null
  expires: number | null
}

export interface JobRow {
  holder: number
  /** JSON of an array of `jobKindMembers`. */
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

/** Holders with what is theirs, as the database wrote them: one row for all of them costs less than a row for each. */
export interface Chunk {
  holders: HolderRow[]
  /** By holder and slot. */
  credentials: CredentialRow[]
  /** By holder, earliest first. */
  jobs: JobRow[]
}

type Raw<Row> = Row[keyof Row][]

interface RawChunk {
  holders: Raw<HolderRow>[] | null
  credentials: Raw<CredentialRow>[] | null
  jobs: Raw<JobRow>[] | null
}

/** `asked`: which holders of the authority, how ordered and how many. */
async function chunk(transaction: Db, authority: string, asked: RawBuilder<unknown>): Promise<Chunk> {
  const { rows } = await sql<RawChunk>`
    with h as materialized (select * from population_holders where authority = ${authority} and ${asked}),
      c as (select * from population_credentials where authority = ${authority} and holder = any (array(select id from h)) order by holder, slot),
      j as (select * from population_jobs where authority = ${authority} and holder = any (array(select id from h))
        order by holder, started nulls first, slot)
    select
      (select json_agg(json_build_array(id, birth_date - date '1970-01-01', sex, district, origin, occupation, facts, work_known, purposes,
        removed, changed)) from h) as holders,
      (select json_agg(json_build_array(holder, slot, json_build_array(qualification, level, status, country, awarding_body, field, listed,
        stated)::text, issued - date '1970-01-01', expires - date '1970-01-01')) from c) as credentials,
      (select json_agg(json_build_array(holder, json_build_array(occupation, place, capacity)::text, started - date '1970-01-01',
        ended - date '1970-01-01', relevant)) from j) as jobs`.execute(transaction)
  const [raw] = rows
  return {
    holders: (raw?.holders ?? []).map((row) => named(holderMembers, row)),
    credentials: (raw?.credentials ?? []).map((row) => named(credentialMembers, row)),
    jobs: (raw?.jobs ?? []).map((row) => named(jobMembers, row)),
  }
}

const holderMembers = [
  ...(['id', 'birth', 'sex', 'district', 'origin', 'occupation', 'facts', 'workKnown', 'purposes'] as const),
  ...(['removed', 'changed'] as const),
]
const credentialMembers = ['holder', 'slot', 'kind', 'issued', 'expires'] as const
const jobMembers = ['holder', 'kind', 'started', 'ended', 'relevant'] as const

function named<Row>(members: readonly (keyof Row)[], values: Raw<Row>): Row {
  const row: Partial<Row> = {}
  for (let at = 0; at < members.length; at++) row[members[at] as keyof Row] = values[at] as Row[keyof Row]
  return row as Row
}

/** Members of the array that is a credential's kind. */
export const kindMembers = ['qualification', 'level', 'status', 'country', 'awardingBody', 'field', 'listed', 'stated']
/** Members of the array that is a job's kind. */
export const jobKindMembers = ['occupation', 'place', 'capacity']

/** The first number after one; null: there is none. */
export async function nextHolder(transaction: Db, authority: string, after: number): Promise<number | null> {
  const { rows } = await sql<{ id: number | null }>`
    select min(id) as id from population_holders where authority = ${authority} and id > ${after}`.execute(transaction)
  return rows[0]?.id ?? null
}

/**
 * Holders who count, from one number to another, as lines of COPY for `CopiedRows`: a fifth of the work of JSON. A range of numbers is read
 * by the index whatever the database knows of a table that has just been filled.
 */
export const holderLines = (transaction: Db, authority: string, from: number, to: number): AsyncIterable<Buffer> =>
  copyOut(
    transaction,
    sql`select id, birth_date - date '1970-01-01', sex, district, origin, occupation, work_known, changed, to_json(purposes), facts
      from population_holders where authority = ${sql.lit(authority)} and id between ${sql.lit(from)} and ${sql.lit(to)} and not removed
      order by id`,
  )

/** Their credentials, by holder and slot. */
export const credentialLines = (transaction: Db, authority: string, from: number, to: number): AsyncIterable<Buffer> =>
  copyOut(
    transaction,
    sql`select holder, slot, issued - date '1970-01-01', expires - date '1970-01-01', qualification, level, status, country, awarding_body,
        to_json(field), listed, stated
      from population_credentials where authority = ${sql.lit(authority)} and holder between ${sql.lit(from)} and ${sql.lit(to)}
      order by holder, slot`,
  )

/** Their jobs, by holder, earliest first. */
export const jobLines = (transaction: Db, authority: string, from: number, to: number): AsyncIterable<Buffer> =>
  copyOut(
    transaction,
    sql`select holder, started - date '1970-01-01', ended - date '1970-01-01', to_json(relevant), to_json(occupation), place, capacity
      from population_jobs where authority = ${sql.lit(authority)} and holder between ${sql.lit(from)} and ${sql.lit(to)}
      order by holder, started nulls first, slot`,
  )

/** These holders, by number; those who no longer count too. */
export const holdersEvenGone = (transaction: Db, authority: string, ids: readonly number[]): Promise<Chunk> =>
  chunk(transaction, authority, sql`id = any (${ids as number[]}::bigint[]) order by id`)

/** Holders whose last change is later, first changes first; those who no longer count too. */
export const holdersChanged = (transaction: Db, authority: string, since: number, most: number): Promise<Chunk> =>
  chunk(transaction, authority, sql`changed > ${since} order by changed limit ${most}`)

/** Of these numbers, the holders who count, by number. */
export const holdersOf = (transaction: Db, authority: string, ids: readonly number[]): Promise<Chunk> =>
  chunk(transaction, authority, sql`id = any (${ids as number[]}::bigint[]) and not removed order by id`)
