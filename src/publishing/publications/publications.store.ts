// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Localized, PlainDate } from '../../kernel/index.ts'
import type { HeldReason, PublicationKind, PublicationState } from './publication.model.ts'

/** Something that is proposed to become law. */
export interface Proposal {
  authority: string
  jurisdiction: string
  /** Further places in which it is to hold, and in which what it replaces or withdraws has held. */
  places: readonly string[]
  kind: PublicationKind
  /** Null: a withdrawal. */
  draft: string | null
  version: number | null
  instrument: string
  path: string
  title: Localized
  /** The record of law that it replaces or withdraws. */
  basis: string | null
  reason: Localized | null
  publishOn: PlainDate
  publishAt: Date
}

export interface PublicationRow extends Proposal {
  id: string
  state: PublicationState
  proposedBy: string | null
  proposedAt: Date
  decidedBy: string | null
  decidedAt: Date | null
  note: string | null
  heldFor: readonly HeldReason[] | null
  record: string | null
  publishedAt: Date | null
}

const columns = sql`p.id, p.authority, p.jurisdiction, p.places, p.kind, p.draft, p.version, p.instrument, p.path, p.title, p.basis::text as basis, p.reason,
  p.publish_on::text as "publishOn", p.publish_at as "publishAt", p.state, a.name as "proposedBy", p.proposed_at as "proposedAt", d.name as "decidedBy",
  p.decided_at as "decidedAt", p.note, p.held_for as "heldFor", p.record::text as record, p.published_at as "publishedAt"`
const named = sql`law_publications p left join people a on a.id = p.proposed_by left join people d on d.id = p.decided_by`

/** Those that the acting person may read: what waits first, then the newest. */
export async function listPublications(acting: Db): Promise<PublicationRow[]> {
  const { rows } = await sql<PublicationRow>`
    select ${columns} from ${named}
    order by p.state not in ('proposed', 'held'), p.state <> 'approved', coalesce(p.published_at, p.decided_at, p.proposed_at) desc, p.id
    limit 300`.execute(acting)
  return rows
}

export async function findPublication(acting: Db, id: string): Promise<PublicationRow | null> {
  const { rows } = await sql<PublicationRow>`select ${columns} from ${named} where p.id = ${id}`.execute(acting)
  return rows[0] ?? null
}

/** Those of one draft, the newest first. */
export async function publicationsOfDraft(acting: Db, draft: string): Promise<PublicationRow[]> {
  const { rows } = await sql<PublicationRow>`
    select ${columns} from ${named} where p.draft = ${draft} order by p.proposed_at desc, p.id limit 50`.execute(acting)
  return rows
}

/** Null: something is proposed already for this draft or this instrument. */
export async function addProposal(acting: Db, person: string, proposal: Proposal): Promise<string | null> {
  const { authority, jurisdiction, places, kind, draft, version, instrument, path, title, basis, reason } = proposal
  const { rows } = await sql<{ id: string }>`
    insert into law_publications
      (authority, jurisdiction, places, kind, draft, version, instrument, path, title, basis, reason, publish_on, publish_at, proposed_by)
    values (${authority}, ${jurisdiction}, ${[...places]}::text[], ${kind}, ${draft}, ${version}, ${instrument}, ${path}, ${JSON.stringify(title)}::jsonb, ${basis},
      ${reason === null ? null : JSON.stringify(reason)}::jsonb, ${proposal.publishOn}, ${proposal.publishAt}, ${person})
    on conflict do nothing returning id`.execute(acting)
  return rows[0]?.id ?? null
}

/** False: it is not in a state from which this can follow, or not theirs to decide. */
export async function decide(
  acting: Db,
  person: string,
  { id, state, note }: { id: string; state: 'approved' | 'returned'; note: string | null },
): Promise<boolean> {
  const result = await sql`
    update law_publications set state = ${state}, decided_by = ${person}, decided_at = now(), note = ${note}
    where id = ${id} and state in ('proposed', 'held')`.execute(acting)
  return Number(result.numAffectedRows ?? 0) === 1
}

