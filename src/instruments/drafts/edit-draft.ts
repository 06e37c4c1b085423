// SPDX-License-Identifier: Apache-2.0
import { authoritiesFor, recordAct, type SignedIn } from '../../access/index.ts'
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { resolveJurisdiction } from '../../organisations/index.ts'
import type { DraftFields } from './draft.model.ts'
import {
  addDraft,
  type DraftChange,
  type DraftRow,
  type DraftVersionRow,
  discardDraft,
  findDraft,
  listDrafts,
  listVersions,
  mayEditDraft,
  saveDraft,
} from './drafts.store.ts'

export type { DraftRow, DraftVersionRow }

export const readDrafts = (db: Db, visitor: SignedIn): Promise<DraftRow[]> => actingAs(db, visitor, listDrafts)

export interface DraftInHand {
  draft: DraftRow
  versions: DraftVersionRow[]
  mayEdit: boolean
}

/** A draft with its history; a problem where there is none that the visitor may read. */
export function readDraft(db: Db, visitor: SignedIn, id: string): Promise<DraftInHand> {
  return actingAs(db, visitor, async (acting) => {
    const draft = await draftOf(acting, id)
    return { draft, versions: await listVersions(acting, id), mayEdit: await mayEditDraft(acting, draft) }
  })
}

export function readDraftVersion(db: Db, visitor: SignedIn, id: string, version: number): Promise<DraftVersionRow> {
  return actingAs(db, visitor, async (acting) => {
    const [row] = await listVersions(acting, id, version)
    if (row === undefined) throw notThere()
    return row
  })
}

async function draftOf(acting: Db, id: string): Promise<DraftRow> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
  const draft = isId ? await findDraft(acting, id) : null
  if (draft === null) throw notThere()
  return draft
}

const notThere = (): Problem =>
  new Problem('not-found', 'there is no such draft that you may read', { told: { key: 'draft.not-there', args: {} } })

/** Authorities for which the visitor may begin a draft. */
export const draftersFor = ({ standings }: SignedIn): string[] => authoritiesFor(standings, 'edit-draft')

/** Begins a draft; what cannot be is told by its field. */
export function beginDraft(
  db: Db,
  visitor: SignedIn,
  fields: DraftFields,
): Promise<{ id: string } | { wrong: 'jurisdiction' | 'part' }> {
  const { person } = visitor
  return actingAs(db, visitor, async (acting) => {
    const jurisdiction = await resolveJurisdiction(acting, fields.jurisdiction)
    if (jurisdiction === undefined) return { wrong: 'jurisdiction' as const }
    const { authority, title, kind } = fields
    if (!(await mayEditDraft(acting, { authority, jurisdiction }))) return { wrong: 'part' as const }
    const id = await addDraft(acting, person, { ...fields, jurisdiction })
    await record(acting, { person, id, authority, changed: { done: 'begun', title, kind, version: 1 } })
    return { id }
  })
}

/** Saves a draft. Where somebody else has saved since, nothing is changed and what stands now is answered. */
export function changeDraft(
  db: Db,
  visitor: SignedIn,
  change: DraftChange,
): Promise<{ saved: DraftRow } | { conflict: DraftRow }> {
  const { person } = visitor
  return actingAs(db, visitor, async (acting) => {
    const before = await draftOf(acting, change.id)
    if (!(await mayEditDraft(acting, before))) throw notYours(visitor)
    const same = before.title === change.title && before.kind === change.kind && before.text === change.text
    if (same && before.discardedAt === null) return { saved: before }
    const saved = await saveDraft(acting, person, change)
    const now = await draftOf(acting, change.id)
    if (!saved) return { conflict: now }
    const { id, authority, title, kind, version } = now
    await record(acting, { person, id, authority, changed: { done: 'changed', title, kind, version } })
    return { saved: now }
  })
}

/** Discards a draft, or takes a discarded one back. */
export function setDiscarded(db: Db, visitor: SignedIn, id: string, discarded: boolean): Promise<void> {
  const { person } = visitor
  return actingAs(db, visitor, async (acting) => {
    const draft = await draftOf(acting, id)
    if (!(await mayEditDraft(acting, draft))) throw notYours(visitor)
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
