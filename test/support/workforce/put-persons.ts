// SPDX-License-Identifier: Apache-2.0
import type { Person } from '@passerelle/recognition'
import { sql } from 'kysely'
import type { Db } from '../../../src/db/index.ts'

/** Puts persons into the workforce of an authority; their credentials have the ids c1, c2 and so on. Answers their numbers. */
export async function putPersons(db: Db, authority: string, persons: readonly Person[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    insert into population_holders (authority, birth_date, facts, work_known)
    select ${authority}, p."birthDate", coalesce(p.facts, '{}'), p.experience is not null
    from json_to_recordset(${JSON.stringify(persons)}::json) as p("birthDate" date, facts jsonb, experience jsonb)
    returning id`.execute(db)
  const ids = rows.map(({ id }) => Number(id))
  const slotOf = (id: string): number => Number(id.slice(1)) - 1
  const credentials = persons.flatMap((person, at) =>
    person.credentials.map((one) => ({ holder: ids[at], slot: slotOf(one.id), ...one })),
  )
  await sql`
    insert into population_credentials
      (authority, holder, slot, qualification, level, status, country, awarding_body, field, listed, stated, issued, expires)
    select ${authority}, r.holder, r.slot, r.qualification, r.level, r.status, r.country, r."awardingBody", r.field, r.listed, r.stated,
      r.issued, r.expires
    from json_to_recordset(${JSON.stringify(credentials)}::json) as r(
      holder bigint, slot smallint, qualification text, level text, status text, country text, "awardingBody" text, field text[],
      listed jsonb, stated jsonb, issued date, expires date)`.execute(db)
  const jobs = persons.flatMap((person, at) =>
    (person.experience ?? []).map((one, slot) => ({
      ...{ holder: ids[at], slot, ...one },
      relevant: one.relevantTo?.map(slotOf) ?? null,
    })),
  )
  await sql`
    insert into population_jobs (authority, holder, slot, started, ended, occupation, place, capacity, relevant)
    select ${authority}, r.holder, r.slot, r."from", r."to", r.occupation, r.place, r.capacity, r.relevant
    from json_to_recordset(${JSON.stringify(jobs)}::json) as r(
      holder bigint, slot smallint, "from" date, "to" date, occupation text[], place text, capacity text, relevant smallint[])`.execute(
    db,
  )
  return ids
}

/** Leaves no holder in the database. */
export async function clearWorkforce(db: Db): Promise<void> {
  await sql`
    truncate population_holders, population_credentials, population_jobs, population_identities, population_consents,
      population_evaluated, population_entitlements cascade`.execute(db)
}
