// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/** People whose account is open and who are none of the demonstration. As the owner. */
export async function countRealPeople(owner: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from people where status = 'active' and not demonstration`.execute(owner)
  return rows[0]?.n ?? 0
}

/** Whoever becomes a person from now on is one of the demonstration, or is not. As the owner. */
export async function noteDemonstration(owner: Db, on: boolean): Promise<void> {
  await sql`update installation set demonstration = ${on} where demonstration <> ${on}`.execute(owner)
}

export interface DemonstrationPerson {
  person: string
  name: string
  language: string
}

/** As the owner. */
export async function putPerson(owner: Db, { person, name, language }: DemonstrationPerson): Promise<void> {
  await sql`
    insert into people (id, name, language, demonstration) values (${person}, ${name}, ${language}, true)
    on conflict (id) do update set name = excluded.name, status = 'active'
      where people.demonstration and (people.name <> excluded.name or people.status <> 'active')`.execute(owner)
}

/** As the owner: nobody has granted it. */
export async function putRole(owner: Db, person: string, role: string, authority: string | null): Promise<void> {
  await sql`
    insert into memberships (person, role, authority)
    select ${person}, ${role}, ${authority}
    where not exists (
      select from memberships
      where person = ${person} and role = ${role} and authority is not distinct from ${authority}
        and jurisdiction is null and valid_until is null
    )`.execute(owner)
}

/** Ends every account of the demonstration with its sessions, and frees its addresses. Answers how many. As the owner. */
export async function endDemonstrationPeople(owner: Db): Promise<number> {
  await sql`delete from sessions s using people p where p.id = s.person and p.demonstration`.execute(owner)
  await sql`delete from identifiers i using people p where p.id = i.person and p.demonstration`.execute(owner)
  const ended = await sql`update people set status = 'ended' where demonstration and status = 'active'`.execute(owner)
  return Number(ended.numAffectedRows ?? 0)
}

/** Whether this account of the demonstration may be used. At the door. */
export async function isOpen(door: Db, person: string): Promise<boolean> {
  const { rows } = await sql`
    select from people where id = ${person} and demonstration and status = 'active'`.execute(door)
  return rows.length > 0
}
