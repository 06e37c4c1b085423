// SPDX-License-Identifier: Apache-2.0
import { notify, recordAct, type SignedIn } from '../../access/index.ts'
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { zoneOf } from '../../finder/index.ts'
import type { SourceProblem } from '../../instruments/index.ts'
import { type Clock, type Localized, type PlainDate, Problem, today } from '../../kernel/index.ts'
import { coversPlace } from '../drafts/begin-from-law.store.ts'
import { isInForce, readLawToTakeUp } from '../drafts/begin-from-law.ts'
import { checkDraft, checkWithdrawal, folderOf } from '../drafts/check-draft.ts'
import { draftOf, readDraft } from '../drafts/edit-draft.ts'
import { pathOf, startOfDay } from './publication.model.ts'
import { addProposal, mayPropose, type Proposal, placesOf, whoMay } from './publications.store.ts'

/** Why a draft cannot be proposed, each by the field it is about. */
export type ProposalFault =
  | { field: 'publishOn'; fault: 'day' | 'past' }
  | { field: 'reason'; fault: 'reason' }
  | {
      field: 'draft'
      fault: 'nothing' | 'same' | 'errors' | 'changed' | 'open' | 'discarded' | 'taken' | 'foreign' | 'named'
    }
  | { field: 'draft'; fault: 'outside' | 'part'; place: string }

export interface AskedPublication {
  draft: string
  /** The version that the proposer has read. */
  version: number
  publishOn: PlainDate
  reason: Localized | null
}

export type Proposed = { id: string } | { faults: ProposalFault[]; problems: SourceProblem[] }

/** Proposes a draft for publication on a day; what stands against it is told, all at once. */
export async function proposePublication(
  { db, clock }: { db: Db; clock: Clock },
  visitor: SignedIn,
  asked: AskedPublication,
): Promise<Proposed> {
  // Checked before a connection is held: the check reads the law on one of its own.
  const { draft: read, files } = await readDraft(db, visitor, asked.draft)
  const { folder, problems } = await checkDraft(db, folderOf(read, files), asked.publishOn)
  return actingAs(db, visitor, async (acting): Promise<Proposed> => {
    const draft = await draftOf(acting, asked.draft)
    if (!(await mayPropose(acting, draft))) throw notYours(visitor)
    const zone = zoneOf(draft.jurisdiction) ?? 'UTC'
    const faults: ProposalFault[] = []
    if (asked.publishOn < today(clock, zone)) faults.push({ field: 'publishOn', fault: 'past' })
    if (draft.basis !== null && asked.reason === null) faults.push({ field: 'reason', fault: 'reason' })
    if (draft.discardedAt !== null) faults.push({ field: 'draft', fault: 'discarded' })
    if (draft.version !== asked.version || draft.version !== read.version)
      faults.push({ field: 'draft', fault: 'changed' })
    if (draft.basis !== null && !draft.basis.newest) faults.push({ field: 'draft', fault: 'taken' })
    const errors = problems.some(({ severity }) => severity === 'error')
    if (draft.basis !== null && (await isInForce(acting, draft.basis.instrument, files)))
      faults.push({ field: 'draft', fault: 'same' })
    if (folder === null && !errors) faults.push({ field: 'draft', fault: 'nothing' })
    if (errors) faults.push({ field: 'draft', fault: 'errors' })
    const places = [...(folder?.instrument.places ?? []), ...(await placesOf(acting, draft.basis?.instrument ?? null))]
    faults.push(...(await beyondReach(acting, { ...draft, places })))
    if (folder === null || faults.length > 0) return { faults, problems }
    const { authority, jurisdiction, basis } = draft
    const id = await propose(acting, visitor, {
      ...{ authority, jurisdiction, places, draft: draft.id, version: draft.version },
      kind: basis === null ? 'publication' : 'corrigendum',
      instrument: folder.instrument.id,
      path: pathOf(jurisdiction, folder.instrument.id),
      title: { en: folder.instrument.title.en, 'zh-CN': folder.instrument.title['zh-CN'] },
      basis: basis?.record ?? null,
      reason: asked.reason,
      publishOn: asked.publishOn,
      publishAt: startOfDay(asked.publishOn, zone),
    })
    return id === null ? { faults: [{ field: 'draft', fault: 'open' }], problems } : { id }
  })
}

