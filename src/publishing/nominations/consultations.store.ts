// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import type {
  Capacity,
  Difference,
  Element,
  NominatedQualification,
  NominationPurpose,
  NominationState,
  Recommendation,
} from './nomination.model.ts'

/** A consultation, as everybody may read it. */
export interface ConsultationRow {
  id: string
  authority: string
  jurisdiction: string
  capacity: Capacity
  organisation: string | null
  qualification: NominatedQualification
  countsAs: string
  purpose: NominationPurpose
  why: string
  evidence: readonly string[]
  state: NominationState
  summary: string
  opensOn: PlainDate
  closesOn: PlainDate
  /** Comments can be made now. */
  open: boolean
  over: boolean
  reason: string | null
  comments: number
  unanswered: number
}

export async function listConsultations(db: Db, id: string | null = null): Promise<ConsultationRow[]> {
  const { rows } = await sql<ConsultationRow>`
    select id, authority, jurisdiction, capacity, organisation, qualification, counts_as as "countsAs", purpose, why, evidence, state, summary,
      opens_on as "opensOn", closes_on as "closesOn", open, over, reason, comments, unanswered
    from consultations(${id})`.execute(db)
  return rows
}

/** What experts found, by element; a name only where they agreed. */
export interface PublicFinding {
  elements: Readonly<Record<Element, { difference: Difference }>>
  recommendation: Recommendation
  name: string | null
}

export async function publicFindings(db: Db, id: string): Promise<PublicFinding[]> {
  const { rows } = await sql<PublicFinding>`select * from consultation_findings(${id})`.execute(db)
  return rows
}

export interface CommentRow {
  id: string
  /** Null: they did not want to be named. */
  name: string | null
  /** Null: erased. */
  text: string | null
  givenAt: Date
  answer: string | null
  answeredAt: Date | null
}

export async function listComments(db: Db, id: string): Promise<CommentRow[]> {
  const { rows } = await sql<CommentRow>`
    select id, name, text, given_at as "givenAt", answer, answered_at as "answeredAt" from consultation_comments(${id})`.execute(
    db,
  )
  return rows
}

/** False: the consultation is not open, or they have said enough. */
export async function addComment(
  acting: Db,
  person: string,
  { nomination, text, named }: { nomination: string; text: string; named: boolean },
): Promise<boolean> {
  const result = await sql`
    insert into nomination_comments (nomination, commenter, named, text)
    select ${nomination}, ${person}, ${named}, ${text} where consultation_open(${nomination}) and not has_said_enough(${nomination})`.execute(
    acting,
  )
  return Number(result.numAffectedRows ?? 0) === 1
}

/** Answers who made the comment; undefined: there is none that can be answered now. Of two who answer at once the first is heard. */
export async function answerComment(
  acting: Db,
  person: string,
  { nomination, comment, answer }: { nomination: string; comment: string; answer: string },
): Promise<{ commenter: string | null } | undefined> {
  const { rows } = await sql<{ commenter: string | null }>`
    update nomination_comments set answer = ${answer}, answered_by = ${person}, answered_at = now()
    where id = ${comment} and nomination = ${nomination} and answer is null returning commenter`.execute(acting)
  return rows[0]
}
