// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

export interface ErasureRequest {
  id: string
  askedAt: Date
  dueAt: Date
}

/** What the acting person has asked for and not taken back. */
export async function findErasure(acting: Db): Promise<ErasureRequest | null> {
  const { rows } = await sql<ErasureRequest>`
    select id, asked_at as "askedAt", due_at as "dueAt" from erasure_requests
    where taken_back_at is null and done_at is null`.execute(acting)
  return rows[0] ?? null
}

/** Null: it is asked for already. */
export async function addErasure(acting: Db, person: string, days: number): Promise<ErasureRequest | null> {
  const { rows } = await sql<ErasureRequest>`
    insert into erasure_requests (person, due_at) values (${person}, now() + make_interval(days => ${days}))
    on conflict do nothing returning id, asked_at as "askedAt", due_at as "dueAt"`.execute(acting)
  return rows[0] ?? null
}

export async function takeErasureBack(acting: Db): Promise<ErasureRequest | null> {
  const { rows } = await sql<ErasureRequest>`
    update erasure_requests set taken_back_at = now() where taken_back_at is null and done_at is null
    returning id, asked_at as "askedAt", due_at as "dueAt"`.execute(acting)
  return rows[0] ?? null
}

/** Authorities that would be left without an administrator; empty text: the platform. */
export async function onlyAdministratorOf(acting: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select only_administrator_of() as name`.execute(acting)
  return rows.map(({ name }) => name)
}

export async function amHeld(acting: Db): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`select am_held() as held`.execute(acting)
  return rows[0]?.held === true
}

/** When the person of a session proved who they are, in milliseconds from now back. */
export async function sinceProof(db: Db, session: Buffer): Promise<number | null> {
  const { rows } = await sql<{ ago: number | null }>`
    select (extract(epoch from now() - session_proved_at(${session})) * 1000)::float8 as ago`.execute(db)
  return rows[0]?.ago ?? null
}

export interface ErasureOutcome {
  person: string
  outcome: 'erased' | 'held'
}

/** Erases whoever has waited; nobody acts. */
export async function eraseDue(db: Db): Promise<ErasureOutcome[]> {
  const { rows } = await sql<ErasureOutcome>`select person, outcome from erase_due()`.execute(db)
  return rows
}

/** At once, and as the owner. A legal hold and being the last administrator stand against it. */
export async function erasePersonNow(owner: Db, person: string): Promise<void> {
  await sql`select erase_person(${person})`.execute(owner)
}

export async function sweepRetained(db: Db): Promise<{ name: string; gone: number }[]> {
  const { rows } = await sql<{ name: string; gone: number }>`select name, gone from sweep_retained()`.execute(db)
  return rows.map(({ name, gone }) => ({ name, gone: Number(gone) }))
}

/** Whether a task of the house is due; who hears yes does it. ISO 8601. */
export async function takeTurn(db: Db, task: string, every: string): Promise<boolean> {
  const { rows } = await sql`
    insert into housekeeping (task, done_at) values (${task}, now())
    on conflict (task) do update set done_at = now() where housekeeping.done_at < now() - ${every}::interval
    returning task`.execute(db)
  return rows.length > 0
}

/** Somebody by their id, as the owner. */
export async function findPersonById(owner: Db, person: string): Promise<{ name: string; status: string } | null> {
  const { rows } = await sql<{ name: string; status: string }>`
    select name, status from people where id = ${person}`.execute(owner)
  return rows[0] ?? null
}

/** Everybody whom an operator may mean: an id, or a verified address. As the owner. */
export async function findPersonsNamed(owner: Db, named: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from people p where p.id::text = ${named.toLowerCase()}
    union
    select i.person from identifiers i
    where i.verified_at is not null and (i.folded = lower(${named}) or i.value = ${named})`.execute(owner)
  return rows.map(({ id }) => id)
}
