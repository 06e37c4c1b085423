// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import type {
  Addition,
  Capacity,
  NominatedQualification,
  NominationPurpose,
  NominationState,
} from './nomination.model.ts'

/** What somebody proposes for a catalogue. */
export interface NewNomination {
  authority: string
  jurisdiction: string
  capacity: Capacity
  organisation: string | null
  qualification: NominatedQualification
  /** The title, level or class that it should count as. */
  countsAs: string
  purpose: NominationPurpose
  why: string
  evidence: readonly string[]
}

export interface NominationRow extends NewNomination {
  id: string
  nominator: string
  state: NominationState
  asked: string | null
  additions: readonly Addition[]
  summary: string | null
  opensOn: PlainDate | null
  closesOn: PlainDate | null
  /** Its last day is past. */
  over: boolean
  reason: string | null
  draft: string | null
  createdAt: Date
  changedAt: Date
}

const columns = sql`n.id, n.authority, n.jurisdiction, n.nominator, n.capacity, n.organisation, n.qualification, n.counts_as as "countsAs", n.purpose, n.why,
  n.evidence, n.state, n.asked, n.additions, n.summary, n.opens_on::text as "opensOn", n.closes_on::text as "closesOn",
  coalesce(n.closes_at <= now(), false) as over, n.reason, n.draft, n.created_at as "createdAt", n.changed_at as "changedAt"`

/** Those that the acting person may read: what waits for somebody first. */
export async function listNominations(acting: Db): Promise<NominationRow[]> {
  const { rows } = await sql<NominationRow>`
    select ${columns} from nominations n
    order by n.state in ('taken-up', 'declined', 'withdrawn'), n.changed_at desc, n.id limit 500`.execute(acting)
  return rows
}

export async function findNomination(acting: Db, id: string): Promise<NominationRow | null> {
  const { rows } = await sql<NominationRow>`select ${columns} from nominations n where n.id = ${id}`.execute(acting)
  return rows[0] ?? null
}

/** How many somebody has handed in within a day. */
export async function countToday(acting: Db, person: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from nominations where nominator = ${person} and created_at > now() - interval '1 day'`.execute(
    acting,
  )
  return rows[0]?.n ?? 0
}

/** Authorities that can receive a nomination for a place. */
export async function receiversFor(acting: Db, place: string): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select * from nominations_received_for(${place}) as id order by id`.execute(acting)
  return rows.map(({ id }) => id)
}

export async function addNomination(acting: Db, person: string, asked: NewNomination): Promise<string> {
  const { authority, jurisdiction, capacity, organisation, qualification, countsAs, purpose, why, evidence } = asked
  const { rows } = await sql<{ id: string }>`
    insert into nominations (authority, jurisdiction, nominator, capacity, organisation, qualification, counts_as, purpose, why, evidence)
    values (${authority}, ${jurisdiction}, ${person}, ${capacity}, ${organisation}, ${JSON.stringify(qualification)}::jsonb, ${countsAs}, ${purpose},
      ${why}, ${[...evidence]}::text[])
    returning id`.execute(acting)
  return rows[0]?.id ?? ''
}

/** What a step changes besides the state. */
export interface StepChange {
  id: string
  from: NominationState
  to: NominationState
  asked?: string
  /** What the nominator says to what was asked. */
  addition?: string
  summary?: string
  opensOn?: PlainDate
  closesOn?: PlainDate
  opensAt?: Date
  closesAt?: Date
  reason?: string
  draft?: string
}

/** False: it is no longer where it was, or not theirs to move. */
export async function moveNomination(acting: Db, change: StepChange): Promise<boolean> {
  const { id, from, to, asked, addition, summary, opensOn, closesOn, opensAt, closesAt, reason, draft } = change
  const sets = [
    sql`state = ${to}`,
    sql`changed_at = now()`,
    sql`asked = ${asked ?? null}`,
    ...(addition === undefined
      ? []
      : [
          sql`additions = additions || jsonb_build_array(jsonb_build_object('asked', asked, 'text', ${addition}::text, 'at', now()))`,
        ]),
    ...(summary === undefined ? [] : [sql`summary = ${summary}`]),
    ...(opensOn === undefined
      ? []
      : [sql`opens_on = ${opensOn}, closes_on = ${closesOn}, opens_at = ${opensAt}, closes_at = ${closesAt}`]),
    ...(reason === undefined ? [] : [sql`reason = ${reason}`]),
    ...(draft === undefined ? [] : [sql`draft = ${draft}`]),
  ]
  const result = await sql`update nominations set ${sql.join(sets)} where id = ${id} and state = ${from}`.execute(
    acting,
  )
  return Number(result.numAffectedRows ?? 0) === 1
}

/** Whether the acting person may do an act to it, as the database decides it. */
export async function mayDo(
  acting: Db,
  act: string,
  row: Pick<NewNomination, 'authority' | 'jurisdiction'>,
): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select reaches(${act}, ${row.authority}, ${row.jurisdiction}) as may`.execute(acting)
  return rows[0]?.may === true
}

/** A nominator does not work for the authority on what they have proposed themselves. */
export const mayHandle = async (acting: Db, person: string, row: NominationRow): Promise<boolean> =>
  row.nominator !== person && mayDo(acting, 'handle-nomination', row)

export async function handlersOf(acting: Db, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select * from nomination_handlers(${id}) as id`.execute(acting)
  return rows.map((row) => row.id)
}
