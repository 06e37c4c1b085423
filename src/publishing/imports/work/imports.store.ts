// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../../db/index.ts'
import type { Choices } from '../matching/match.model.ts'
import type { ImportMode } from '../plan/plan.model.ts'
import type { ImportState } from './import.model.ts'

export interface NewImport {
  draft: string
  catalogue: string
  fileName: string
  bytes: Uint8Array
  mode: ImportMode
  effective: string | null
  version: number
}

export interface ImportRow extends Omit<NewImport, 'bytes'> {
  id: string
  state: ImportState
  progress: number
  rows: number | null
  size: number
  /** Null: of somebody whom the reader may not know. */
  uploadedBy: string | null
  uploadedAt: Date
}

const columns = sql`i.id, i.draft, i.catalogue, i.file_name as "fileName", i.mode, i.effective, i.version, i.state, i.progress, i.rows,
  octet_length(i.bytes) as size, p.name as "uploadedBy", i.uploaded_at as "uploadedAt"`
const named = sql`law_imports i left join people p on p.id = i.uploaded_by`

export async function addImport(acting: Db, person: string, file: NewImport): Promise<string> {
  const { draft, catalogue, fileName, bytes, mode, effective, version } = file
  const { rows } = await sql<{ id: string }>`
    insert into law_imports (draft, catalogue, file_name, bytes, mode, effective, version, uploaded_by)
    values (${draft}, ${catalogue}, ${fileName}, ${Buffer.from(bytes)}, ${mode}, ${effective}, ${version}, ${person})
    returning id`.execute(acting)
  return rows[0]?.id ?? ''
}

/** Of a draft, the newest first. */
export async function listImports(acting: Db, draft: string): Promise<ImportRow[]> {
  const { rows } = await sql<ImportRow>`
    select ${columns} from ${named} where i.draft = ${draft} order by i.uploaded_at desc, i.id limit 100`.execute(
    acting,
  )
  return rows
}

export async function findImport(acting: Db, draft: string, id: string): Promise<ImportRow | null> {
  const { rows } = await sql<ImportRow>`
    select ${columns} from ${named} where i.id = ${id} and i.draft = ${draft}`.execute(acting)
  return rows[0] ?? null
}

interface KeptAnalysis {
  analysis: Uint8Array | null
  choices: Choices
  /** What was chosen for an earlier file of the same draft and catalogue. */
  kept: Choices
}

export async function readAnalysis(acting: Db, id: string): Promise<KeptAnalysis> {
  const { rows } = await sql<KeptAnalysis>`
    select analysis, choices, kept_choices as kept from law_imports where id = ${id}`.execute(acting)
  return rows[0] ?? { analysis: null, choices: {}, kept: {} }
}

/** Takes work that waits, or that was left; null: another has it, or it is over. */
export async function claimImport(acting: Db, id: string): Promise<{ row: ImportRow; bytes: Uint8Array } | null> {
  const { rows } = await sql<{ bytes: Buffer; draft: string }>`
    update law_imports set state = 'working', beat_at = now(), progress = 0
    where id = ${id} and (state = 'waiting' or (state = 'working' and beat_at < now() - interval '1 minute'))
    returning bytes, draft`.execute(acting)
  const [claimed] = rows
  if (claimed === undefined) return null
  const row = await findImport(acting, claimed.draft, id)
  return row === null ? null : { row, bytes: claimed.bytes }
}

/** Says how far the work is; false: it was cancelled. */
export async function beatImport(acting: Db, id: string, progress: number): Promise<boolean> {
  const result = await sql`
    update law_imports set progress = ${progress}, beat_at = now() where id = ${id} and state = 'working'`.execute(
    acting,
  )
  return Number(result.numAffectedRows ?? 0) === 1
}

export async function finishImport(
  acting: Db,
  id: string,
  { analysis, rows, version }: { analysis: Uint8Array; rows: number; version: number },
): Promise<void> {
  await sql`
    update law_imports set state = 'ready', progress = 100, analysis = ${Buffer.from(analysis)}, rows = ${rows}, version = ${version}
    where id = ${id} and state = 'working'`.execute(acting)
}

/** Ends work that could not be done, or that somebody no longer wants. */
export async function endImport(acting: Db, id: string, state: 'failed' | 'cancelled'): Promise<boolean> {
  const from = state === 'failed' ? sql`state = 'working'` : sql`state in ('waiting', 'working', 'ready', 'failed')`
  const result = await sql`update law_imports set state = ${state} where id = ${id} and ${from}`.execute(acting)
  return Number(result.numAffectedRows ?? 0) === 1
}

/** Leaves work to whoever starts next. */
export async function releaseImport(acting: Db, id: string): Promise<void> {
  await sql`update law_imports set state = 'waiting', progress = 0 where id = ${id} and state = 'working'`.execute(
    acting,
  )
}

/** Has it read anew. */
export async function reopenImport(acting: Db, id: string): Promise<boolean> {
  const result = await sql`
    update law_imports set state = 'waiting', progress = 0
    where id = ${id} and state in ('ready', 'failed', 'cancelled')`.execute(acting)
  return Number(result.numAffectedRows ?? 0) === 1
}

export async function keepChoices(acting: Db, id: string, choices: Choices): Promise<void> {
  await sql`
    update law_imports set choices = ${JSON.stringify(choices)}::jsonb where id = ${id} and state = 'ready'`.execute(
    acting,
  )
}

/** Marks a file that is still as it was planned: against this version of the draft, and with these choices. */
export async function markTaken(
  acting: Db,
  { id, version }: Pick<ImportRow, 'id' | 'version'>,
  choices: Choices,
): Promise<boolean> {
  const result = await sql`
    update law_imports set state = 'taken', taken_at = now()
    where id = ${id} and state = 'ready' and version = ${version} and choices = ${JSON.stringify(choices)}::jsonb`.execute(
    acting,
  )
  return Number(result.numAffectedRows ?? 0) === 1
}

/** Work that waits or was left, and for whom: seen across all walls, and nothing else of it. */
export async function importsLeft(db: Db): Promise<{ id: string; person: string }[]> {
  const { rows } = await sql<{ id: string; person: string }>`
    select import as id, person from imports_left()`.execute(db)
  return rows
}