export async function takeBack(acting: Db, id: string): Promise<boolean> {
  const result = await sql`
    update law_publications set state = 'taken-back' where id = ${id} and state in ('proposed', 'approved', 'held')`.execute(
    acting,
  )
  return Number(result.numAffectedRows ?? 0) === 1
}

/** What somebody may do with a publication. */
export interface MayDecide {
  approve: boolean
  takeBack: boolean
  /** They have made a part of it, so that another approves. */
  ownWork: boolean
  /** They see whom its draft concerns. */
  measure: boolean
}

/** What the acting person may do with a publication, as the database decides it. */
export async function mayDecide(
  acting: Db,
  { id, authority, jurisdiction, places }: PublicationRow,
): Promise<MayDecide> {
  const { rows } = await sql<MayDecide>`
    select reaches_all('approve-law', ${authority}, ${[jurisdiction, ...places]}::text[]) as approve, reaches('propose-law', ${authority}, ${jurisdiction}) as "takeBack",
      had_a_hand_in(${id}) as "ownWork", reaches('measure-impact', ${authority}, ${jurisdiction}) as measure`.execute(
    acting,
  )
  return rows[0] ?? { approve: false, takeBack: false, ownWork: false, measure: false }
}

/** Further places in which an instrument holds now; null: there is none yet. */
export async function placesOf(acting: Db, instrument: string | null): Promise<string[]> {
  const { rows } = await sql<{ place: string }>`
    select named.place from instruments i, jsonb_array_elements_text(coalesce(i.content -> 'instrument' -> 'places', '[]')) as named(place)
    where i.id = ${instrument} and i.superseded_at is null`.execute(acting)
  return rows.map(({ place }) => place)
}

/** In which places something is to be done for an authority. */
type Where = Pick<Proposal, 'authority' | 'jurisdiction'> & { places?: readonly string[] }

export async function mayPropose(acting: Db, { authority, jurisdiction, places = [] }: Where): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select reaches_all('propose-law', ${authority}, ${[jurisdiction, ...places]}::text[]) as may`.execute(acting)
  return rows[0]?.may === true
}

/** Ids of those who may do an act in all of these places, to be told. */
export async function whoMay(db: Db, act: string, { authority, jurisdiction, places = [] }: Where): Promise<string[]> {
  const all = [...new Set([jurisdiction, ...places])]
  const { rows } = await sql<{ person: string }>`
    select person from unnest(${all}::text[]) place, who_may(${act}, ${authority}, place) person
    group by person having count(*) = ${all.length}`.execute(db)
  return rows.map(({ person }) => person)
}

/** The next publication whose day has come, held by this transaction; null: there is none, or another server has it. */
export async function takeDue(transaction: Db): Promise<(PublicationRow & { proposer: string }) | null> {
  const { rows } = await sql<PublicationRow & { proposer: string }>`
    select p.id, p.authority, p.jurisdiction, p.places, p.kind, p.draft, p.version, p.instrument, p.path, p.title, p.basis::text as basis, p.reason,
      p.publish_on::text as "publishOn", p.publish_at as "publishAt", p.state, p.proposed_by as proposer
    from take_publication() p`.execute(transaction)
  return rows[0] ?? null
}

/** The files of the publication that this transaction has taken. */
export async function dueFiles(transaction: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ path: string; text: string }>`
    select path, text from publication_files() order by path collate "C"`.execute(transaction)
  return new Map(rows.map(({ path, text }) => [path, text]))
}

/** Ends what was taken: published as a record of law (null: withdrawn), or held for reasons. */
export async function endDue(
  transaction: Db,
  { record, reasons }: { record: string | null; reasons: readonly HeldReason[] | null },
): Promise<void> {
  await sql`
    select end_publication(${record}, ${reasons === null ? null : JSON.stringify(reasons)}::jsonb)`.execute(transaction)
}

/** From here on, what is written in the transaction can be undone by itself. */
export async function beginTry(transaction: Db): Promise<void> {
  await sql`savepoint publishing`.execute(transaction)
}

export async function undoTry(transaction: Db): Promise<void> {
  await sql`rollback to savepoint publishing`.execute(transaction)
}
