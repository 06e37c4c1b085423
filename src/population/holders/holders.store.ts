// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Consent, HeldCredential, HeldJob, Holder, HolderData, HolderPurpose } from './holder.model.ts'
import type { MergeParts } from './merge-holder.model.ts'

/** Waits until nobody else changes holders of an authority, and holds them until the transaction ends. */
export async function holdWorkforce(transaction: Db, authority: string): Promise<void> {
  await sql`select hold_workforce(${authority})`.execute(transaction)
}

/** So many numbers for new holders. */
export async function newHolderIds(transaction: Db, count: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select nextval('population_holder_ids')::text as id from generate_series(1, ${count}::integer)`.execute(transaction)
  return rows.map(({ id }) => id)
}

interface HolderRow extends HolderData {
  id: string
  purposes: HolderPurpose[]
  credentials: HeldCredential[]
  jobs: HeldJob[]
  consents: Consent[]
  names: Holder['names'] | null
  documents: Holder['documents'] | null
  contact: Holder['contact'] | null
}

/** Everything that stands of holders who count, by id. */
export async function loadHolders(
  transaction: Db,
  authority: string,
  ids: readonly string[],
): Promise<Map<string, Holder>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<HolderRow>`
    select h.id::text, h.birth_date::text as "birthDate", h.sex, h.district, h.origin, h.occupation, h.facts,
      h.work_known as "workKnown", h.purposes,
      coalesce((select jsonb_agg(jsonb_build_object('qualification', c.qualification, 'level', c.level, 'status', c.status,
        'country', c.country, 'awardingBody', c.awarding_body, 'field', to_jsonb(c.field), 'listed', c.listed, 'stated', c.stated,
        'issued', c.issued, 'expires', c.expires) order by c.slot)
        from population_credentials c where c.authority = h.authority and c.holder = h.id), '[]') as credentials,
      coalesce((select jsonb_agg(jsonb_build_object('started', j.started, 'ended', j.ended, 'occupation', to_jsonb(j.occupation),
        'place', j.place, 'capacity', j.capacity, 'relevant', to_jsonb(j.relevant)) order by j.slot)
        from population_jobs j where j.authority = h.authority and j.holder = h.id), '[]') as jobs,
      coalesce((select jsonb_agg(jsonb_build_object('purpose', k.purpose, 'given', k.given, 'until', k.until, 'withdrawn', k.withdrawn)
        order by k.given, k.purpose)
        from population_consents k where k.authority = h.authority and k.holder = h.id), '[]') as consents,
      i.names, i.documents, i.contact
    from population_holders h left join population_identities i on i.authority = h.authority and i.holder = h.id
    where h.authority = ${authority} and h.id = any (${ids}::bigint[]) and not h.removed`.execute(transaction)
  return new Map(rows.map((row) => [row.id, holderOf(row)]))
}

const holderOf = ({
  id,
  purposes,
  credentials,
  jobs,
  consents,
  names,
  documents,
  contact,
  ...data
}: HolderRow): Holder => ({
  id,
  data,
  purposes,
  credentials: credentials.map((one) => ordered(one, credentialMembers)),
  jobs: jobs.map((one) => ordered(one, jobMembers)),
  consents: consents.map((one) => ordered(one, consentMembers)),
  names: (names ?? []).map(({ name, script, kind }) => ({ name, script, kind })),
  documents: documents ?? [],
  contact: contact ?? {},
})

const credentialMembers = [
  ...(['qualification', 'level', 'status', 'country', 'awardingBody', 'field'] as const),
  ...(['listed', 'stated', 'issued', 'expires'] as const),
] as const
const jobMembers = ['started', 'ended', 'occupation', 'place', 'capacity', 'relevant'] as const
const consentMembers = ['purpose', 'given', 'until', 'withdrawn'] as const

/** Members in the order in which they are compared: the database keeps none. */
const ordered = <Row extends object>(row: Row, members: readonly (keyof Row)[]): Row =>
  Object.fromEntries(members.map((member) => [member, row[member]])) as Row

/** Writes holders who are new, all of them. */
export async function addHolders(transaction: Db, authority: string, holders: readonly Holder[]): Promise<void> {
  if (holders.length === 0) return
  const rows = holders.map(({ id, data, purposes }) => ({ id, ...data, purposes }))
  await sql`
    insert into population_holders (authority, id, birth_date, sex, district, origin, occupation, facts, work_known, purposes)
    select ${authority}, r.id, r."birthDate", r.sex, r.district, r.origin, r.occupation, r.facts, r."workKnown", r.purposes
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(
      id bigint, "birthDate" date, sex text, district text, origin text, occupation text, facts jsonb, "workKnown" boolean, purposes text[])
    `.execute(transaction)
  await addCredentials(transaction, authority, holders)
  await addJobs(transaction, authority, holders)
  await addConsents(transaction, authority, holders)
  await sql`
    insert into population_identities (authority, holder, names, documents, contact)
    select ${authority}, r.id, r.names, r.documents, r.contact
    from json_to_recordset(${identities(holders)}::json) as r(id bigint, names jsonb, documents jsonb, contact jsonb)`.execute(
    transaction,
  )
}

const identities = (holders: readonly Holder[]): string =>
  JSON.stringify(holders.map(({ id, names, documents, contact }) => ({ id, names, documents, contact })))

async function addCredentials(transaction: Db, authority: string, holders: readonly Holder[]): Promise<void> {
  const rows = holders.flatMap(({ id, credentials }) => credentials.map((one, slot) => ({ holder: id, slot, ...one })))
  if (rows.length === 0) return
  await sql`
    insert into population_credentials
      (authority, holder, slot, qualification, level, status, country, awarding_body, field, listed, stated, issued, expires)
    select ${authority}, r.holder, r.slot, r.qualification, r.level, r.status, r.country, r."awardingBody", r.field, r.listed, r.stated,
      r.issued, r.expires
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(
      holder bigint, slot smallint, qualification text, level text, status text, country text, "awardingBody" text, field text[],
      listed jsonb, stated jsonb, issued date, expires date)`.execute(transaction)
}

async function addJobs(transaction: Db, authority: string, holders: readonly Holder[]): Promise<void> {
  const rows = holders.flatMap(({ id, jobs }) => jobs.map((one, slot) => ({ holder: id, slot, ...one })))
  if (rows.length === 0) return
  await sql`
    insert into population_jobs (authority, holder, slot, started, ended, occupation, place, capacity, relevant)
    select ${authority}, r.holder, r.slot, r.started, r.ended, r.occupation, r.place, r.capacity, r.relevant
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(
      holder bigint, slot smallint, started date, ended date, occupation text[], place text, capacity text, relevant smallint[])
    `.execute(transaction)
}

async function addConsents(transaction: Db, authority: string, holders: readonly Holder[]): Promise<void> {
  const rows = holders.flatMap(({ id, consents }) => consents.map((one) => ({ holder: id, ...one })))
  if (rows.length === 0) return
  await sql`
    insert into population_consents (authority, holder, purpose, given, until, withdrawn)
    select ${authority}, r.holder, r.purpose, r.given, r.until, r.withdrawn
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(holder bigint, purpose text, given date, until date, withdrawn date)
    `.execute(transaction)
}

export interface ChangedHolder {
  holder: Holder
  parts: MergeParts
}

/** Writes what has changed of holders. Each counts as changed once, whatever it was, unless who they are alone has changed. */
export async function changeHolders(
  transaction: Db,
  authority: string,
  changed: readonly ChangedHolder[],
): Promise<void> {
  const of = (part: keyof MergeParts) => changed.filter(({ parts }) => parts[part]).map(({ holder }) => holder)
  const counted = changed
    .filter(({ parts }) => parts.data || parts.credentials || parts.jobs)
    .map(({ holder }) => holder)
  if (counted.length > 0) {
    const rows = counted.map(({ id, data, purposes }) => ({ id, ...data, purposes }))
    await sql`
      update population_holders h set birth_date = r."birthDate", sex = r.sex, district = r.district, origin = r.origin,
        occupation = r.occupation, facts = r.facts, work_known = r."workKnown", purposes = r.purposes, changed = nextval('population_changes')
      from json_to_recordset(${JSON.stringify(rows)}::json) as r(
        id bigint, "birthDate" date, sex text, district text, origin text, occupation text, facts jsonb, "workKnown" boolean, purposes text[])
      where h.authority = ${authority} and h.id = r.id`.execute(transaction)
  }
  await replace(transaction, authority, 'population_credentials', of('credentials'), addCredentials)
  await replace(transaction, authority, 'population_jobs', of('jobs'), addJobs)
  await replace(transaction, authority, 'population_consents', of('consents'), addConsents)
  const known = of('identity')
  if (known.length > 0) {
    await sql`
      update population_identities i set names = r.names, documents = r.documents, contact = r.contact
      from json_to_recordset(${identities(known)}::json) as r(id bigint, names jsonb, documents jsonb, contact jsonb)
      where i.authority = ${authority} and i.holder = r.id`.execute(transaction)
  }
}

async function replace(
  transaction: Db,
  authority: string,
  table: string,
  holders: readonly Holder[],
  add: (transaction: Db, authority: string, holders: readonly Holder[]) => Promise<void>,
): Promise<void> {
  if (holders.length === 0) return
  const ids = holders.map(({ id }) => id)
  await sql`delete from ${sql.table(table)} where authority = ${authority} and holder = any (${ids}::bigint[])`.execute(
    transaction,
  )
  await add(transaction, authority, holders)
}
