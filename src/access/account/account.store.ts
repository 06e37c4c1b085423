// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

export interface OwnAccount {
  name: string
  language: string | null
}

/** Of the acting person. */
export async function findOwnAccount(acting: Db, person: string): Promise<OwnAccount | null> {
  const { rows } = await sql<OwnAccount>`select name, language from people where id = ${person}`.execute(acting)
  return rows[0] ?? null
}

export async function putOwnAccount(acting: Db, person: string, { name, language }: OwnAccount): Promise<void> {
  await sql`update people set name = ${name}, language = ${language} where id = ${person}`.execute(acting)
}
