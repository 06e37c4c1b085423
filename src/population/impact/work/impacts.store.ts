// SPDX-License-Identifier: Apache-2.0
import type { Purpose } from '@passerelle/recognition'
import { sql } from 'kysely'
import type { Db } from '../../../db/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import type { PublishedCell, ToldImpact } from '../disclosure/tell-impact.ts'

export interface NewImpact {
  authority: string
  jurisdiction: string
  purpose: Purpose | null
  /** Null: law in files. */
  draft: string | null
  version: number | null
  asOf: PlainDate
  threshold: number
}

export type ImpactStep = 'waiting' | 'workforce' | 'law' | 'evaluation'

export interface ImpactRow extends NewImpact {
  id: string
  /** `lost`: whoever worked at it has not been heard of for a minute. */
  state: 'working' | 'done' | 'failed' | 'lost'
  step: ImpactStep
  /** Per cent of the step. */
  progress: number
  /** Holders that were read so far. */
  holders: number
  told: ToldImpact | null
  problem: string | null
  startedAt: Date
  /** Milliseconds. */
  took: number | null
}

const members = sql`id, authority, jurisdiction, purpose, draft, version, as_of::text as "asOf", threshold,
  case when state = 'working' and beat_at < now() - interval '1 minute' then 'lost' else state end as state,
  step, progress, holders, told, problem, started_at as "startedAt", took`

/** The newest figures of a draft; null: none were asked for yet. */
export async function newestImpact(acting: Db, draft: string): Promise<ImpactRow | null> {
  const { rows } = await sql<ImpactRow>`
    select ${members} from population_impacts where draft = ${draft} order by started_at desc, id limit 1`.execute(
    acting,
  )
  return rows[0] ?? null
}

export async function findImpact(acting: Db, id: string): Promise<ImpactRow | null> {
  const { rows } = await sql<ImpactRow>`select ${members} from population_impacts where id = ${id}`.execute(acting)
  return rows[0] ?? null
}

export async function addImpact(acting: Db, person: string | null, one: NewImpact): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into population_impacts (authority, jurisdiction, purpose, draft, version, as_of, threshold, started_by)
    values (${one.authority}, ${one.jurisdiction}, ${one.purpose}, ${one.draft}, ${one.version}, ${one.asOf}, ${one.threshold}, ${person})
    returning id`.execute(acting)
  return (rows[0] as { id: string }).id
}

/** From now on this transaction reads the workforce for these figures. */
export async function workOnImpact(acting: Db, id: string): Promise<void> {
  await sql`select set_config('passerelle.impact', ${id}, true)`.execute(acting)
}

export async function beatImpact(
  acting: Db,
  id: string,
  { step, progress, holders }: Pick<ImpactRow, 'step' | 'progress' | 'holders'>,
): Promise<void> {
  await sql`
    update population_impacts set step = ${step}, progress = ${progress}, holders = ${holders}, beat_at = now()
    where id = ${id} and state = 'working'`.execute(acting)
}

/**
 * What was told before of the same authority, place and purpose, oldest first. Waits for others who tell at the same moment, until the
 * transaction ends.
 */
export async function cellsToldBefore(
  acting: Db,
  { authority, jurisdiction, purpose }: Pick<NewImpact, 'authority' | 'jurisdiction' | 'purpose'>,
): Promise<PublishedCell[][]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`impact ${authority}`}, 95))`.execute(acting)
  const { rows } = await sql<{ cells: PublishedCell[] }>`
    select c.cells from population_impacts i join population_impact_cells c on c.impact = i.id
    where i.authority = ${authority} and i.jurisdiction = ${jurisdiction} and i.purpose is not distinct from ${purpose} and i.state = 'done'
    order by i.finished_at, i.id`.execute(acting)
  return rows.map(({ cells }) => cells)
}

/** Within `workOnImpact`. */
export async function finishImpact(
  acting: Db,
  id: string,
  { told, cells, took }: { told: ToldImpact; cells: readonly PublishedCell[]; took: number },
): Promise<void> {
  await sql`insert into population_impact_cells (impact, cells) values (${id}, ${JSON.stringify(cells)})`.execute(
    acting,
  )
  await sql`
    update population_impacts set state = 'done', told = ${JSON.stringify(told)}, progress = 100, took = ${took}, finished_at = now()
    where id = ${id}`.execute(acting)
}

export async function failImpact(acting: Db, id: string, problem: string): Promise<void> {
  await sql`
    update population_impacts set state = 'failed', problem = ${problem}, finished_at = now()
    where id = ${id} and state = 'working'`.execute(acting)
}
