// SPDX-License-Identifier: Apache-2.0
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import type { AuditEntry, AuditPayload } from './audit-chain.ts'

/** The key that locks what is about nobody. */
export const platformKey = '00000000-0000-0000-0000-000000000000'

/** The key for one payload, made of the key of the person, which stays in the database, and of the salt. */
export async function takeKey(db: Db, person: string, salt: Buffer): Promise<Buffer> {
  const { rows } = await sql<{ key: Buffer | null }>`select key_for_payload(${person}, ${salt}) as key`.execute(db)
  const key = rows[0]?.key ?? null
  if (key === null)
    throw new Problem('conflict', 'the key of a person was erased while an entry about them was written')
  return key
}

export interface NewEntry {
  act: string
  authority: string | null
  objectKind: string | null
  objectId: string | null
  commitment: Buffer
}

export async function addEntry(db: Db, entry: NewEntry): Promise<number> {
  const { act, authority, objectKind, objectId, commitment } = entry
  const { rows } = await sql<{ seq: number }>`
    select append_audit(${act}, ${authority}, ${objectKind}, ${objectId}, ${commitment}) as seq`.execute(db)
  return rows[0]?.seq ?? 0
}

export type NewPayload = Omit<AuditPayload, 'key'> & { entry: number; authority: string | null }

export async function addPayload(db: Db, payload: NewPayload): Promise<void> {
  const { entry, authority, actor, onBehalf, person, salt, locked } = payload
  await sql`
    insert into audit_payloads (entry, authority, actor, on_behalf, person, salt, locked)
    values (${entry}, ${authority}, ${actor}, ${onBehalf}, ${person}, ${salt}, ${locked})`.execute(db)
}

export interface AuditRow extends AuditEntry {
  payload: AuditPayload | null
}

export interface AuditFilter {
  /** Entries after this one. */
  after: number
  limit: number
  act?: string | undefined
  authority?: string | undefined
  actor?: string | undefined
  person?: string | undefined
  objectKind?: string | undefined
  objectId?: string | undefined
  from?: Date | undefined
  until?: Date | undefined
}

/** Entries by their number. Whose they are is for row-level security to say. */
export async function readEntries(db: Db, filter: AuditFilter): Promise<AuditRow[]> {
  const conditions = [
    sql`e.seq > ${filter.after}`,
    ...(filter.act === undefined ? [] : [sql`e.act = ${filter.act}`]),
    ...(filter.authority === undefined ? [] : [sql`e.authority = ${filter.authority}`]),
    ...(filter.actor === undefined ? [] : [sql`p.actor = ${filter.actor}`]),
    ...(filter.person === undefined ? [] : [sql`p.person = ${filter.person}`]),
    ...(filter.objectKind === undefined ? [] : [sql`e.object_kind = ${filter.objectKind}`]),
    ...(filter.objectId === undefined ? [] : [sql`e.object_id = ${filter.objectId}`]),
    ...(filter.from === undefined ? [] : [sql`e.at >= ${filter.from}`]),
    ...(filter.until === undefined ? [] : [sql`e.at < ${filter.until}`]),
  ]
  return selectEntries(db, sql`where ${sql.join(conditions, sql` and `)} order by e.seq limit ${filter.limit}`)
}

/** One page of audit_entries e with audit_payloads p, in its order, and the keys of those that may be read. */
export async function selectEntries(db: Db, page: RawBuilder<unknown>): Promise<AuditRow[]> {
  const { rows } = await sql<EntryRow>`
    select page.*, case when salt is null then null when derived then key_of_payload(coalesce(person, ${platformKey}::uuid), salt) else key_from_before(seq) end as key
    from (
      select ${entryColumns} from audit_entries e left join audit_payloads p on p.entry = e.seq ${page}
    ) page`.execute(db)
  return rows.map(toAuditRow)
}

const entryColumns = sql`
  e.seq, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, e.act, e.authority,
  e.object_kind as "objectKind", e.object_id as "objectId", e.commitment, e.previous, e.hash,
  p.salt, p.locked, p.actor, p.on_behalf as "onBehalf", p.person, p.derived`

function toAuditRow({ salt, locked, key, actor, onBehalf, person, derived: _, ...entry }: EntryRow): AuditRow {
  const payload = salt === null || locked === null ? null : { salt, locked, key, actor, onBehalf, person }
  return { ...entry, payload }
}

type EntryRow = AuditEntry & {
  derived: boolean | null
  salt: Buffer | null
  locked: Buffer | null
  key: Buffer | null
  actor: string | null
  onBehalf: string | null
  person: string | null
}

/** Takes away what the log says of a person, and the key; the chain stays. Answers how many payloads. As the owner. */
export async function erasePayloads(owner: Db, person: string): Promise<number> {
  return owner.transaction().execute(async (transaction) => {
    const gone = await sql`delete from audit_payloads where person = ${person}`.execute(transaction)
    await sql`delete from audit_keys where person = ${person}`.execute(transaction)
    await sql`delete from personal_reads where person = ${person}`.execute(transaction)
    return Number(gone.numAffectedRows ?? 0)
  })
}

export async function addRead(
  db: Db,
  read: { reader: string; person: string; authority: string | null; act: string; what: string },
): Promise<void> {
  const { reader, person, authority, act, what } = read
  await sql`
    insert into personal_reads (reader, person, authority, act, what)
    values (${reader}, ${person}, ${authority}, ${act}, ${what})`.execute(db)
}
