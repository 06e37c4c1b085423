// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/** The files that became this record, where the acting person may read their draft; none: they may not, or there is no draft. */
export async function publishedFiles(acting: Db, record: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ path: string; text: string }>`
    select f.path, f.text from law_publications p
      join law_draft_files f on f.draft = p.draft and f.since <= p.version and (f.until is null or f.until > p.version)
    where p.record = ${record} order by f.path collate "C"`.execute(acting)
  return new Map(rows.map(({ path, text }) => [path, text]))
}

/** Whether a place lies in the jurisdiction of an authority. */
export async function coversPlace(db: Db, authority: string, place: string): Promise<boolean> {
  const { rows } = await sql<{ covers: boolean }>`select authority_covers(${authority}, ${place}) as covers`.execute(db)
  return rows[0]?.covers === true
}

/** Of these instruments, those that an authority may not touch: of another authority, or shipped for a place that is not its own. */
export async function notTheirs(db: Db, authority: string, instruments: readonly string[]): Promise<Set<string>> {
  if (instruments.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select id from instruments i
    where superseded_at is null and id = any(${instruments}::text[]) and origin <> ${`authority:${authority}`}
      and not (origin = 'shipped' and authority_covers(${authority}, jurisdiction))`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
