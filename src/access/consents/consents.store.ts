// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

export interface ConsentRow {
  purpose: string
  version: string
  givenAt: Date
  withdrawnAt: Date | null
}

/** Those of the acting person, newest first. */
export async function listConsents(acting: Db): Promise<ConsentRow[]> {
  const { rows } = await sql<ConsentRow>`
    select purpose, version, given_at as "givenAt", withdrawn_at as "withdrawnAt" from consents
    order by given_at desc`.execute(acting)
  return rows
}

/** False where it is given already. */
export async function addConsent(acting: Db, person: string, purpose: string, version: string): Promise<boolean> {
  const { rows } = await sql`
    insert into consents (person, purpose, version) values (${person}, ${purpose}, ${version})
    on conflict do nothing returning id`.execute(acting)
  return rows.length > 0
}

export async function withdrawConsent(acting: Db, purpose: string): Promise<boolean> {
  const { rows } = await sql`
    update consents set withdrawn_at = now() where purpose = ${purpose} and withdrawn_at is null returning id`.execute(
    acting,
  )
  return rows.length > 0
}

/** Whether the acting person has. */
export async function haveConsented(acting: Db, purpose: string): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select have_consented(${purpose}) as yes`.execute(acting)
  return rows[0]?.yes === true
}
