// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { DraftFields, DraftKind } from './draft.model.ts'

export interface DraftRow extends DraftFields {
  id: string
  version: number
  /** Names of people whom the reader may know; null: of somebody else. */
  author: string | null
  changedBy: string | null
  changedAt: Date
  discardedAt: Date | null
}

const columns = sql`d.id, d.authority, d.jurisdiction, d.title, d.kind, d.text, d.version, a.name as author, c.name as "changedBy",
  d.changed_at as "changedAt", d.discarded_at as "discardedAt"`

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
  { authority, jurisdiction }: Pick<DraftFields, 'authority' | 'jurisdiction'>,
): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select reaches('edit-draft', ${authority}, ${jurisdiction}) as may`.execute(acting)
  return rows[0]?.may === true
}

export async function addDraft(acting: Db, person: string, fields: DraftFields): Promise<string> {
  const { authority, jurisdiction, title, kind, text } = fields
  const { rows } = await sql<{ id: string }>`
    insert into law_drafts (authority, jurisdiction, title, kind, text, author, changed_by)
    values (${authority}, ${jurisdiction}, ${title}, ${kind}, ${text}, ${person}, ${person}) returning id`.execute(
    acting,
  )
  return rows[0]?.id ?? ''
}

export interface DraftChange {
  id: string
  /** The version that the editor had in hand. */
  version: number
  title: string
  kind: DraftKind
  text: string
}

/** Saves over the version that the editor had; false: somebody else has saved since, or it is not theirs to change. */
export async function saveDraft(acting: Db, person: string, change: DraftChange): Promise<boolean> {
  const { id, version, title, kind, text } = change
  const result = await sql`
    update law_drafts set title = ${title}, kind = ${kind}, text = ${text}, version = version + 1, changed_by = ${person}, changed_at = now()
    where id = ${id} and version = ${version} and discarded_at is null`.execute(acting)
  return Number(result.numAffectedRows ?? 0) === 1
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

export interface DraftVersionRow {
  version: number
  title: string
  kind: DraftKind
  text: string
  changedBy: string | null
  changedAt: Date
}

/** Newest first. */
export async function listVersions(acting: Db, id: string, version?: number): Promise<DraftVersionRow[]> {
  const { rows } = await sql<DraftVersionRow>`
    select v.version, v.title, v.kind, v.text, c.name as "changedBy", v.changed_at as "changedAt"
    from law_draft_versions v left join people c on c.id = v.changed_by
    where v.draft = ${id} and ${version === undefined ? sql`true` : sql`v.version = ${version}`}
    order by v.version desc limit 200`.execute(acting)
  return rows
}
