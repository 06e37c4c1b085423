// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { HolderPurpose } from '../holders/holder.model.ts'
import type { RegisterFormat } from './files/table.ts'
import type { LineFault } from './row-fault.model.ts'

export type ImportState = 'waiting' | 'working' | 'done' | 'failed' | 'cancelled'

/** What became of the rows so far. */
export interface ImportCounts {
  rows: number
  good: number
  bad: number
  personsNew: number
  personsChanged: number
  personsUnchanged: number
  matches: number
}

export interface WorkforceImport extends ImportCounts {
  id: string
  authority: string
  fileName: string
  format: RegisterFormat | null
  encoding: string | null
  size: number
  purposes: HolderPurpose[]
  state: ImportState
  position: number
  line: number
  problem: { code: string; args: Record<string, string> } | null
  startedAt: Date
  finishedAt: Date | null
}

const columns = sql`
  i.id, i.authority, i.file_name as "fileName", i.format, i.encoding, i.size::float8 as size, i.purposes, i.state,
  i.position::float8 as position, i.line::float8 as line, i.rows::float8 as rows, i.good::float8 as good, i.bad::float8 as bad,
  i.persons_new::float8 as "personsNew", i.persons_changed::float8 as "personsChanged",
  i.persons_unchanged::float8 as "personsUnchanged", i.matches::float8 as matches, i.problem, i.started_at as "startedAt",
  i.finished_at as "finishedAt"`

export interface NewImport {
  authority: string
  fileName: string
  size: number
  fingerprint: Uint8Array
  purposes: readonly HolderPurpose[]
  /** Handed in here; otherwise it is read where it lies. */
  kept: boolean
  by: string | null
}

export async function addImport(db: Db, added: NewImport): Promise<WorkforceImport> {
  const { authority, fileName, size, fingerprint, purposes, kept, by } = added
  const { rows } = await sql<WorkforceImport>`
    insert into population_imports as i (authority, file_name, size, fingerprint, purposes, kept, imported_by)
    values (${authority}, ${fileName}, ${size}, ${fingerprint}, ${purposes}::text[], ${kept}, ${by})
    returning ${columns}`.execute(db)
  return rows[0] as WorkforceImport
}

/** The latest import of the same file that was not brought to its end. */
export async function unfinishedImport(
  db: Db,
  authority: string,
  fingerprint: Uint8Array,
): Promise<WorkforceImport | null> {
  const { rows } = await sql<WorkforceImport>`
    select ${columns} from population_imports i
    where i.authority = ${authority} and i.fingerprint = ${fingerprint} and i.state in ('waiting', 'working', 'failed') and not i.kept
    order by i.started_at desc limit 1`.execute(db)
  return rows[0] ?? null
}

export async function startReading(
  db: Db,
  id: string,
  format: RegisterFormat | null,
  encoding: string | null,
): Promise<void> {
  await sql`
    update population_imports set state = 'working', format = ${format}, encoding = ${encoding}, problem = null, finished_at = null,
      beat_at = now()
    where id = ${id}`.execute(db)
}

