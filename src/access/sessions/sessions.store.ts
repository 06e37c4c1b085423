// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Standing } from '../permissions/decide-permission.model.ts'
import { isRole, needsSecondFactor } from '../permissions/roles.model.ts'

/** How somebody proved who they are. */
export type Proof = 'password' | 'second-factor' | 'passkey' | 'provider'

/** How long a session lives unused, and at most: ISO 8601. */
export interface Lifetime {
  idle: string
  lasting: string
}

export interface NewSession {
  /** SHA-256 of the token. */
  id: Buffer
  person: string
  proof: Proof
  network: string | null
  program: string | null
}

export async function startSession(db: Db, session: NewSession, { idle, lasting }: Lifetime): Promise<void> {
  const { id, person, proof, network, program } = session
  await sql`
    select start_session(${id}, ${person}, ${proof}, ${network}, ${program}, ${idle}::interval, ${lasting}::interval)
  `.execute(db)
}

/** Who is signed in, and what they are. */
export interface SignedIn {
  person: string
  name: string
  proof: Proof
  /** What they are in this session. */
  standings: readonly Standing[]
  /** What they hold and cannot use in this session: it needs a second factor. */
  withheld: readonly Standing[]
  /** They came by a password alone. */
  weak: boolean
  /** When they proved who they are. */
  provedAt: Date
  seenAt: Date
  expiresAt: Date
  /** How many notifications they have not read; 100 stands for more. */
  unread: number
}

type SessionRow = Pick<SignedIn, 'person' | 'name' | 'proof' | 'provedAt' | 'seenAt' | 'expiresAt' | 'unread'> & {
  standings: { role: string; authority: string | null; jurisdiction: string | null }[]
}

export async function findSession(db: Db, id: Buffer): Promise<SignedIn | null> {
  const { rows } = await sql<SessionRow>`
    select person, name, proof, seen_at as "seenAt", expires_at as "expiresAt", standings, count_unread(${id}) as unread,
      session_proved_at(${id}) as "provedAt"
    from find_session(${id})`.execute(db)
  const [row] = rows
  if (row === undefined) return null
  // A role that this program does not know permits nothing.
  const held = row.standings.flatMap(({ role, authority, jurisdiction }) =>
    isRole(role) ? [{ role, authority, ...(jurisdiction !== null && { jurisdiction }) }] : [],
  )
  const weak = row.proof === 'password'
  const [withheld, standings] = [true, false].map((kept) =>
    held.filter(({ role }) => (weak && needsSecondFactor(role)) === kept),
  ) as [Standing[], Standing[]]
  return { ...row, standings, withheld, weak }
}

export async function touchSession(db: Db, id: Buffer, { idle }: Lifetime): Promise<void> {
  await sql`select touch_session(${id}, ${idle}::interval)`.execute(db)
}

/** Every session of somebody, at the door. */
export async function endSessionsOf(door: Db, person: string): Promise<void> {
  await sql`select end_sessions_of(${person})`.execute(door)
}

export async function endSession(db: Db, id: Buffer): Promise<void> {
  await sql`select end_session(${id})`.execute(db)
}

/** At the door: notes from where somebody comes; true where that is new for somebody who has come before. */
export async function meetConnection(
  door: Db,
  person: string,
  { network, program }: Pick<NewSession, 'network' | 'program'>,
): Promise<boolean> {
  const { rows } = await sql<{ new: boolean }>`
    select meet_connection(${person}, ${network ?? ''}, ${program ?? ''}) as new`.execute(door)
  return rows[0]?.new === true
}

/** A session as its owner sees it. */
export interface OwnSession {
  /** The first half of its id, in hex: names it, and opens nothing. */
  name: string
  proof: Proof
  network: string | null
  program: string | null
  createdAt: Date
  seenAt: Date
}

/** Those of the acting person, newest first. */
export async function listOwnSessions(transaction: Db): Promise<OwnSession[]> {
  const { rows } = await sql<OwnSession>`
    select left(encode(id, 'hex'), 32) as name, proof, network, program, created_at as "createdAt", seen_at as "seenAt"
    from sessions where now() < idle_until order by seen_at desc, created_at desc`.execute(transaction)
  return rows
}

/** Ends sessions of the acting person: one by its name, or all but one. Answers how many. */
export async function endOwnSessions(transaction: Db, which: { name: string } | { allBut: Buffer }): Promise<number> {
  const chosen = 'name' in which ? sql`left(encode(id, 'hex'), 32) = ${which.name}` : sql`id <> ${which.allBut}`
  const result = await sql`delete from sessions where ${chosen}`.execute(transaction)
  return Number(result.numAffectedRows ?? 0)
}
