// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/** The parents that codes of a scheme have now. */
export async function currentParents(db: Db, scheme: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; parent: string }>`
    select code, parent from classification_entries
    where classification = ${scheme} and superseded_at is null and parent is not null
  `.execute(db)
  return new Map(rows.map(({ code, parent }) => [code, parent]))
}

/** The further names that codes of a scheme have now in a language. */
export async function currentAlternatives(db: Db, scheme: string, lang: string): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ code: string; alternatives: string[] }>`
    select code, alternatives from classification_names
    where classification = ${scheme} and lang = ${lang} and superseded_at is null
  `.execute(db)
  return new Map(rows.map(({ code, alternatives }) => [code, alternatives]))
}
