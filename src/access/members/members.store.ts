// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { PlainDate } from '../../kernel/index.ts'

/** A role that somebody holds now. */
export interface Member {
  id: string
  person: string
  name: string
  role: string
  authority: string | null
  /** The part of the reach; null: all of it. */
  jurisdiction: string | null
  since: Date
  until: Date | null
  /** By whom they were invited, where the reader may know. */
  grantedBy: string | null
  /** When they are away now or next. */
  away: Absence | null
}

export interface Absence {
  id: string
  firstDay: PlainDate
  lastDay: PlainDate
  /** Who stands in; null: nobody was named. */
  deputy: string | null
  /** It has begun. */
  now: boolean
}

const columns = sql`
  m.id, m.person, p.name, m.role, m.authority, m.jurisdiction, m.valid_from as since, m.valid_until as until,
  g.name as "grantedBy",
  (select jsonb_build_object('id', a.id, 'firstDay', a.first_day, 'lastDay', a.last_day, 'deputy', d.name,
      'now', a.first_day <= current_date)
    from absences a left join people d on d.id = a.deputy
    where a.membership = m.id and a.ended_at is null and current_date <= a.last_day
    order by a.first_day, a.id limit 1) as away`

const holds = sql`m.valid_from <= now() and (m.valid_until is null or now() < m.valid_until) and p.status = 'active'`

/** Of one authority, or of the platform (null), as far as the acting person may see them. By name. */
export async function listMembers(acting: Db, authority: string | null, roles: readonly string[]): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select ${columns}
    from memberships m join people p on p.id = m.person left join people g on g.id = m.granted_by
    where m.authority is not distinct from ${authority} and m.role = any (${roles}::text[]) and ${holds}
    order by p.name, m.role, m.valid_from limit 1000`.execute(acting)
  return rows
}

/** One of them; null: none, none any more, or none that the acting person may see. */
export async function findMember(acting: Db, id: string): Promise<Member | null> {
  const { rows } = await sql<Member>`
    select ${columns}
    from memberships m join people p on p.id = m.person left join people g on g.id = m.granted_by
    where m.id = ${id} and ${holds}`.execute(acting)
  return rows[0] ?? null
}

/** Roles that the acting person holds, except those that everyone has. */
export async function listOwnRoles(acting: Db, person: string): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select ${columns}
    from memberships m join people p on p.id = m.person left join people g on g.id = m.granted_by
    where m.person = ${person} and ${holds}
    order by m.valid_from, m.role`.execute(acting)
  return rows
}

export interface NewMember {
  person: string
  role: string
  authority: string | null
  jurisdiction: string | null
  until: Date | null
  grantedBy: string
}

export async function addMember(acting: Db, member: NewMember): Promise<string> {
  const { person, role, authority, jurisdiction, until, grantedBy } = member
  const { rows } = await sql<{ id: string }>`
    insert into memberships (person, role, authority, jurisdiction, valid_until, granted_by)
    values (${person}, ${role}, ${authority}, ${jurisdiction}, ${until}, ${grantedBy})
    returning id`.execute(acting)
  return rows[0]?.id ?? ''
}

/** Answers whether there was something to end. */
export async function endMember(acting: Db, id: string, by: string): Promise<boolean> {
  const result = await sql`
    update memberships set valid_until = now(), ended_by = ${by}
    where id = ${id} and (valid_until is null or now() < valid_until)`.execute(acting)
  return Number(result.numAffectedRows ?? 0) === 1
}

/** How many hold a role for each authority, as far as the acting person may see them. */
export async function countMembers(acting: Db): Promise<Map<string, { members: number; administrators: number }>> {
  const { rows } = await sql<{ authority: string; members: number; administrators: number }>`
    select m.authority, count(distinct m.person)::integer as members,
      count(distinct m.person) filter (where m.role = 'authority-administrator')::integer as administrators
    from memberships m join people p on p.id = m.person
    where m.authority is not null and ${holds} group by m.authority`.execute(acting)
  return new Map(rows.map(({ authority, ...counts }) => [authority, counts]))
}

export interface NewAbsence {
  member: Member
  firstDay: PlainDate
  lastDay: PlainDate
  deputy: string | null
  by: string
}

export async function addAbsence(acting: Db, { member, firstDay, lastDay, deputy, by }: NewAbsence): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into absences (membership, person, role, authority, jurisdiction, first_day, last_day, deputy, recorded_by)
    values (${member.id}, ${member.person}, ${member.role}, ${member.authority}, ${member.jurisdiction},
      ${firstDay}::date, ${lastDay}::date, ${deputy}, ${by})
    returning id`.execute(acting)
  return rows[0]?.id ?? ''
}

export interface EndedAbsence {
  person: string
  authority: string | null
}

/** Null: there is none that the acting person may end. */
export async function endAbsence(acting: Db, id: string): Promise<EndedAbsence | null> {
  const { rows } = await sql<EndedAbsence>`
    update absences set ended_at = now() where id = ${id} and ended_at is null
    returning person, authority`.execute(acting)
  return rows[0] ?? null
}
