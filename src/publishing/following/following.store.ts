// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Followed, FollowedKind, LawNews } from './following.model.ts'

/** What the acting person follows, the newest first. */
export async function listFollowed(acting: Db): Promise<(Followed & { since: Date })[]> {
  const { rows } = await sql<Followed & { since: Date }>`
    select kind, thing, since from law_follows order by since desc, kind, thing`.execute(acting)
  return rows
}

export async function countFollowed(acting: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from law_follows`.execute(acting)
  return rows[0]?.n ?? 0
}

export async function isFollowed(acting: Db, { kind, thing }: Followed): Promise<boolean> {
  const { rows } = await sql`select from law_follows where kind = ${kind} and thing = ${thing}`.execute(acting)
  return rows.length > 0
}

export async function addFollowed(acting: Db, person: string, { kind, thing }: Followed): Promise<void> {
  await sql`
    insert into law_follows (person, kind, thing) values (${person}, ${kind}, ${thing}) on conflict do nothing`.execute(
    acting,
  )
}

export async function removeFollowed(acting: Db, { kind, thing }: Followed): Promise<void> {
  await sql`delete from law_follows where kind = ${kind} and thing = ${thing}`.execute(acting)
}

/** Notes what the publication at work did, in its transaction; null: it withdraws. */
export async function noteNews(transaction: Db, record: string | null): Promise<void> {
  await sql`select note_news(${record})`.execute(transaction)
}

/** The oldest news that not everybody was told, held by this transaction; null: there is none, or another server tells it. */
export async function takeUntold(transaction: Db): Promise<LawNews | null> {
  const { rows } = await sql<LawNews>`
    select publication, kind, instrument, title, reason, basis::text as basis, record::text as record
    from law_news where told_at is null order by at, publication limit 1 for update skip locked`.execute(transaction)
  return rows[0] ?? null
}

/** Some who have not been told of it, each with what they follow of it. */
export async function untoldFollowers(
  transaction: Db,
  publication: string,
  most: number,
): Promise<{ person: string; kind: FollowedKind; thing: string }[]> {
  const { rows } = await sql<{ person: string; kind: FollowedKind; thing: string }>`
    select person, kind, thing from untold_followers(${publication}, ${most})`.execute(transaction)
  return rows
}

/** Notes that they are told, in the transaction in which they are. */
export async function noteTold(transaction: Db, publication: string, persons: readonly string[]): Promise<void> {
  await sql`
    insert into law_news_told (publication, person) select ${publication}, unnest(${persons}::uuid[])`.execute(
    transaction,
  )
}

/** Everybody was told. */
export async function endNews(transaction: Db, publication: string): Promise<void> {
  await sql`update law_news set told_at = now() where publication = ${publication}`.execute(transaction)
}
