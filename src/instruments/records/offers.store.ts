// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { FolderFiles } from '../folders/folder-files.ts'

/** A shipped text of an instrument that an authority keeps itself. */
export interface LawOffer {
  instrument: string
  path: string
  sha256: string
  files: Readonly<Record<string, string>>
  offeredAt: Date
}

/** What is offered for an instrument; null: nothing. */
export async function lawOffer(db: Db, instrument: string): Promise<LawOffer | null> {
  const { rows } = await sql<LawOffer>`
    select instrument, path, sha256, files, offered_at as "offeredAt" from law_offers where instrument = ${instrument}`.execute(
    db,
  )
  return rows[0] ?? null
}

/** Instruments that authorities keep themselves or have withdrawn, with the hashes of everything that was ever recorded of them. */
export async function keptElsewhere(db: Db, origin: string): Promise<Map<string, ReadonlySet<string>>> {
  const { rows } = await sql<{ id: string; known: string[] }>`
    select id, (select array_agg(distinct r.sha256) from instruments r where r.id = newest.id) as known
    from (select distinct on (id) * from instruments order by id, recorded_at desc) newest
    where case when superseded_at is null then origin <> ${origin} else withdrawn_by is not null end`.execute(db)
  return new Map(rows.map(({ id, known }) => [id, new Set(known)]))
}

/** Makes the offers be these, each dated when it first came. */
export async function writeOffers(
  db: Db,
  offers: readonly (FolderFiles & { instrument: string; sha256: string })[],
  at: string,
): Promise<void> {
  const rows = offers.map(({ instrument, path, sha256, files }) => ({
    instrument,
    path,
    sha256,
    files: Object.fromEntries(files),
  }))
  const ids = offers.map(({ instrument }) => instrument)
  await sql`delete from law_offers where instrument <> all(${ids}::text[])`.execute(db)
  if (rows.length === 0) return
  await sql`
    insert into law_offers (instrument, path, sha256, files, offered_at)
    select instrument, path, sha256, files, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(instrument text, path text, sha256 text, files jsonb)
    on conflict (instrument) do update set path = excluded.path, sha256 = excluded.sha256, files = excluded.files, offered_at = excluded.offered_at
    where law_offers.sha256 <> excluded.sha256`.execute(db)
}
