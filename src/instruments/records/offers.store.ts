// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Localized } from '../../kernel/index.ts'
import type { FolderFiles } from '../folders/folder-files.ts'
import type { LawInstrument } from '../law/instrument-schema.ts'
import type { OthersText, Waits } from '../law/waiting-texts.ts'
import type { LawRule } from '../rules/rule-schema.ts'

/** A shipped text that is not in force: one of an instrument that an authority keeps itself, or one that waits. */
export interface LawOffer {
  instrument: string
  path: string
  sha256: string
  /** None: the text would go. */
  files: Readonly<Record<string, string>>
  offeredAt: Date
  /** Null: it may be taken up, and waits for nothing. */
  waits: Waits | null
}

const columns = sql`o.instrument, o.path, o.sha256, o.files, o.offered_at as "offeredAt", o.waits`

/** What is offered for an instrument; null: nothing. */
export async function lawOffer(db: Db, instrument: string): Promise<LawOffer | null> {
  const { rows } = await sql<LawOffer>`select ${columns} from law_offers o where o.instrument = ${instrument}`.execute(
    db,
  )
  return rows[0] ?? null
}

/** What is offered for places of these authorities, and what waits for texts of theirs; without files. The title is that of the text in force. */
export async function lawOffersFor(
  db: Db,
  authorities: readonly string[],
): Promise<(LawOffer & { title: Localized | null })[]> {
  const { rows } = await sql<LawOffer & { title: Localized | null }>`
    select o.instrument, o.path, o.sha256, '{}'::jsonb as files, o.offered_at as "offeredAt", o.waits,
      (select i.title from instruments i where i.id = o.instrument and i.superseded_at is null) as title
    from law_offers o
    where exists (
      select from unnest(${authorities}::text[]) own(id)
      where authority_covers(own.id, split_part(o.path, '/', 1))
        or o.waits -> 'by' @> jsonb_build_array(jsonb_build_object('authority', own.id)))
    order by o.waits is null, o.instrument collate "C"`.execute(db)
  return rows
}

/** Whether a shipped text waits for law of authorities to be changed. */
export async function anyWaits(db: Db): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select from law_offers where waits is not null) as waits`.execute(db)
  return rows[0]?.waits === true
}

/** An instrument that an authority keeps itself or has withdrawn, with the hashes of everything that was ever recorded of it. */
export interface KeptInstrument {
  jurisdiction: string
  known: ReadonlySet<string>
}

export async function keptElsewhere(db: Db, origin: string): Promise<Map<string, KeptInstrument>> {
  const { rows } = await sql<{ id: string; jurisdiction: string; known: string[] }>`
    select id, jurisdiction, (select array_agg(distinct r.sha256) from instruments r where r.id = newest.id) as known
    from (select distinct on (id) * from instruments order by id, recorded_at desc) newest
    where case when superseded_at is null then origin <> ${origin} else withdrawn_by is not null end`.execute(db)
  return new Map(rows.map(({ id, jurisdiction, known }) => [id, { jurisdiction, known: new Set(known) }]))
}

/** Every text that stands, with what it brings and where it comes from. */
export async function standingTexts(db: Db): Promise<(OthersText & { path: string })[]> {
  const { rows } = await sql<{ origin: string; path: string; content: Content; brings: OthersText['brings'] }>`
    select i.origin, i.path, i.content, jsonb_build_object(
      'qualifications', array(select id from qualifications where origin = 'brought/' || i.id and superseded_at is null),
      'bodies', array(select id from awarding_bodies where origin = 'brought/' || i.id and superseded_at is null)) as brings
    from instruments i where i.superseded_at is null`.execute(db)
  return rows.map(({ origin, path, content: { instrument, rules }, brings }) => {
    return { path, instrument, rules, brings, authority: origin.replace(/^authority:/, '') }
  })
}

interface Content {
  instrument: LawInstrument
  rules: LawRule[]
}

/** Makes the offers be these, each dated when it first came. */
export async function writeOffers(
  db: Db,
  offers: readonly (FolderFiles & { instrument: string; sha256: string; waits: Waits | null })[],
  at: string,
): Promise<void> {
  const rows = offers.map(({ instrument, path, sha256, files, waits }) => {
    return { instrument, path, sha256, files: Object.fromEntries(files), waits }
  })
  const ids = offers.map(({ instrument }) => instrument)
  await sql`delete from law_offers where instrument <> all(${ids}::text[])`.execute(db)
  if (rows.length === 0) return
  await sql`
    insert into law_offers (instrument, path, sha256, files, offered_at, waits)
    select instrument, path, sha256, files, ${at}::timestamptz, nullif(waits, 'null')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(instrument text, path text, sha256 text, files jsonb, waits jsonb)
    on conflict (instrument) do update set path = excluded.path, sha256 = excluded.sha256, files = excluded.files, waits = excluded.waits,
      offered_at = case when law_offers.sha256 = excluded.sha256 then law_offers.offered_at else excluded.offered_at end`.execute(
    db,
  )
}
