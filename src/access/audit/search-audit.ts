// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { may } from '../permissions/decide-permission.model.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { authoritiesFor } from '../visits/may-enter.model.ts'
import type { AuditRow } from './audit.store.ts'
import { unlock } from './audit-chain.ts'
import type { AuditAsked, OpenEntry } from './audit-entry.model.ts'
import {
  type AuditSearch,
  actsInLog,
  addReads,
  findEntry,
  findPeople,
  type NamedPerson,
  namesInLog,
  searchEntries,
} from './audit-search.store.ts'
import { recordAct } from './record-act.ts'

const atOnce = 50

export interface AuditFindings {
  entries: OpenEntry[]
  /** Where older ones begin; null: there are none. */
  older: number | null
  /** Who is meant by the name or address; undefined: nobody was asked for. */
  people: NamedPerson[] | undefined
  /** Acts of which there are entries. */
  acts: string[]
}

/** Entries that the visitor may audit. Whose data they show is noted for those to see. */
export function searchAudit(db: Db, visitor: SignedIn, asked: AuditAsked): Promise<AuditFindings> {
  return actingAs(db, visitor, async (acting) => {
    const people = asked.who === undefined ? undefined : await peopleMeant(acting, visitor, asked.who)
    const rows = await searchEntries(acting, searchOf(visitor, asked, people), atOnce + 1)
    const entries = await openEntries(acting, rows.slice(0, atOnce))
    await noteReaders(acting, visitor, entries)
    const older = rows.length > atOnce ? (entries.at(-1)?.seq ?? null) : null
    return { entries, older, people, acts: await actsInLog(acting) }
  })
}

/** One entry; null: there is none that the visitor may audit. */
export function readAuditEntry(db: Db, visitor: SignedIn, seq: number): Promise<OpenEntry | null> {
  return actingAs(db, visitor, async (acting) => {
    const row = await findEntry(acting, seq)
    if (row === null || !mayAudit(visitor, row.authority)) return null
    const entries = await openEntries(acting, [row])
    await noteReaders(acting, visitor, entries)
    return entries[0] ?? null
  })
}

/** Whether the visitor may audit everything, the chain as a whole included. */
export const auditsAll = ({ standings }: SignedIn): boolean => may(standings, 'read-audit', { platform: true })

function mayAudit(visitor: SignedIn, authority: string | null): boolean {
  return auditsAll(visitor) || (authority !== null && may(visitor.standings, 'read-audit', { authority }))
}

/** Somebody who audits one authority is not shown what concerns only themselves: that stands on another page. */
function searchOf(visitor: SignedIn, asked: AuditAsked, people: NamedPerson[] | undefined): AuditSearch {
  const { act, authority, object, from, until, before } = asked
  const own = auditsAll(visitor) ? undefined : authoritiesFor(visitor.standings, 'read-audit')
  const authorities = authority === undefined ? own : (own?.filter((one) => one === authority) ?? [authority])
  const [objectKind, objectId] = object?.split(/[\s:]+(.*)/s, 2) ?? []
  return {
    act,
    authorities,
    people: people?.map(({ id }) => id),
    objectKind: objectKind || undefined,
    objectId: objectId || undefined,
    from,
    until,
    before,
  }
}

/** Looking somebody up by name or address is reading their data. */
async function peopleMeant(acting: Db, visitor: SignedIn, who: string): Promise<NamedPerson[]> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(who)
  if (isId) return [{ id: who.toLowerCase(), name: who }]
  const people = await findPeople(acting, who, 'read-audit')
  await addReads(
    acting,
    readOf(
      visitor,
      people.map(({ id }) => id),
      'audit-lookup',
    ),
  )
  return people
}

async function noteReaders(acting: Db, visitor: SignedIn, entries: readonly OpenEntry[]): Promise<void> {
  const about = entries.flatMap(({ person }) => (person === null ? [] : [person]))
  await addReads(acting, readOf(visitor, [...new Set(about)], 'audit-entries'))
}

/** An authority is named where the reader acts for one. */
const readOf = (visitor: SignedIn, people: readonly string[], what: string) => ({
  reader: visitor.person,
  people,
  authority: auditsAll(visitor) ? null : (authoritiesFor(visitor.standings, 'read-audit')[0] ?? null),
  act: 'read-audit',
  what,
})

/** With what they say in clear, and what those are called who stand in them. */
export async function openEntries(acting: Db, rows: readonly AuditRow[]): Promise<OpenEntry[]> {
  const names = await namesInLog(
    acting,
    rows.map(({ seq }) => seq),
  )
  return rows.map(({ payload, commitment, previous, hash, ...entry }) => {
    const content = payload === null || payload.key === null ? null : unlock(payload.key, payload.locked)
    const named = (id: string | null | undefined) => (id == null ? null : (names.get(id) ?? null))
    return {
      ...entry,
      commitment: commitment.toString('hex'),
      previous: previous.toString('hex'),
      hash: hash.toString('hex'),
      erased: payload === null,
      actor: payload?.actor ?? null,
      actorName: named(payload?.actor),
      onBehalf: payload?.onBehalf ?? null,
      onBehalfName: named(payload?.onBehalf),
      person: payload?.person ?? null,
      personName: named(payload?.person),
      from: content?.from ?? null,
      changed: content?.changed ?? {},
    }
  })
}

/** Every entry of the search, newest first, part by part; that they were taken out is recorded first. */
export async function* exportAudit(
  db: Db,
  visitor: SignedIn,
  { asked, format }: { asked: AuditAsked; format: string },
): AsyncGenerator<OpenEntry[]> {
  const search = await actingAs(db, visitor, async (acting) => {
    const people = asked.who === undefined ? undefined : await peopleMeant(acting, visitor, asked.who)
    const { before: _, ...filter } = asked
    const authority = auditsAll(visitor) ? undefined : authoritiesFor(visitor.standings, 'read-audit')[0]
    const recorded = { act: 'export-audit', actor: visitor.person, changed: { format, ...filter } }
    await recordAct(acting, { ...recorded, ...(authority !== undefined && { authority }) })
    return searchOf(visitor, asked, people)
  })
  let { before } = search
  for (;;) {
    const entries = await actingAs(db, visitor, async (acting) => {
      const found = await openEntries(acting, await searchEntries(acting, { ...search, before }, 500))
      await noteReaders(acting, visitor, found)
      return found
    })
    if (entries.length > 0) yield entries
    if (entries.length < 500) return
    before = entries.at(-1)?.seq
  }
}
