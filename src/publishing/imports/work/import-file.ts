// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import type { SignedIn } from '../../../access/index.ts'
import { type Actor, actingAs } from '../../../db/acting.ts'
import type { Db } from '../../../db/index.ts'
import { type Logger, Problem } from '../../../kernel/index.ts'
import { filesOfDraft, findDraft } from '../../drafts/drafts.store.ts'
import { changeDraft, changeWithin, type DraftInHand, readDraft } from '../../drafts/edit-draft.ts'
import { type Batch, type DeclaredCatalogue, declaredCatalogues, withBatch } from '../draft-folder.ts'
import { type EarlierList, listsToContinue } from '../earlier-batches.ts'
import type { ManyChosen } from '../matching/choose-many.model.ts'
import type { Choices } from '../matching/match.model.ts'
import { groundOf } from '../read-ground.ts'
import type { Look, Looked } from './import.model.ts'
import {
  addImport,
  beatImport,
  claimImport,
  endImport,
  findImport,
  finishImport,
  type ImportRow,
  importsLeft,
  keepChoices,
  listImports,
  markTaken,
  type NewImport,
  readAnalysis,
  releaseImport,
  reopenImport,
} from './imports.store.ts'
import { type Prepared, performTask } from './perform-task.ts'

export type { ImportRow }

/** The imports of a draft, and the catalogues that a file may be for; null: its instrument cannot be read. */
export async function readImports(
  db: Db,
  visitor: SignedIn,
  draft: string,
): Promise<DraftInHand & { imports: ImportRow[]; catalogues: DeclaredCatalogue[] | null; lists: EarlierList[] }> {
  const inHand = await readDraft(db, visitor, draft)
  const imports = await actingAs(db, visitor, (acting) => listImports(acting, draft))
  const catalogues = declaredCatalogues(inHand.files)
  return { ...inHand, imports, catalogues, lists: catalogues === null ? [] : await listsToContinue(db, inHand.files) }
}

/** Declares a catalogue of a draft as a later batch of a list, or as none. */
export async function declareBatch(
  db: Db,
  visitor: SignedIn,
  { draft, catalogue, batch }: { draft: string; catalogue: string; batch: Batch },
): Promise<'declared' | 'unknown' | 'changed-meanwhile'> {
  const { draft: row, files, catalogues, lists } = await readImports(db, visitor, draft)
  const known = catalogues?.some(({ id }) => id === catalogue) === true
  const may = batch.continues === null || lists.some(({ id }) => id === batch.continues && id !== catalogue)
  if (!known || !may) return 'unknown'
  const text = withBatch(files.get('instrument.yaml') ?? '', catalogue, batch)
  const change = { id: draft, version: row.version, files: new Map([['instrument.yaml', text]]) }
  return 'saved' in (await changeDraft(db, visitor, change)) ? 'declared' : 'changed-meanwhile'
}

/** Takes a file in and begins to read it; the answer comes as soon as it is kept. */
export async function takeFileIn(
  db: Db,
  visitor: SignedIn,
  file: Omit<NewImport, 'version'>,
): Promise<{ id: string; work: Promise<void> }> {
  const { draft } = await readDraft(db, visitor, file.draft)
  const id = await actingAs(db, visitor, (acting) =>
    addImport(acting, visitor.person, { ...file, version: draft.version }),
  )
  return { id, work: workOnImport(db, visitor, id) }
}

const everyBeat = 1000

interface Running {
  abort: AbortController
  /** The server stops: the next start goes on. */
  left?: true
  ended: Promise<void>
}

const running = new Map<string, Running>()

/** Leaves everything that is being read to the next start. */
export async function leaveRunning(): Promise<void> {
  const all = [...running.values()]
  for (const one of all) {
    one.left = true
    one.abort.abort()
  }
  await Promise.all(all.map(({ ended }) => ended))
}

