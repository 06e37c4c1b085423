// SPDX-License-Identifier: Apache-2.0
import type { CredentialKind, PlainDate } from '@passerelle/recognition'
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Cause } from './compare-entitlements.ts'

/** A workforce of which no re-evaluation is under way. */
export interface KeptWorkforceRow {
  authority: string
  place: string
  /** The last change of its register. */
  upTo: number
  /** What its entitlements stand on; null: nothing has been evaluated yet. */
  last: { id: number; law: string; asOf: PlainDate; upTo: number } | null
}

export async function workforcesToLookAt(acting: Db): Promise<KeptWorkforceRow[]> {
  const { rows } = await sql<KeptWorkforceRow>`
    select authority, place, up_to as "upTo", case when last is not null then
      json_build_object('id', last, 'law', last_law::text, 'asOf', last_as_of, 'upTo', last_up_to) end as last
    from workforces_to_look_at()`.execute(acting)
  return rows
}

/** Kinds of the credentials of a workforce, and by what their holders are found. */
export async function workforceKinds(
  acting: Db,
  authority: string,
): Promise<{ kind: CredentialKind; found: string }[]> {
  const { rows } = await sql<{ kind: string; found: string }>`
    select kind, found from workforce_kinds(${authority})`.execute(acting)
  return rows.map(({ kind, found }) => ({ kind: JSON.parse(kind) as CredentialKind, found }))
}

export interface NewReevaluation {
  authority: string
  cause: Cause
  place: string
  law: string
  asOf: PlainDate
  after: number | null
  /** By what holders are found, as `workforceKinds` says. */
  touched: 'everybody' | readonly string[]
}

/** Holders of one chunk: what is lost where a worker dies, some tenths of a second of work. */
const CHUNK = 500

/** Null: one is under way. */
export async function beginReevaluation(acting: Db, asked: NewReevaluation): Promise<number | null> {
  const { authority, cause, place, law, asOf, after, touched } = asked
  const everybody = touched === 'everybody'
  const { rows } = await sql<{ made: number | null }>`
    select begin_reevaluation(${authority}, ${cause}, ${place}, ${law}::timestamptz, ${asOf}::date, ${after}::bigint, ${everybody},
      ${everybody ? [] : touched}::text[], ${CHUNK}) as made`.execute(acting)
  return rows[0]?.made ?? null
}

/** Some holders whom one worker evaluates in one transaction. */
export interface ChunkRow {
  reevaluation: number
  number: number
  authority: string
  cause: Cause
  place: string
  law: string
  /** The law of the re-evaluation before it; null: there is none. */
  lawBefore: string | null
  asOf: PlainDate
}

/** The next chunk that nobody holds, noted as begun; null: there is none now. */
export async function beginChunk(acting: Db): Promise<ChunkRow | null> {
  const { rows } = await sql<ChunkRow>`
    select reevaluation, number, authority, cause, place, law::text as law,
      law_before(reevaluation)::text as "lawBefore", as_of::text as "asOf" from begin_chunk()`.execute(acting)
  return rows[0] ?? null
}

/** Holds the chunk until the transaction ends: its holders; null: somebody else has it, or has done it. */
export async function takeChunk(transaction: Db, { reevaluation, number }: ChunkRow): Promise<number[] | null> {
  const { rows } = await sql<{ holders: number[] }>`
    select to_json(holders) as holders from take_chunk(${reevaluation}, ${number})`.execute(transaction)
  return rows[0]?.holders ?? null
}

/** Holders of a chunk, and what has become of their entitlements. */
export interface ChunkFigures {
  evaluated: number
  begun: number
  ended: number
  told: number
  unreached: number
}

export async function endChunk(transaction: Db, figures: ChunkFigures): Promise<void> {
  await sql`select end_chunk(${JSON.stringify(figures)}::jsonb)`.execute(transaction)
}

export async function failChunk(acting: Db, { reevaluation, number }: ChunkRow, why: string): Promise<void> {
  await sql`select fail_chunk(${reevaluation}, ${number}, ${why})`.execute(acting)
}

/** Notes as done those that are; answers how many. */
export async function endReevaluations(acting: Db): Promise<number> {
  const { rows } = await sql`select end_reevaluations()`.execute(acting)
  return rows.length
}
