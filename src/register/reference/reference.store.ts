// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

export interface LoadedFile {
  path: string
  sha256: string
}

/** The reference files that stand in the register, with the hash of what was loaded. */
export async function loadedFiles(db: Db): Promise<LoadedFile[]> {
  const { rows } = await sql<LoadedFile>`select path, sha256 from reference_files order by path`.execute(db)
  return rows
}

/** Notes what stands in the register now: files that are gone are forgotten. */
export async function noteLoadedFiles(
  transaction: Db,
  files: { path: string; sha256: string; records: number }[],
  gone: string[],
  at: string,
): Promise<void> {
  await sql`delete from reference_files where path = any(${gone}::text[])`.execute(transaction)
  await sql`
    insert into reference_files (path, sha256, records, loaded_at)
    select path, sha256, records, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(files)}::jsonb) as file(path text, sha256 text, records integer)
    on conflict (path) do update
      set sha256 = excluded.sha256, records = excluded.records, loaded_at = excluded.loaded_at
  `.execute(transaction)
}
