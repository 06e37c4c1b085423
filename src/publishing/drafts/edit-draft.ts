// SPDX-License-Identifier: Apache-2.0
import { authoritiesFor, recordAct, type SignedIn } from '../../access/index.ts'
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { resolveJurisdiction } from '../../organisations/index.ts'
import { coversPlace } from './begin-from-law.store.ts'
import type { NewDraft } from './draft.model.ts'
import {
  addDraft,
  type DraftRow,
  type DraftVersionRow,
  discardDraft,
  type FileChanges,
  filesOfDraft,
  findDraft,
  idsOfDrafts,
  isProposed,
  listDrafts,
  listVersions,
  mayEditDraft,
  mayMeasureDraft,
  raiseVersion,
  writeFiles,
} from './drafts.store.ts'

export { type DraftRow, type DraftVersionRow, type FileChanges, filesOfDraft }

/** All files of a draft together, in characters. */
export const largestDraft = 64 * 1024 * 1024

export const readDrafts = (db: Db, visitor: SignedIn): Promise<DraftRow[]> => actingAs(db, visitor, listDrafts)

/** Ids that drafts have which the visitor may read: what is begun takes another. */
export const readDraftIds = (db: Db, visitor: SignedIn): ReturnType<typeof idsOfDrafts> =>
  actingAs(db, visitor, idsOfDrafts)

export interface DraftInHand {
  draft: DraftRow
  files: Map<string, string>
  versions: DraftVersionRow[]
  mayEdit: boolean
  /** They see whom it concerns. */
  mayMeasure: boolean
}

/** A draft with its files and its history; a problem where there is none that the visitor may read. */
export function readDraft(db: Db, visitor: SignedIn, id: string): Promise<DraftInHand> {
  return actingAs(db, visitor, async (acting) => {
    const draft = await draftOf(acting, id)
    const [files, versions] = [await filesOfDraft(acting, id), await listVersions(acting, id)]
    const mayEdit = !hasDone(draft) && (await mayEditDraft(acting, draft))
    return { draft, files, versions, mayEdit, mayMeasure: await mayMeasureDraft(acting, draft) }
  })
}

/** It was published and what it made is in force: to change that, another is begun from the law. */
export const hasDone = ({ published }: Pick<DraftRow, 'published'>): boolean => published?.stands === true

/** A draft as it was. */
export function readDraftVersion(
  db: Db,
  visitor: SignedIn,
  id: string,
  version: number,
): Promise<{ draft: DraftRow; row: DraftVersionRow; files: Map<string, string> }> {
  return actingAs(db, visitor, async (acting) => {
    const draft = await draftOf(acting, id)
    const [row] = await listVersions(acting, id, version)
    if (row === undefined) throw notThere()
    return { draft, row, files: await filesOfDraft(acting, id, version) }
  })
}

/** The draft, for those who act on it within their own transaction; a problem where there is none that they may read. */
export async function draftOf(acting: Db, id: string): Promise<DraftRow> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
  const draft = isId ? await findDraft(acting, id) : null
  if (draft === null) throw notThere()
  return draft
}

const notThere = (): Problem =>
  new Problem('not-found', 'there is no such draft that you may read', { told: { key: 'draft.not-there', args: {} } })

/** Authorities for which the visitor may begin a draft. */
export const draftersFor = ({ standings }: SignedIn): string[] => authoritiesFor(standings, 'edit-draft')

/** What a draft begins with. */
export interface Beginning {
  files?: ReadonlyMap<string, string>
  /** The record of law that it begins from. */
  basis?: string
}

/** Begins a draft; what cannot be is told by its field. */
export function beginDraft(
  db: Db,
  visitor: SignedIn,
  fields: NewDraft,
  { files = new Map(), basis }: Beginning = {},
): Promise<{ id: string } | { wrong: 'jurisdiction' | 'part' | 'outside' }> {
  const { person } = visitor
  return actingAs(db, visitor, async (acting) => {
    const jurisdiction = await resolveJurisdiction(acting, fields.jurisdiction)
    if (jurisdiction === undefined) return { wrong: 'jurisdiction' as const }
    const { authority, title } = fields
    if (!(await mayEditDraft(acting, { authority, jurisdiction }))) return { wrong: 'part' as const }
    if (!(await coversPlace(acting, authority, jurisdiction))) return { wrong: 'outside' as const }
    const id = await addDraft(acting, person, { authority, title, jurisdiction, basis: basis ?? null })
    await writeFiles(acting, id, files)
    await record(acting, { person, id, authority, changed: { done: 'begun', title, version: 1 } })
    return { id }
  })
}

