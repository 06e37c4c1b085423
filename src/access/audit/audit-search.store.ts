// SPDX-License-Identifier: Apache-2.0
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { type AuditRow, selectEntries } from './audit.store.ts'

/** Which entries are asked for. */
export interface AuditSearch {
  act?: string | undefined
  /** Entries of one of these authorities only; undefined: of all, and of none. */
  authorities?: readonly string[] | undefined
  /** Entries that one of these has done, had done, or that are about them. */
  people?: readonly string[] | undefined
  objectKind?: string | undefined
  objectId?: string | undefined
  /** Days, in UTC; both are within. */
  from?: string | undefined
  until?: string | undefined
  /** Entries before this one. */
  before?: number | undefined
}

/** Newest first. Whose they are is for row-level security to say. */
export async function searchEntries(acting: Db, search: AuditSearch, limit: number): Promise<AuditRow[]> {
  const where = sql.join([sql`true`, ...conditionsOf(search)], sql` and `)
  return selectEntries(acting, sql`where ${where} order by e.seq desc limit ${limit}`)
}

function conditionsOf(search: AuditSearch): RawBuilder<unknown>[] {
  const { act, authorities, people, objectKind, objectId, from, until, before } = search
  return [
    ...(act === undefined ? [] : [sql`e.act = ${act}`]),
    ...(authorities === undefined ? [] : [sql`e.authority = any (${authorities}::text[])`]),
    ...(people === undefined ? [] : [aboutPeople(people)]),
    ...(objectKind === undefined ? [] : [sql`e.object_kind = ${objectKind}`]),
    ...(objectId === undefined ? [] : [sql`e.object_id = ${objectId}`]),
    ...(from === undefined ? [] : [sql`e.at >= ${from}::date at time zone 'UTC'`]),
    ...(until === undefined ? [] : [sql`e.at < (${until}::date + 1) at time zone 'UTC'`]),
    ...(before === undefined ? [] : [sql`e.seq < ${before}`]),
  ]
}

const aboutPeople = (people: readonly string[]): RawBuilder<unknown> => sql`e.seq in (
  select entry from audit_payloads where actor = any (${people}::uuid[])
  union select entry from audit_payloads where person = any (${people}::uuid[])
  union select entry from audit_payloads where on_behalf = any (${people}::uuid[])
)`

/** One entry, if the acting person may see it. */
export async function findEntry(acting: Db, seq: number): Promise<AuditRow | null> {
  const [row] = await searchEntries(acting, { before: seq + 1 }, 1)
  return row?.seq === seq ? row : null
}

export interface NamedPerson {
  id: string
  name: string
}

/** Who may be meant by a name or an address. */
export async function findPeople(acting: Db, asked: string, act: 'read-audit' | 'place-hold'): Promise<NamedPerson[]> {
  const { rows } = await sql<NamedPerson>`select id, name from find_people(${asked}, ${act})`.execute(acting)
  return rows
}

/** What those are called who stand in these entries. */
export async function namesInLog(acting: Db, entries: readonly number[]): Promise<Map<string, string>> {
  const { rows } = await sql<NamedPerson>`select id, name from names_in_log(${entries}::bigint[])`.execute(acting)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The acts that the acting person can find entries of. */
export async function actsInLog(acting: Db): Promise<string[]> {
  const { rows } = await sql<{ act: string }>`
    with recursive found as (
      (select act from audit_entries order by act limit 1)
      union all
      select (select e.act from audit_entries e where e.act > f.act order by e.act limit 1) from found f where f.act is not null
    ) select act from found where act is not null`.execute(acting)
  return rows.map(({ act }) => act)
}

export interface ReadToNote {
  reader: string
  people: readonly string[]
  authority: string | null
  act: string
  what: string
}

/** Notes that somebody has read data of others; the same within an hour once. Their own data they may read unnoted. */
export async function addReads(acting: Db, { reader, people, authority, act, what }: ReadToNote): Promise<void> {
  if (people.length === 0) return
  await sql`
    insert into personal_reads (reader, person, authority, act, what)
    select ${reader}, p, ${authority}, ${act}, ${what} from unnest(${people}::uuid[]) p
    where p <> ${reader}::uuid and not exists (
      select from personal_reads r
      where r.person = p and r.reader = ${reader} and r.act = ${act} and r.what = ${what} and r.at > now() - interval '1 hour'
    )`.execute(acting)
}

export interface OwnRead {
  at: Date
  reader: string
  authority: string | null
  act: string
  what: string
}

/** Who has read data of the acting person, newest first, with what the readers are called. */
export async function listReadsOfMine(
  acting: Db,
  { person, skip, limit }: { person: string; skip: number; limit: number },
): Promise<{ reads: OwnRead[]; names: Map<string, string> }> {
  const { rows } = await sql<OwnRead>`
    select at, reader, authority, act, what from personal_reads where person = ${person}
    order by at desc, id desc limit ${limit} offset ${skip}`.execute(acting)
  const named = await sql<NamedPerson>`select id, name from names_of_readers()`.execute(acting)
  return { reads: rows, names: new Map(named.rows.map(({ id, name }) => [id, name])) }
}
