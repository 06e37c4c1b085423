// SPDX-License-Identifier: Apache-2.0
import type { SignedIn } from '../../access/index.ts'
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { resolveJurisdiction } from '../../organisations/index.ts'
import { after, type Step } from './nomination.model.ts'
import {
  addNomination,
  countToday,
  findNomination,
  listNominations,
  mayDo,
  mayHandle,
  moveNomination,
  type NewNomination,
  type NominationRow,
  receiversFor,
  type StepChange,
} from './nominations.store.ts'
import { record, tellHandlers } from './tell-nomination.ts'

export type { NewNomination, NominationRow }

/** So many nominations of one person a day are taken. */
const mostADay = 20

export const readNominations = (db: Db, visitor: SignedIn): Promise<NominationRow[]> =>
  actingAs(db, visitor, listNominations)

/** What the visitor is to a nomination. */
export interface Standing {
  nominator: boolean
  handles: boolean
  /** They read it for the authority. */
  works: boolean
}

export const readNomination = (db: Db, visitor: SignedIn, id: string): Promise<{ row: NominationRow; may: Standing }> =>
  actingAs(db, visitor, async (acting) => {
    const row = await nominationOf(acting, id)
    return { row, may: await standingTo(acting, visitor, row) }
  })

export async function standingTo(acting: Db, { person }: SignedIn, row: NominationRow): Promise<Standing> {
  return {
    nominator: row.nominator === person,
    handles: await mayHandle(acting, person, row),
    works: await mayDo(acting, 'read-nominations', row),
  }
}

/** The nomination, for those who act on it; a problem where there is none that they may read. */
export async function nominationOf(acting: Db, id: string): Promise<NominationRow> {
  const row = isId(id) ? await findNomination(acting, id) : null
  if (row === null) throw notThere()
  return row
}

export const isId = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

export const notThere = (): Problem =>
  new Problem('not-found', 'there is no such nomination that you may read', {
    told: { key: 'nomination.not-there', args: {} },
  })

export const notYours = ({ name }: SignedIn): Problem =>
  new Problem('forbidden', 'no role of yours may do this here', { told: { key: 'visit.forbidden', args: { name } } })

/** What stands against a nomination: the place is unknown, nobody receives it, one of several has to be chosen, or it is too many. */
export type NotNominated = { wrong: 'place' | 'nobody' | 'many' } | { choose: string[] }

/** Hands a nomination in, to the authority whose place it is. */
export function nominate(db: Db, visitor: SignedIn, given: NewNomination): Promise<{ id: string } | NotNominated> {
  return actingAs(db, visitor, async (acting) => {
    const jurisdiction = await resolveJurisdiction(acting, given.jurisdiction)
    if (jurisdiction === undefined) return { wrong: 'place' as const }
    const receivers = await receiversFor(acting, jurisdiction)
    if (receivers.length === 0) return { wrong: 'nobody' as const }
    const authority = receivers.length === 1 ? receivers[0] : receivers.find((one) => one === given.authority)
    if (authority === undefined) return { choose: receivers }
    if ((await countToday(acting, visitor.person)) >= mostADay) return { wrong: 'many' as const }
    const { qualification, capacity } = given
    const id = await addNomination(acting, visitor.person, { ...given, authority, jurisdiction })
    const row = { id, authority, qualification }
    await record(acting, visitor, { act: 'nominate-item', row, changed: { done: 'nominated', jurisdiction, capacity } })
    await tellHandlers(acting, visitor, row, 'nomination-received')
    return { id }
  })
}

/** Answers what the authority asked; false: nothing is asked any more. */
export function addToNomination(db: Db, visitor: SignedIn, id: string, text: string): Promise<boolean> {
  return actingAs(db, visitor, async (acting) => {
    const row = await ownNomination(acting, visitor, id)
    return ownStep(acting, visitor, row, { step: 'add', change: { addition: text } })
  })
}

/** Takes a nomination back; false: it is in consultation or decided. */
export function withdrawNomination(db: Db, visitor: SignedIn, id: string): Promise<boolean> {
  return actingAs(db, visitor, async (acting) =>
    ownStep(acting, visitor, await ownNomination(acting, visitor, id), { step: 'withdraw' }),
  )
}

async function ownNomination(acting: Db, visitor: SignedIn, id: string): Promise<NominationRow> {
  const row = await nominationOf(acting, id)
  if (row.nominator !== visitor.person) throw notYours(visitor)
  return row
}

async function ownStep(
  acting: Db,
  visitor: SignedIn,
  row: NominationRow,
  { step, change = {} }: { step: Step; change?: Partial<StepChange> },
): Promise<boolean> {
  const to = after(row.state, step)
  if (to === null || !(await moveNomination(acting, { ...change, id: row.id, from: row.state, to }))) return false
  await record(acting, visitor, { act: 'nominate-item', row, changed: { done: step } })
  await tellHandlers(acting, visitor, row)
  return true
}