export interface DraftChange {
  id: string
  /** The version that the editor had in hand. */
  version: number
  title?: string
  files: FileChanges
}

/** Saves files of a draft. Where somebody else has saved since, nothing is changed and what stands now is answered. */
export function changeDraft(
  db: Db,
  visitor: SignedIn,
  change: DraftChange,
): Promise<{ saved: DraftRow } | { conflict: DraftRow; files: Map<string, string> }> {
  return actingAs(db, visitor, (acting) => changeWithin(acting, visitor, change))
}

/** The same in a transaction that does more. */
export async function changeWithin(
  acting: Db,
  visitor: SignedIn,
  { id, version, title, files }: DraftChange,
): Promise<{ saved: DraftRow } | { conflict: DraftRow; files: Map<string, string> }> {
  const { person } = visitor
  const before = await draftOf(acting, id)
  if (!(await mayEditDraft(acting, before))) throw notYours(visitor)
  const standing = await filesOfDraft(acting, id)
  const changed = new Map([...files].filter(([path, text]) => (standing.get(path) ?? null) !== text))
  const named = title ?? before.title
  if (changed.size === 0 && named === before.title && before.discardedAt === null) return { saved: before }
  requireSize(standing, changed)
  if (hasDone(before)) throw publishedAlready()
  if (await isProposed(acting, id)) throw proposed()
  if (!(await raiseVersion(acting, person, { id, version, title: named })))
    return { conflict: await draftOf(acting, id), files: await filesOfDraft(acting, id) }
  await writeFiles(acting, id, changed)
  const saved = await draftOf(acting, id)
  const done = { done: 'changed', title: saved.title, files: [...changed.keys()].slice(0, 50), version: saved.version }
  await record(acting, { person, id, authority: saved.authority, changed: done })
  return { saved }
}

function requireSize(standing: ReadonlyMap<string, string>, changed: FileChanges): void {
  const whole = [...new Map<string, string | null>([...standing, ...changed]).values()]
  const size = whole.reduce((sum, text) => sum + (text?.length ?? 0), 0)
  if (size <= largestDraft) return
  const args = { size: String(Math.ceil(size / 1024 / 1024)), most: String(largestDraft / 1024 / 1024) }
  throw new Problem('too-large', `the files of the draft have ${size} characters, expected at most ${largestDraft}`, {
    told: { key: 'draft.too-large', args },
  })
}

/** Discards a draft, or takes a discarded one back. */
export function setDiscarded(db: Db, visitor: SignedIn, id: string, discarded: boolean): Promise<void> {
  const { person } = visitor
  return actingAs(db, visitor, async (acting) => {
    const draft = await draftOf(acting, id)
    if (!(await mayEditDraft(acting, draft))) throw notYours(visitor)
    if (hasDone(draft)) throw publishedAlready()
    if (await isProposed(acting, id)) throw proposed()
    if (!(await discardDraft(acting, person, id, discarded))) return
    const { authority, title, version } = draft
    await record(acting, {
      person,
      id,
      authority,
      changed: { done: discarded ? 'discarded' : 'taken-back', title, version },
    })
  })
}

const proposed = (): Problem =>
  new Problem('conflict', 'the draft is proposed for publication; take the proposal back to work at it again', {
    told: { key: 'draft.is-proposed', args: {} },
  })

const publishedAlready = (): Problem =>
  new Problem('conflict', 'the draft is published; begin a draft from the law to correct it', {
    told: { key: 'draft.is-published', args: {} },
  })

const notYours = ({ name }: SignedIn): Problem =>
  new Problem('forbidden', 'no role of yours may edit this draft', { told: { key: 'visit.forbidden', args: { name } } })

function record(
  acting: Db,
  {
    person,
    id,
    authority,
    changed,
  }: { person: string; id: string; authority: string; changed: Record<string, unknown> },
): Promise<number> {
  return recordAct(acting, { act: 'edit-draft', authority, object: { kind: 'draft', id }, actor: person, changed })
}