/** Notes how far an import is, in the transaction of the rows before. False: somebody has ended it. */
export async function noteProgress(
  transaction: Db,
  id: string,
  place: { position: number; line: number },
  counts: ImportCounts,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update population_imports set position = ${place.position}, line = ${place.line}, rows = ${counts.rows}, good = ${counts.good},
      bad = ${counts.bad}, persons_new = ${counts.personsNew}, persons_changed = ${counts.personsChanged},
      persons_unchanged = ${counts.personsUnchanged}, matches = ${counts.matches}, beat_at = now()
    where id = ${id} and state = 'working'`.execute(transaction)
  return numAffectedRows === 1n
}

/** Ends an import; of a file that was kept to be read, nothing is kept any longer. */
export async function endImport(
  db: Db,
  id: string,
  state: 'done' | 'failed' | 'cancelled',
  problem: WorkforceImport['problem'] = null,
): Promise<void> {
  await sql`
    with read as (delete from population_import_parts where import = ${id})
    update population_imports set state = ${state}, problem = ${problem === null ? null : JSON.stringify(problem)}::jsonb, finished_at = now()
    where id = ${id}`.execute(db)
}

/** Notes faults behind those that are there. */
export async function addFaults(
  transaction: Db,
  id: string,
  first: number,
  faults: readonly LineFault[],
): Promise<void> {
  if (faults.length === 0) return
  const rows = faults.map(({ line, field, found, code, args }, index) => ({
    ...{ number: first + index, line, field: field ?? '', found, code, args: args ?? {} },
  }))
  await sql`
    insert into population_import_errors (import, number, line, field, found, code, args)
    select ${id}, r.number, r.line, r.field, r.found, r.code, r.args
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(number bigint, line bigint, field text, found text, code text, args jsonb)
    `.execute(transaction)
}

export async function countFaults(db: Db, id: string): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(number) + 1, 0)::float8 as next from population_import_errors where import = ${id}`.execute(db)
  return rows[0]?.next ?? 0
}

/** Faults from a number on, some thousand at a time. */
export async function listFaults(
  db: Db,
  id: string,
  from: number,
): Promise<(Omit<LineFault, 'field'> & { number: number; field: string })[]> {
  const { rows } = await sql<Omit<LineFault, 'field'> & { number: number; field: string }>`
    select e.number::float8 as number, e.line::float8 as line, e.field, e.found, e.code, e.args from population_import_errors e
    where e.import = ${id} and e.number >= ${from} order by e.number limit 5000`.execute(db)
  return rows
}

/** Keeps a file in pieces of equal length until it is read. */
export async function addPart(acting: Db, id: string, part: number, bytes: Uint8Array): Promise<void> {
  await sql`insert into population_import_parts (import, part, bytes) values (${id}, ${part}, ${bytes})`.execute(acting)
}

export async function readPart(acting: Db, id: string, part: number): Promise<Uint8Array | null> {
  const { rows } = await sql<{ bytes: Uint8Array }>`
    select bytes from population_import_parts where import = ${id} and part = ${part}`.execute(acting)
  return rows[0]?.bytes ?? null
}

/** Takes on an import that waits, or that nobody was heard of for a minute. Null: somebody is at it, or it is over. */
export async function claimImport(acting: Db, id: string): Promise<WorkforceImport | null> {
  const { rows } = await sql<WorkforceImport>`
    update population_imports i set state = 'working', beat_at = now()
    where i.id = ${id} and i.kept and (i.state = 'waiting' or (i.state = 'working' and i.beat_at < now() - interval '1 minute'))
    returning ${columns}`.execute(acting)
  return rows[0] ?? null
}

/** Leaves an import to whoever comes next. */
export async function releaseImport(acting: Db, id: string): Promise<void> {
  await sql`update population_imports set state = 'waiting' where id = ${id} and state = 'working'`.execute(acting)
}

export async function findImport(acting: Db, id: string): Promise<WorkforceImport | null> {
  const { rows } = await sql<WorkforceImport>`select ${columns} from population_imports i where i.id = ${id}`.execute(
    acting,
  )
  return rows[0] ?? null
}

/** The latest first. */
export async function listImports(acting: Db, authority: string): Promise<WorkforceImport[]> {
  const { rows } = await sql<WorkforceImport>`
    select ${columns} from population_imports i where i.authority = ${authority} order by i.started_at desc limit 50`.execute(
    acting,
  )
  return rows
}

/** What a server has to go on with, and for whom. */
export async function importsLeft(db: Db): Promise<{ id: string; person: string }[]> {
  const { rows } = await sql<{ id: string; person: string }>`
    select l.import as id, l.person from workforce_imports_left() l where l.person is not null`.execute(db)
  return rows
}

/** How many persons count, and how many do not any more. */
export async function countHolders(acting: Db, authority: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::float8 as count from population_holders where authority = ${authority} and not removed`.execute(
    acting,
  )
  return rows[0]?.count ?? 0
}