export interface AskedWithdrawal {
  instrument: string
  authority: string
  publishOn: PlainDate
  reason: Localized | null
}

/** Proposes that an instrument be withdrawn on a day: its record ends, and its page says why. */
export async function proposeWithdrawal(
  { db, clock }: { db: Db; clock: Clock },
  visitor: SignedIn,
  { instrument, authority, publishOn, reason }: AskedWithdrawal,
): Promise<Proposed> {
  const { law, authorities } = await readLawToTakeUp(db, visitor, instrument)
  const zone = zoneOf(law.jurisdiction) ?? 'UTC'
  const faults: ProposalFault[] = []
  if (publishOn < today(clock, zone)) faults.push({ field: 'publishOn', fault: 'past' })
  if (reason === null) faults.push({ field: 'reason', fault: 'reason' })
  if (!authorities.includes(authority)) faults.push({ field: 'draft', fault: 'foreign' })
  const problems = await checkWithdrawal(db, instrument)
  if (problems.length > 0) faults.push({ field: 'draft', fault: 'named' })
  if (faults.length > 0) return { faults, problems }
  const { jurisdiction, path, title, record } = law
  return actingAs(db, visitor, async (acting) => {
    if (!(await mayPropose(acting, { authority, jurisdiction }))) throw notYours(visitor)
    const places = await placesOf(acting, instrument)
    const beyond = await beyondReach(acting, { authority, jurisdiction, places })
    if (beyond.length > 0) return { faults: beyond, problems }
    const id = await propose(acting, visitor, {
      ...{ authority, jurisdiction, places, instrument, path, reason, publishOn },
      ...{ kind: 'withdrawal', draft: null, version: null, basis: record },
      title: { en: title.en, 'zh-CN': title['zh-CN'] },
      publishAt: startOfDay(publishOn, zone),
    })
    return id === null ? { faults: [{ field: 'draft', fault: 'open' }], problems } : { id }
  })
}

/** The jurisdiction of an authority bounds it, and the role of a person where that is for a part of it. */
async function beyondReach(
  acting: Db,
  where: { authority: string; jurisdiction: string; places: readonly string[] },
): Promise<ProposalFault[]> {
  const faults: ProposalFault[] = []
  for (const place of new Set([where.jurisdiction, ...where.places]))
    if (!(await coversPlace(acting, where.authority, place))) faults.push({ field: 'draft', fault: 'outside', place })
    else if (!(await mayPropose(acting, { authority: where.authority, jurisdiction: place })))
      faults.push({ field: 'draft', fault: 'part', place })
  return faults
}

/** Adds the proposal, records it, and tells those who may approve. */
async function propose(acting: Db, visitor: SignedIn, proposal: Proposal): Promise<string | null> {
  const { person, name } = visitor
  const id = await addProposal(acting, person, proposal)
  if (id === null) return null
  const { authority, jurisdiction, kind, instrument, publishOn, title } = proposal
  await recordAct(acting, {
    act: 'propose-law',
    authority,
    object: { kind: 'publication', id },
    actor: person,
    changed: { done: 'proposed', kind, instrument, jurisdiction, publishOn },
  })
  for (const approver of await whoMay(acting, 'approve-law', proposal)) {
    if (approver === person) continue
    const args = { name, 'title.en': title.en, 'title.zh-CN': title['zh-CN'] }
    await notify(acting, { person: approver, kind: 'law-proposed', args, link: `/publications/${id}` })
  }
  return id
}

export const notYours = ({ name }: SignedIn): Problem =>
  new Problem('forbidden', 'no role of yours may do this here', { told: { key: 'visit.forbidden', args: { name } } })
