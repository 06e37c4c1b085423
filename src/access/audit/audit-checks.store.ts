// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/** One time that the chain was gone through. */
export interface AuditCheckRow {
  id: string
  startedAt: Date
  finishedAt: Date | null
  /** It still says something: its server has not died. */
  alive: boolean
  checked: number
  total: number
  erased: number
  headSeq: number | null
  /** Hex. */
  headHash: string | null
  faults: { seq: number; fault: string }[]
}

/** Begins a check; null where one is under way. */
export async function addCheck(acting: Db): Promise<string | null> {
  await sql`select pg_advisory_xact_lock(5741203381)`.execute(acting)
  const { rows } = await sql<{ id: string }>`
    insert into audit_checks (total)
    select (select coalesce(max(seq), 0) from audit_entries)
    where not exists (select from audit_checks where finished_at is null and touched_at > now() - interval '1 minute')
    returning id`.execute(acting)
  return rows[0]?.id ?? null
}

export async function noteCheck(acting: Db, id: string, checked: number): Promise<void> {
  await sql`update audit_checks set checked = ${checked}, touched_at = now() where id = ${id}`.execute(acting)
}

export interface CheckResult {
  checked: number
  erased: number
  headSeq: number
  headHash: string
  faults: readonly { seq: number; fault: string }[]
}

export async function finishCheck(acting: Db, id: string, result: CheckResult): Promise<void> {
  const { checked, erased, headSeq, headHash, faults } = result
  await sql`
    update audit_checks set finished_at = now(), touched_at = now(), checked = ${checked}, total = ${checked},
      erased = ${erased}, head_seq = ${headSeq}, head_hash = decode(${headHash}, 'hex'), faults = ${JSON.stringify(faults)}::jsonb
    where id = ${id}`.execute(acting)
}

/** The newest that has ended, and the one that is under way. */
export async function listChecks(acting: Db): Promise<{ last: AuditCheckRow | null; running: AuditCheckRow | null }> {
  const { rows } = await sql<AuditCheckRow>`
    (select ${columns} from audit_checks where finished_at is not null order by finished_at desc limit 1)
    union all
    (select ${columns} from audit_checks where finished_at is null and touched_at > now() - interval '1 minute'
      order by started_at desc limit 1)`.execute(acting)
  const find = (done: boolean) => rows.find(({ finishedAt }) => (finishedAt !== null) === done) ?? null
  return { last: find(true), running: find(false) }
}

const columns = sql`id, started_at as "startedAt", finished_at as "finishedAt", touched_at > now() - interval '1 minute' as alive,
  checked, total, erased, head_seq as "headSeq", encode(head_hash, 'hex') as "headHash", faults`
