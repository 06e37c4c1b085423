// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { NotificationChoice } from './notification-kinds.model.ts'

export interface NotificationRow {
  id: string
  kind: string
  args: Record<string, unknown>
  link: string | null
  at: Date
  readAt: Date | null
}

/** What somebody else has chosen for a kind. */
export async function findChoice(db: Db, person: string, kind: string): Promise<NotificationChoice | undefined> {
  const { rows } =
    await sql<NotificationChoice>`select here, mail from notification_choice(${person}, ${kind})`.execute(db)
  return rows[0]
}

export async function addNotification(
  db: Db,
  { person, kind, args, link }: { person: string; kind: string; args: Record<string, unknown>; link: string | null },
): Promise<void> {
  await sql`select add_notification(${person}, ${kind}, ${JSON.stringify(args)}::jsonb, ${link})`.execute(db)
}

/** The language in which somebody is written to; null: not known. */
export async function findLanguage(db: Db, person: string): Promise<string | null> {
  const { rows } = await sql<{ language: string | null }>`select notification_language(${person}) as language`.execute(
    db,
  )
  return rows[0]?.language ?? null
}

/** To the verified address of somebody, if there is one; who tells it does not learn that. */
export async function mailNotification(
  db: Db,
  { person, lang, subject, text }: { person: string; lang: string; subject: string; text: string },
): Promise<void> {
  await sql`select mail_notification(${person}, ${lang}, ${subject}, ${text})`.execute(db)
}

export interface NotificationPage {
  /** Notifications to leave out at the start. */
  skip: number
  limit: number
}

/** Of the acting person: what is unread first, then the newest. */
export async function listNotifications(acting: Db, { skip, limit }: NotificationPage): Promise<NotificationRow[]> {
  const { rows } = await sql<NotificationRow>`
    select id, kind, args, link, at, read_at as "readAt" from notifications
    order by read_at is not null, at desc, id limit ${limit} offset ${skip}`.execute(acting)
  return rows
}

/** Notes as read: one by its id, or all of the acting person. Answers how many. */
export async function markRead(acting: Db, which: { id: string } | 'all'): Promise<number> {
  const chosen = which === 'all' ? sql`true` : sql`id = ${which.id}`
  const result = await sql`
    update notifications set read_at = now() where read_at is null and ${chosen}`.execute(acting)
  return Number(result.numAffectedRows ?? 0)
}

/** What the acting person has chosen, by kind. */
export async function listChoices(acting: Db): Promise<Map<string, NotificationChoice>> {
  const { rows } = await sql<NotificationChoice & { kind: string }>`
    select kind, here, mail from notification_choices`.execute(acting)
  return new Map(rows.map(({ kind, here, mail }) => [kind, { here, mail }]))
}

export async function saveChoice(
  acting: Db,
  { person, kind, here, mail }: NotificationChoice & { person: string; kind: string },
): Promise<void> {
  await sql`
    insert into notification_choices (person, kind, here, mail) values (${person}, ${kind}, ${here}, ${mail})
    on conflict (person, kind) do update set here = excluded.here, mail = excluded.mail`.execute(acting)
}
