// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

export interface HoldRow {
  id: string
  person: string
  name: string | null
  authority: string | null
  reason: string
  confidential: boolean
  placedAt: Date
  until: Date
  liftedAt: Date | null
  /** It still stands against an erasure. */
  stands: boolean
}

const columns = sql`h.id, h.person, p.name, h.authority, h.reason, h.confidential, h.placed_at as "placedAt", h.until,
  h.lifted_at as "liftedAt", h.lifted_at is null and now() < h.until as stands`

/** Those that the acting person may see, those that stand first. `about`: only of one person. */
export async function listHolds(acting: Db, about?: string): Promise<HoldRow[]> {
  const { rows } = await sql<HoldRow>`
    select ${columns} from legal_holds h left join people p on p.id = h.person
    where ${about === undefined ? sql`true` : sql`h.person = ${about}`}
    order by h.lifted_at is not null, h.until desc, h.id limit 500`.execute(acting)
  return rows
}

export interface NewHold {
  person: string
  authority: string | null
  reason: string
  confidential: boolean
  /** Null: the operator. */
  placedBy: string | null
  /** A day; the hold lasts through it. */
  until: string
}

export async function addHold(db: Db, hold: NewHold): Promise<string> {
  const { person, authority, reason, confidential, placedBy, until } = hold
  const { rows } = await sql<{ id: string }>`
    insert into legal_holds (person, authority, reason, confidential, placed_by, until)
    values (${person}, ${authority}, ${reason}, ${confidential}, ${placedBy}, (${until}::date + 1) at time zone 'UTC')
    returning id`.execute(db)
  return rows[0]?.id ?? ''
}

export async function liftHold(
  db: Db,
  id: string,
  liftedBy: string | null,
): Promise<{ person: string; authority: string | null; confidential: boolean } | null> {
  const { rows } = await sql<{ person: string; authority: string | null; confidential: boolean }>`
    update legal_holds set lifted_at = now(), lifted_by = ${liftedBy} where id = ${id} and lifted_at is null
    returning person, authority, confidential`.execute(db)
  return rows[0] ?? null
}
