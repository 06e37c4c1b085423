// SPDX-License-Identifier: Apache-2.0
import type { SignedIn } from '../../access/index.ts'
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import {
  addComment,
  type CommentRow,
  type ConsultationRow,
  listComments,
  listConsultations,
  type PublicFinding,
  publicFindings,
} from './consultations.store.ts'
import { isId, notThere } from './nominate.ts'
import { record, tellHandlers } from './tell-nomination.ts'

export type { CommentRow, ConsultationRow, PublicFinding }

export const readConsultations = (db: Db): Promise<ConsultationRow[]> => listConsultations(db)

/** A consultation as everybody may read it. */
export async function readConsultation(
  db: Db,
  id: string,
): Promise<{ row: ConsultationRow; findings: PublicFinding[]; comments: CommentRow[] }> {
  const [row] = isId(id) ? await listConsultations(db, id) : []
  if (row === undefined) throw notThere()
  return { row, findings: await publicFindings(db, id), comments: await listComments(db, id) }
}

/** Adds a comment; false: the consultation is not open, or they have said enough. */
export function commentOn(
  db: Db,
  visitor: SignedIn,
  id: string,
  given: { text: string; named: boolean },
): Promise<boolean> {
  return actingAs(db, visitor, async (acting) => {
    const { row } = await readConsultation(acting, id)
    if (!(await addComment(acting, visitor.person, { nomination: id, ...given }))) return false
    await record(acting, visitor, {
      act: 'comment-nomination',
      row,
      changed: { done: 'commented', named: given.named },
    })
    await tellHandlers(acting, visitor, row)
    return true
  })
}
