// SPDX-License-Identifier: Apache-2.0
import type { SignedIn } from '../../access/index.ts'
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { zoneOf } from '../../finder/index.ts'
import { type Clock, type PlainDate, today } from '../../kernel/index.ts'
import { startOfDay } from '../publications/publication.model.ts'
import {
  addExpert,
  type ExpertRow,
  expertsToAsk,
  type FindingRow,
  listExperts,
  listFindings,
  releaseExpert,
  whoGave,
} from './comparisons.store.ts'
import { answerComment, type CommentRow, listComments } from './consultations.store.ts'
import { isId, nominationOf, notYours } from './nominate.ts'
import { after, type Step } from './nomination.model.ts'
import { mayHandle, moveNomination, type NominationRow, type StepChange } from './nominations.store.ts'
import { record, tell, tellNominator } from './tell-nomination.ts'

/** What the authority sees of the work on a nomination. */
export interface Work {
  experts: (ExpertRow & { gave: boolean })[]
  toAsk: { id: string; name: string }[]
  findings: FindingRow[]
  comments: CommentRow[]
}

export function readWork(db: Db, visitor: SignedIn, id: string): Promise<Work> {
  return actingAs(db, visitor, async (acting) => {
    const row = await nominationOf(acting, id)
    const handles = await mayHandle(acting, visitor.person, row)
    const gave = await whoGave(acting, id)
    return {
      experts: (await listExperts(acting, id)).map((one) => ({ ...one, gave: gave.includes(one.expert) })),
      toAsk: handles ? await expertsToAsk(acting, id) : [],
      findings: await listFindings(acting, id),
      comments: await listComments(acting, id),
    }
  })
}

/** How a step ended: `late`: it cannot be made from where the nomination is. `waits`: something is still to come. */
export type Handled = 'done' | 'late' | 'waits'

/** One step that the authority makes, with what it says. */
export type AskedStep =
  | { step: 'ask'; asked: string }
  | { step: 'close' }
  | { step: 'conclude' }
  | { step: 'decline'; reason: string }

export function handleNomination(db: Db, visitor: SignedIn, id: string, asked: AskedStep): Promise<Handled> {
  return actingAs(db, visitor, async (acting) => {
    const row = await handled(acting, visitor, id)
    const { step, ...change } = asked
    if (after(row.state, step) === null) return 'late'
    if (step === 'close' && !(await allGave(acting, id))) return 'waits'
    if (step === 'conclude' && (!row.over || (await hasUnanswered(acting, id)))) return 'waits'
    return (await stepOn(acting, visitor, row, { step, change })) ? 'done' : 'late'
  })
}

async function handled(acting: Db, visitor: SignedIn, id: string): Promise<NominationRow> {
  const row = await nominationOf(acting, id)
  if (!(await mayHandle(acting, visitor.person, row))) throw notYours(visitor)
  return row
}

/** Moves it, notes that in the log and tells the nominator. */
export async function stepOn(
  acting: Db,
  visitor: SignedIn,
  row: NominationRow,
  { step, change = {} }: { step: Step; change?: Partial<StepChange> },
): Promise<boolean> {
  const to = after(row.state, step)
  if (to === null || !(await moveNomination(acting, { ...change, id: row.id, from: row.state, to }))) return false
  await record(acting, visitor, { act: 'handle-nomination', row, changed: { done: step } })
  if (row.nominator !== visitor.person) await tellNominator(acting, row, to)
  return true
}

async function allGave(acting: Db, id: string): Promise<boolean> {
  const gave = await whoGave(acting, id)
  const waiting = (await listExperts(acting, id)).filter(
    ({ declared, released }) => declared !== 'conflict' && !released,
  )
  return gave.length > 0 && waiting.every(({ expert }) => gave.includes(expert))
}

const hasUnanswered = async (acting: Db, id: string): Promise<boolean> =>
  (await listComments(acting, id)).some(({ text, answer }) => text !== null && answer === null)

/** Asks an expert to compare; with the first, the comparison begins. */
export function askExpert(db: Db, visitor: SignedIn, id: string, expert: string): Promise<Handled> {
  return actingAs(db, visitor, async (acting) => {
    const row = await handled(acting, visitor, id)
    if (row.state !== 'submitted' && row.state !== 'in-comparison') return 'late'
    const mayBeAsked = (await expertsToAsk(acting, id)).some((one) => one.id === expert)
    if (!mayBeAsked || !(await addExpert(acting, visitor.person, id, expert))) return 'late'
    if (row.state === 'submitted') await stepOn(acting, visitor, row, { step: 'compare' })
    await record(acting, visitor, { act: 'handle-nomination', row, changed: { done: 'expert-asked', expert } })
    await tell(acting, { person: expert, kind: 'nomination-expert', row, link: `/nominations/${id}/compare` })
    return 'done'
  })
}

/** Asks an expert no more who has not given their comparison. */
export function releaseFrom(db: Db, visitor: SignedIn, id: string, expert: string): Promise<Handled> {
  return actingAs(db, visitor, async (acting) => {
    const row = await handled(acting, visitor, id)
    const gave = (await whoGave(acting, id)).includes(expert)
    if (row.state !== 'in-comparison' || gave || !(await releaseExpert(acting, id, expert))) return 'late'
    await record(acting, visitor, { act: 'handle-nomination', row, changed: { done: 'expert-released', expert } })
    return 'done'
  })
}

export interface AskedConsultation {
  summary: string
  opensOn: PlainDate
  closesOn: PlainDate
}

/** Announces a consultation: from the beginning of its first day until the end of its last, by the calendar of the place. */
export function announceConsultation(
  { db, clock }: { db: Db; clock: Clock },
  visitor: SignedIn,
  id: string,
  { summary, opensOn, closesOn }: AskedConsultation,
): Promise<Handled | 'past' | 'order'> {
  return actingAs(db, visitor, async (acting) => {
    const row = await handled(acting, visitor, id)
    const zone = zoneOf(row.jurisdiction) ?? 'UTC'
    if (opensOn < today(clock, zone)) return 'past'
    if (closesOn < opensOn) return 'order'
    const change = {
      summary,
      opensOn,
      closesOn,
      opensAt: startOfDay(opensOn, zone),
      closesAt: startOfDay(dayAfter(closesOn), zone),
    }
    return (await stepOn(acting, visitor, row, { step: 'consult', change })) ? 'done' : 'late'
  })
}

const dayAfter = (day: PlainDate): PlainDate => {
  const next = new Date(`${day}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.toISOString().slice(0, 10)
}

/** Answers a comment, for everybody to read, and tells who made it. */
export function answerTo(
  db: Db,
  visitor: SignedIn,
  id: string,
  { comment, answer }: { comment: string; answer: string },
): Promise<Handled> {
  return actingAs(db, visitor, async (acting) => {
    const row = await handled(acting, visitor, id)
    const done = isId(comment)
      ? await answerComment(acting, visitor.person, { nomination: id, comment, answer })
      : undefined
    if (done === undefined) return 'late'
    await record(acting, visitor, { act: 'handle-nomination', row, changed: { done: 'comment-answered', comment } })
    if (done.commenter !== null)
      await tell(acting, { person: done.commenter, kind: 'nomination-answered', row, link: `/consultations/${id}` })
    return 'done'
  })
}
