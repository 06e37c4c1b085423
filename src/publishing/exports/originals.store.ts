// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/** The files as they were approved, of those records that were published from a draft. For the owner of the database alone. */
export async function approvedFiles(db: Db, records: readonly string[]): Promise<Map<string, Map<string, string>>> {
  const { rows } = await sql<{ record: string; path: string; text: string }>`
    select p.record::text as record, f.path, f.text
    from law_publications p
      join law_draft_files f on f.draft = p.draft and f.since <= p.version and (f.until is null or f.until > p.version)
    where p.record = any(${records}::bigint[])
    order by p.record, f.path collate "C"
  `.execute(db)
  const folders = new Map<string, Map<string, string>>()
  for (const { record, path, text } of rows) {
    const files = folders.get(record) ?? new Map<string, string>()
    folders.set(record, files.set(path, text))
  }
  return folders
}