/** Reads one file that waits, as the person who handed it in: what they may not see is not read. */
export async function workOnImport(db: Db, actor: Actor, id: string): Promise<void> {
  const claimed = await actingAs(db, actor, (acting) => claimImport(acting, id))
  if (claimed === null) return
  const { row, bytes } = claimed
  const abort = new AbortController()
  const ended = Promise.withResolvers<void>()
  const own: Running = { abort, ended: ended.promise }
  running.set(id, own)
  let progress = 0
  // Whoever looks sees how far it is; a server that is heard of keeps its work; and whoever cancels is heard.
  const beating = setInterval(() => {
    actingAs(db, actor, (acting) => beatImport(acting, id, progress)).then(
      (goesOn) => (goesOn ? undefined : abort.abort()),
      () => undefined,
    )
  }, everyBeat)
  const onProgress = (done: number) => {
    progress = done
  }
  try {
    const { files, version } = await actingAs(db, actor, async (acting) => ({
      files: await filesOfDraft(acting, row.draft),
      version: (await findDraft(acting, row.draft))?.version ?? row.version,
    }))
    const catalogue = (declaredCatalogues(files) ?? []).find((one) => one.id === row.catalogue)
    if (catalogue === undefined) throw new Problem('import', `the draft declares no catalogue ${row.catalogue}`)
    const ground = await groundOf(db, files, catalogue)
    const { analysis, rows } = await performTask('analyse', { bytes, ground }, { onProgress, signal: abort.signal })
    await actingAs(db, actor, (acting) => finishImport(acting, id, { analysis, rows, version }))
  } catch (error) {
    await actingAs(db, actor, async (acting) => {
      if (own.left) await releaseImport(acting, id)
      else await endImport(acting, id, 'failed')
    })
    if (!abort.signal.aborted) throw error
  } finally {
    clearInterval(beating)
    running.delete(id)
    ended.resolve()
  }
}

/** Everything that was left when a server stopped, one after another. */
export async function workOnWhatIsLeft(db: Db, logger: Logger): Promise<number> {
  const left = await importsLeft(db)
  for (const { id, person } of left) {
    if (running.has(id)) continue
    try {
      await workOnImport(db, { person }, id)
    } catch (error) {
      logger.error({ err: error, import: id }, 'a file that was handed in could not be read')
    }
  }
  return left.length
}

export interface ImportInHand extends DraftInHand {
  file: ImportRow
  catalogue: DeclaredCatalogue | null
}

const isId = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

export async function readImport(db: Db, visitor: SignedIn, draft: string, id: string): Promise<ImportInHand> {
  const inHand = await readDraft(db, visitor, draft)
  const file = isId(id) ? await readImportRow(db, visitor, { draft, id }) : null
  if (file === null) {
    const told = { key: 'import.not-there', args: {} }
    throw new Problem('not-found', 'there is no such import that you may read', { told })
  }
  const catalogue = declaredCatalogues(inHand.files)?.find((one) => one.id === file.catalogue) ?? null
  return { ...inHand, file, catalogue }
}

/** The import alone; null: there is none that the visitor may see. */
export const readImportRow = (
  db: Db,
  visitor: SignedIn,
  { draft, id }: Pick<ImportRow, 'draft' | 'id'>,
): Promise<ImportRow | null> => actingAs(db, visitor, (acting) => findImport(acting, draft, id))

/** What a plan is made of; null: nothing has been found yet, or the catalogue is gone. */
async function prepare(
  db: Db,
  visitor: SignedIn,
  { draft, file, catalogue, files }: ImportInHand,
): Promise<Prepared | null> {
  const { analysis, choices, kept } = await actingAs(db, visitor, (acting) => readAnalysis(acting, file.id))
  if (analysis === null || catalogue === null) return null
  const ground = await groundOf(db, files, catalogue)
  const key = `${file.id} ${file.version} ${draft.version} ${analysis.length}`
  return { key, analysis, ground, kept, options: { mode: file.mode, effective: file.effective, choices } }
}

