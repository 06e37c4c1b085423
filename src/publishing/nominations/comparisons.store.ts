// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { ElementFindings, Recommendation } from './nomination.model.ts'

/** Somebody whom the authority asks to compare. */
export interface ExpertRow {
  expert: string
  /** Null: of somebody whom the reader need not know. */
  name: string | null
  declared: 'impartial' | 'conflict' | null
  released: boolean
}

export interface FindingRow {
  expert: string
  name: string | null
  elements: ElementFindings
  recommendation: Recommendation
  remark: string | null
  named: boolean
  givenAt: Date
}

export async function listExperts(acting: Db, nomination: string): Promise<ExpertRow[]> {
  const { rows } = await sql<ExpertRow>`
    select e.expert, p.name, e.declared, e.released_at is not null as released
    from nomination_experts e left join people p on p.id = e.expert
    where e.nomination = ${nomination} order by e.asked_at, e.expert`.execute(acting)
  return rows
}

/** Experts of the authority who may be asked and have not been. */
export async function expertsToAsk(acting: Db, nomination: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct p.id, p.name from nominations n join memberships m on m.authority = n.authority and m.role = 'expert'
      join people p on p.id = m.person
    where n.id = ${nomination} and may_compare(n.id, p.id)
      and not exists (select from nomination_experts e where e.nomination = n.id and e.expert = p.id)
    order by p.name, p.id`.execute(acting)
  return rows
}

export async function addExpert(acting: Db, person: string, nomination: string, expert: string): Promise<boolean> {
  const result = await sql`
    insert into nomination_experts (nomination, expert, asked_by) values (${nomination}, ${expert}, ${person})
    on conflict do nothing`.execute(acting)
  return Number(result.numAffectedRows ?? 0) === 1
}

/** False: they were released before. */
export async function releaseExpert(acting: Db, nomination: string, expert: string): Promise<boolean> {
  const result = await sql`
    update nomination_experts set released_at = now()
    where nomination = ${nomination} and expert = ${expert} and released_at is null`.execute(acting)
  return Number(result.numAffectedRows ?? 0) === 1
}

export async function declare(
  acting: Db,
  person: string,
  nomination: string,
  declared: 'impartial' | 'conflict',
): Promise<boolean> {
  const result = await sql`
    update nomination_experts set declared = ${declared}, declared_at = now()
    where nomination = ${nomination} and expert = ${person} and declared is null and released_at is null`.execute(
    acting,
  )
  return Number(result.numAffectedRows ?? 0) === 1
}

export interface GivenFindings {
  elements: ElementFindings
  recommendation: Recommendation
  remark: string | null
  named: boolean
}

export async function addFindings(
  acting: Db,
  person: string,
  nomination: string,
  given: GivenFindings,
): Promise<boolean> {
  const { elements, recommendation, remark, named } = given
  const result = await sql`
    insert into nomination_findings (nomination, expert, elements, recommendation, remark, named)
    values (${nomination}, ${person}, ${JSON.stringify(elements)}::jsonb, ${recommendation}, ${remark}, ${named})
    on conflict do nothing`.execute(acting)
  return Number(result.numAffectedRows ?? 0) === 1
}

/** Those that the acting person may see. */
export async function listFindings(acting: Db, nomination: string): Promise<FindingRow[]> {
  const { rows } = await sql<FindingRow>`
    select f.expert, p.name, f.elements, f.recommendation, f.remark, f.named, f.given_at as "givenAt"
    from nomination_findings f left join people p on p.id = f.expert
    where f.nomination = ${nomination} order by f.given_at, f.expert`.execute(acting)
  return rows
}

/** Who has given theirs, without what it says. */
export async function whoGave(acting: Db, nomination: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select * from nomination_given(${nomination}) as id`.execute(acting)
  return rows.map(({ id }) => id)
}
