// SPDX-License-Identifier: Apache-2.0
import { notify, recordAct, type SignedIn } from '../../access/index.ts'
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { filesOfDraft } from '../drafts/edit-draft.ts'
import { notYours } from './propose-publication.ts'
import {
  decide,
  findPublication,
  listPublications,
  type MayDecide,
  mayDecide,
  type PublicationRow,
  publicationsOfDraft,
  takeBack,
  whoMay,
} from './publications.store.ts'

export type { PublicationRow }

export const readPublications = (db: Db, visitor: SignedIn): Promise<PublicationRow[]> =>
  actingAs(db, visitor, listPublications)

export const readPublicationsOf = (db: Db, visitor: SignedIn, draft: string): Promise<PublicationRow[]> =>
  actingAs(db, visitor, (acting) => publicationsOfDraft(acting, draft))

export interface PublicationInHand {
  publication: PublicationRow
  /** As they were proposed; none: a withdrawal. */
  files: Map<string, string>
  may: MayDecide
}

/** One publication with what would be published; a problem where there is none that the visitor may read. */
export function readPublication(db: Db, visitor: SignedIn, id: string): Promise<PublicationInHand> {
  return actingAs(db, visitor, async (acting) => {
    const publication = await publicationOf(acting, id)
    const { draft, version } = publication
    const files = draft === null || version === null ? new Map() : await filesOfDraft(acting, draft, version)
    return { publication, files, may: await mayDecide(acting, publication) }
  })
}

async function publicationOf(acting: Db, id: string): Promise<PublicationRow> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
  const found = isId ? await findPublication(acting, id) : null
  if (found !== null) return found
  throw new Problem('not-found', 'there is no such publication that you may read', {
    told: { key: 'publication.not-there', args: {} },
  })
}

export interface Decision {
  id: string
  state: 'approved' | 'returned'
  /** What is to be changed, for who proposed it. */
  note: string | null
}

/** Approves or returns. Answers why not, where it cannot be: it is their own work, or somebody else has decided. */
export function decidePublication(
  db: Db,
  visitor: SignedIn,
  { id, state, note }: Decision,
): Promise<'done' | 'own-work' | 'decided'> {
  const { person } = visitor
  return actingAs(db, visitor, async (acting) => {
    const publication = await publicationOf(acting, id)
    const may = await mayDecide(acting, publication)
    if (!may.approve) throw notYours(visitor)
    if (may.ownWork) return 'own-work'
    if (!(await decide(acting, person, { id, state, note }))) return 'decided'
    const { authority, instrument, publishOn } = publication
    await recordAct(acting, {
      act: 'approve-law',
      authority,
      object: { kind: 'publication', id },
      actor: person,
      changed: { done: state, instrument, publishOn, ...(note === null ? {} : { note }) },
    })
    await tellProposers(acting, visitor, publication, state === 'approved' ? 'law-approved' : 'law-returned')
    return 'done'
  })
}

/** Takes a proposal back, so that its draft can be worked at again; false: it is published, or was decided otherwise. */
export function takeBackPublication(db: Db, visitor: SignedIn, id: string): Promise<boolean> {
  return actingAs(db, visitor, async (acting) => {
    const publication = await publicationOf(acting, id)
    if (!(await mayDecide(acting, publication)).takeBack) throw notYours(visitor)
    if (!(await takeBack(acting, id))) return false
    const { authority, instrument } = publication
    await recordAct(acting, {
      act: 'propose-law',
      authority,
      object: { kind: 'publication', id },
      actor: visitor.person,
      changed: { done: 'taken-back', instrument },
    })
    return true
  })
}

async function tellProposers(
  acting: Db,
  { person, name }: SignedIn,
  publication: PublicationRow,
  kind: 'law-approved' | 'law-returned',
): Promise<void> {
  const { title, id } = publication
  for (const editor of await whoMay(acting, 'propose-law', publication)) {
    if (editor === person) continue
    const args = { name, 'title.en': title.en, 'title.zh-CN': title['zh-CN'] }
    await notify(acting, { person: editor, kind, args, link: `/publications/${id}` })
  }
}
