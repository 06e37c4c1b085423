// SPDX-License-Identifier: Apache-2.0
import type { CredentialKind } from '@passerelle/recognition'
import { CompiledQuery, sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { KINDS, SESSION } from './statement.ts'

/** How an outcome stands for a holder; outcome -1: the single evaluation decides on the holder. */
export interface StandingRow {
  holder: number
  outcome: number
  standing: number
}

interface KindRow {
  qualification: string | null
  level: string | null
  status: 'valid' | 'revoked' | null
  country: string | null
  awarding_body: string | null
  field: string[] | null
  listed: Record<string, string> | null
  stated: Record<string, boolean | string> | null
}

/** The kinds of credentials that an authority's holders have. */
export async function readKinds(transaction: Db, authority: string): Promise<CredentialKind[]> {
  const { rows } = await transaction.executeQuery(CompiledQuery.raw(KINDS, [authority]))
  return (rows as KindRow[]).map(({ awarding_body: awardingBody, ...row }) => {
    const members = Object.entries({ ...row, awardingBody }).filter(([, value]) => value !== null)
    return Object.fromEntries(members) as CredentialKind
  })
}

/** The numbers of an authority's first and last holder; null: it has none. */
export async function readRange(transaction: Db, authority: string): Promise<{ first: number; last: number } | null> {
  const { rows } = await sql<{ first: number | null; last: number | null }>`
    select min(id) as first, max(id) as last from population_holders where authority = ${authority}`.execute(
    transaction,
  )
  const { first = null, last = null } = rows[0] ?? {}
  return first === null || last === null ? null : { first, last }
}

/** Sets what a statement is run with, for this transaction. */
export async function prepareSession(transaction: Db): Promise<void> {
  for (const setting of SESSION) await transaction.executeQuery(CompiledQuery.raw(`set local ${setting}`))
}

/** Runs a statement of `standingsSql` for holders from a number on and below another. */
export async function readStandings(
  transaction: Db,
  statement: string,
  authority: string,
  { from, below }: { from: number; below: number },
): Promise<StandingRow[]> {
  const { rows } = await transaction.executeQuery(CompiledQuery.raw(statement, [authority, from, below]))
  return rows as StandingRow[]
}
