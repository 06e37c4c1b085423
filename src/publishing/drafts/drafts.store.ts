// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import type { NewDraft } from './draft.model.ts'

export interface DraftRow extends NewDraft {
  id: string
  version: number
  /** The instrument that it was begun from, as it was then; null: a new one. */
  basis: { record: string; instrument: string; newest: boolean } | null
  /** Names of people whom the reader may know; null: of somebody else. */
  author: string | null
  changedBy: string | null
  changedAt: Date
  discardedAt: Date | null
  /** As what it was published; null: it was not, as far as the reader may know. */
  published: PublishedDraft | null
}

export interface PublishedDraft {
  publication: string
  kind: 'publication' | 'corrigendum'
  instrument: string
  /** The version that was. */
  version: number
  /** The day for which. */
  on: PlainDate
  /** The instrument is in force, by this text or by a later one: the draft has done its work. */
  stands: boolean
}

const basis = sql`(
  select jsonb_build_object('record', i.record::text, 'instrument', i.id, 'newest', i.superseded_at is null) from instruments i where i.record = d.basis
)`
const published = sql`(
  select jsonb_build_object('publication', p.id, 'kind', p.kind, 'instrument', p.instrument, 'version', p.version, 'on', p.publish_on::text,
    'stands', exists (select from instruments i where i.id = p.instrument and i.superseded_at is null))
  from law_publications p where p.draft = d.id and p.state = 'published' order by p.published_at desc limit 1
)`
const columns = sql`d.id, d.authority, d.jurisdiction, d.title, d.version, ${basis} as basis, a.name as author, c.name as "changedBy",
  d.changed_at as "changedAt", d.discarded_at as "discardedAt", ${published} as published`

const named = sql`law_drafts d left join people a on a.id = d.author left join people c on c.id = d.changed_by`

/** Those that the acting person may read: what is worked at first, the newest first. */
export async function listDrafts(acting: Db): Promise<DraftRow[]> {
  const { rows } = await sql<DraftRow>`
    select ${columns} from ${named}
    where d.discarded_at is null or d.discarded_at > now() - interval '30 days'
    order by d.discarded_at is not null, d.changed_at desc, d.id limit 500`.execute(acting)
  return rows
}

export async function findDraft(acting: Db, id: string): Promise<DraftRow | null> {
  const { rows } = await sql<DraftRow>`select ${columns} from ${named} where d.id = ${id}`.execute(acting)
  return rows[0] ?? null
}

/** Whether the acting person may work at a draft, as the database decides it. */
export async function mayEditDraft(
  acting: Db,
  { authority, jurisdiction }: Pick<NewDraft, 'authority' | 'jurisdiction'>,
): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select reaches('edit-draft', ${authority}, ${jurisdiction}) as may`.execute(acting)
  return rows[0]?.may === true
}

/** Whether somebody may see whom it concerns, of a workforce. */
export async function mayMeasureDraft(
  acting: Db,
  { authority, jurisdiction }: Pick<NewDraft, 'authority' | 'jurisdiction'>,
): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select reaches('measure-impact', ${authority}, ${jurisdiction}) as may`.execute(acting)
  return rows[0]?.may === true
}

/** Whether it stands still, since it is proposed for publication. */
export async function isProposed(acting: Db, id: string): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`
    select exists (select from law_publications where draft = ${id} and state in ('proposed', 'approved', 'held')) as open`.execute(
    acting,
  )
  return rows[0]?.open === true
}

/** Begins a draft; `basis` is the record of law that it starts from. */
export async function addDraft(
  acting: Db,
  person: string,
  { authority, jurisdiction, title, basis: from }: NewDraft & { basis: string | null },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into law_drafts (authority, jurisdiction, title, basis, author, changed_by)
    values (${authority}, ${jurisdiction}, ${title}, ${from}, ${person}, ${person}) returning id`.execute(acting)
  return rows[0]?.id ?? ''
}

/** Texts by name; null: the file is taken away. */
export type FileChanges = ReadonlyMap<string, string | null>

/** Raises the version that the editor had in hand by one; false: somebody else has saved since, or it is not theirs to change. */
export async function raiseVersion(
  acting: Db,
  person: string,
  { id, version, title }: { id: string; version: number; title: string },
): Promise<boolean> {
  const result = await sql`
    update law_drafts set title = ${title}, version = version + 1, changed_by = ${person}, changed_at = now()
    where id = ${id} and version = ${version} and discarded_at is null`.execute(acting)
  return Number(result.numAffectedRows ?? 0) === 1
}

/** Writes files with the version that the draft has now. */
export async function writeFiles(acting: Db, id: string, changes: FileChanges): Promise<void> {
  if (changes.size === 0) return
  await sql`
    update law_draft_files set until = (select version from law_drafts where id = ${id})
    where draft = ${id} and until is null and path = any(${[...changes.keys()]}::text[])`.execute(acting)
  for (const [path, text] of changes) {
    if (text === null) continue
    await sql`
      insert into law_draft_files (draft, path, since, text)
      select id, ${path}, version, ${text} from law_drafts where id = ${id}`.execute(acting)
  }
}

/** Discards a draft, or takes it back. */
export async function discardDraft(acting: Db, person: string, id: string, discarded: boolean): Promise<boolean> {
  const set = discarded ? sql`now()` : sql`null`
  const result = await sql`
    update law_drafts set discarded_at = ${set}, changed_by = ${person} where id = ${id} and (discarded_at is null) = ${discarded}`.execute(
    acting,
  )
  return Number(result.numAffectedRows ?? 0) === 1
}

/** Every file of a version by name, the newest where none is named. */
export async function filesOfDraft(acting: Db, id: string, version?: number): Promise<Map<string, string>> {
  const standing =
    version === undefined ? sql`until is null` : sql`since <= ${version} and (until is null or until > ${version})`
  const { rows } = await sql<{ path: string; text: string }>`
    select path, text from law_draft_files where draft = ${id} and ${standing} order by path collate "C"`.execute(
    acting,
  )
  return new Map(rows.map(({ path, text }) => [path, text]))
}

export interface DraftVersionRow {
  version: number
  title: string
  changedBy: string | null
  changedAt: Date
}

/** Newest first. */
export async function listVersions(acting: Db, id: string, version?: number): Promise<DraftVersionRow[]> {
  const { rows } = await sql<DraftVersionRow>`
    select v.version, v.title, c.name as "changedBy", v.changed_at as "changedAt"
    from law_draft_versions v left join people c on c.id = v.changed_by
    where v.draft = ${id} and ${version === undefined ? sql`true` : sql`v.version = ${version}`}
    order by v.version desc limit 200`.execute(acting)
  return rows
}

/** Ids of the instruments that drafts would be, of those that the acting person may read and that are worked at. */
export async function idsOfDrafts(acting: Db): Promise<{ draft: string; title: string; instrument: string }[]> {
  const { rows } = await sql<{ draft: string; title: string; instrument: string | null }>`
    select d.id as draft, d.title, substring(f.text from '(?n)^id:[[:blank:]]*["'']?([a-z0-9-]+)') as instrument
    from law_drafts d join law_draft_files f on f.draft = d.id and f.path = 'instrument.yaml' and f.until is null
    where d.discarded_at is null and d.basis is null
      and not exists (select from law_publications p where p.draft = d.id and p.state = 'published')
    order by d.changed_at desc`.execute(acting)
  return rows.flatMap(({ instrument, ...one }) => (instrument === null ? [] : [{ ...one, instrument }]))
}