export async function lookAtImport(
  db: Db,
  visitor: SignedIn,
  one: ImportInHand,
  look: Look,
): Promise<(Looked & { seen: string }) | null> {
  const prepared = await prepare(db, visitor, one)
  if (prepared === null) return null
  return { ...(await performTask('look', { ...prepared, look })), seen: seenOf(prepared) }
}

/** By which whoever takes over says what they looked at: the file as it was read, against this version of the draft, so chosen upon. */
const seenOf = ({ key, options }: Prepared): string =>
  createHash('sha256')
    .update(JSON.stringify([key, options]))
    .digest('base64url')
    .slice(0, 24)

export async function listOfFindings(
  db: Db,
  visitor: SignedIn,
  one: ImportInHand,
  lang: string,
): Promise<string | null> {
  const prepared = await prepare(db, visitor, one)
  return prepared === null ? null : performTask('list', { ...prepared, lang })
}

/** Keeps what was chosen: one by one, and for many at once. An empty choice is taken back. */
export async function chooseFor(
  db: Db,
  visitor: SignedIn,
  one: ImportInHand,
  { single, many }: { single: Choices; many: ManyChosen | 'none' | null },
): Promise<void> {
  const prepared = await prepare(db, visitor, one)
  if (prepared === null) return
  const before = many === 'none' ? {} : prepared.options.choices
  const merged = Object.fromEntries(Object.entries({ ...before, ...single }).filter(([, choice]) => choice !== ''))
  const options = { ...prepared.options, choices: merged }
  const choices =
    many === null || many === 'none' ? merged : await performTask('choose', { ...prepared, options, many })
  await actingAs(db, visitor, (acting) => keepChoices(acting, one.file.id, choices))
}

/** Stops reading, or throws a file away that is not wanted. */
export async function cancelImport(db: Db, visitor: SignedIn, { file }: ImportInHand): Promise<void> {
  await actingAs(db, visitor, (acting) => endImport(acting, file.id, 'cancelled'))
  running.get(file.id)?.abort.abort()
}

/** Reads a file anew: against the draft as it stands now. */
export async function readAgain(db: Db, visitor: SignedIn, { file }: ImportInHand): Promise<{ work: Promise<void> }> {
  await actingAs(db, visitor, (acting) => reopenImport(acting, file.id))
  return { work: workOnImport(db, visitor, file.id) }
}

export type TakenOver = 'taken' | 'changed-meanwhile' | 'not-as-seen' | 'in-the-way'

/** Writes what the file says into the draft: all of it with one version, or nothing. `seen`: what of it was looked at. */
export async function takeOver(
  db: Db,
  visitor: SignedIn,
  one: ImportInHand,
  { skipBadRows, seen }: { skipBadRows: boolean; seen: string | null },
): Promise<TakenOver> {
  const { file, catalogue, files, draft } = one
  if (file.state === 'ready' && draft.version !== file.version) return 'changed-meanwhile'
  const prepared = await prepare(db, visitor, one)
  if (prepared === null || catalogue === null || file.state !== 'ready') return 'in-the-way'
  if (seen !== seenOf(prepared)) return 'not-as-seen'
  const planned = await performTask('write', { ...prepared, catalogue, files: [...files], skipBadRows })
  if (planned.inTheWay.length > 0) return 'in-the-way'
  const change = { id: draft.id, version: draft.version, files: new Map(planned.files) }
  try {
    return await actingAs(db, visitor, async (acting) => {
      // While it was planned the file may have been cancelled, read anew or chosen upon in another tab.
      if (!(await markTaken(acting, file, prepared.options.choices))) return 'not-as-seen'
      if (!('saved' in (await changeWithin(acting, visitor, change)))) throw new ChangedMeanwhile()
      return 'taken'
    })
  } catch (error) {
    if (error instanceof ChangedMeanwhile) return 'changed-meanwhile'
    throw error
  }
}

/** Takes the mark back with the transaction: the draft was changed between. */
class ChangedMeanwhile extends Error {}
