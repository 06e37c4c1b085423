// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import type { SignedIn } from '../../../access/index.ts'
import { actingAs } from '../../../db/acting.ts'
import type { Db } from '../../../db/index.ts'
import { type Clock, Problem, today } from '../../../kernel/index.ts'
import { type DraftInHand, draftOf, draftSides, filesOfDraft, readDraft } from '../../../publishing/index.ts'
import type { Workforce } from '../../columns/workforce.ts'
import { KeptWorkforce } from '../../snapshot/kept-workforce.ts'
import { Published, tellImpact } from '../disclosure/tell-impact.ts'
import { type Sides, usualThreshold } from '../measure-impact.ts'
import { CountingThread } from './counting-thread.ts'
import {
  addImpact,
  beatImpact,
  cellsToldBefore,
  failImpact,
  findImpact,
  finishImpact,
  type ImpactRow,
  type ImpactStep,
  type NewImpact,
  newestImpact,
  workOnImpact,
} from './impacts.store.ts'

export type { ImpactRow, ImpactStep }

export interface ImpactDesk {
  db: Db
  clock: Clock
  /** The columns of workforces are kept in its folder `workforce`. */
  dataDirectory: string
}

/** How transactions are made for whoever asks. */
type Within = <Result>(act: (acting: Db) => Promise<Result>) => Promise<Result>

/** A draft with the newest figures that were worked out for it. */
export async function readDraftImpact(
  db: Db,
  visitor: SignedIn,
  id: string,
): Promise<DraftInHand & { impact: ImpactRow | null }> {
  const inHand = await readDraft(db, visitor, id)
  return { ...inHand, impact: await readNewestImpact(db, visitor, inHand.draft.id) }
}

/** The newest figures of a draft alone; null: there are none that the visitor may see. */
export const readNewestImpact = (db: Db, visitor: SignedIn, draft: string): Promise<ImpactRow | null> =>
  actingAs(db, visitor, (acting) => newestImpact(acting, draft))

/** Begins to work out what a draft does to the workforce of its authority; whoever asks does not wait for the end. What is at work already goes on. */
export async function beginDraftImpact(
  desk: ImpactDesk,
  visitor: SignedIn,
  id: string,
): Promise<{ work: Promise<void> }> {
  const inHand = await readDraftImpact(desk.db, visitor, id)
  if (inHand.impact?.state === 'working') return { work: Promise.resolve() }
  const within: Within = (act) => actingAs(desk.db, visitor, act)
  const asked = await askedOf(desk, inHand)
  return { work: (await beginWork(desk, within, asked, visitor.person)).work }
}

/** The same for the operator, who waits for it. `draft`: its id. @throws {Problem} `not-found`, or `invalid-input` where it cannot be read as law */
export async function measureDraft(desk: ImpactDesk, draft: string): Promise<ImpactRow> {
  const inHand = await desk.db.transaction().execute(async (acting) => ({
    draft: await draftOf(acting, draft),
    files: await filesOfDraft(acting, draft),
  }))
  return measureLaws(desk, await askedOf(desk, inHand))
}

/** Works out what laws do to the workforce of an authority, for the operator: it is kept as told. */
export async function measureLaws(desk: ImpactDesk, asked: Asked): Promise<ImpactRow> {
  const within: Within = (act) => desk.db.transaction().execute(act)
  const { id, work } = await beginWork(desk, within, asked, null)
  await work
  return (await findImpact(desk.db, id)) as ImpactRow
}

/** Figures that are wanted, and both laws. */
export interface Asked {
  one: NewImpact
  laws: Pick<Sides, 'before' | 'after'>
}

async function askedOf(desk: ImpactDesk, { draft, files }: Pick<DraftInHand, 'draft' | 'files'>): Promise<Asked> {
  const sides = await draftSides(desk.db, { draft, files })
  if (sides === null) throw unreadable()
  const now = today(desk.clock)
  const asOf = sides.effective !== null && sides.effective > now ? sides.effective : now
  const { authority, jurisdiction, version } = draft
  const one = { authority, jurisdiction, purpose: null, draft: draft.id, version, asOf, threshold: usualThreshold }
  return { one, laws: { before: sides.before.compiledFor(asOf), after: sides.after.compiledFor(asOf) } }
}

async function beginWork(
  desk: ImpactDesk,
  within: Within,
  { one, laws }: Asked,
  person: string | null,
): Promise<{ id: string; work: Promise<void> }> {
  const id = await within((acting) => addImpact(acting, person, one))
  return { id, work: inTurn(() => work({ desk, within, id, asked: one, laws })) }
}

const unreadable = (): Problem =>
  new Problem('invalid-input', 'the files of the draft cannot be read as law yet', {
    told: { key: 'impact.unreadable', args: {} },
  })

let turn: Promise<unknown> = Promise.resolve()

/** One after the other: a workforce of millions takes its room in memory once. */
function inTurn(act: () => Promise<void>): Promise<void> {
  const own = turn.then(act)
  turn = own.catch(() => undefined)
  return own
}

interface Work {
  desk: ImpactDesk
  within: Within
  id: string
  asked: NewImpact
  laws: Asked['laws']
}

const EVERY_BEAT = 400

async function work({ desk, within, id, asked, laws }: Work): Promise<void> {
  const now: Pick<ImpactRow, 'step' | 'progress' | 'holders'> = { step: 'workforce', progress: 0, holders: 0 }
  const beating = setInterval(() => {
    within((acting) => beatImpact(acting, id, now)).catch(() => undefined)
  }, EVERY_BEAT)
  try {
    const workforce = await currentWorkforce(desk, within, id, asked.authority, (holders) => {
      now.holders = holders
    })
    if (workforce.persons === 0) return await within((acting) => failImpact(acting, id, 'no-workforce'))
    Object.assign(now, { step: 'evaluation', holders: workforce.persons })
    const started = performance.now()
    const request = { place: asked.jurisdiction, ...(asked.purpose === null ? {} : { purpose: asked.purpose }) }
    const onProgress = (done: number) => {
      now.progress = Math.floor(done * 100)
    }
    const counted = await threadFor(workforce).count({ ...laws, request, onProgress })
    const took = Math.round(performance.now() - started)
    await within(async (acting) => {
      await workOnImpact(acting, id)
      const earlier = (await cellsToldBefore(acting, asked)).map((cells) => new Published(cells))
      const { impact, cells } = tellImpact(counted, { earlier, threshold: asked.threshold })
      await finishImpact(acting, id, { told: impact, cells, took })
    })
  } catch (error) {
    endThread()
    await within((acting) => failImpact(acting, id, 'defect'))
    throw error
  } finally {
    clearInterval(beating)
  }
}

/** The thread that counted last stays, as its workforce does. */
let counting: { workforce: Workforce; thread: CountingThread } | null = null

function threadFor(workforce: Workforce): CountingThread {
  if (counting?.workforce !== workforce) {
    endThread()
    counting = { workforce, thread: new CountingThread(workforce) }
  }
  return counting.thread
}

function endThread(): void {
  counting?.thread.close().catch(() => undefined)
  counting = null
}

/** The workforce that was looked at last stays in memory. */
let kept: { authority: string; directory: string; workforce: KeptWorkforce } | null = null

async function currentWorkforce(
  { dataDirectory }: ImpactDesk,
  within: Within,
  id: string,
  authority: string,
  tell: (holders: number) => void,
): Promise<Workforce> {
  const directory = join(dataDirectory, 'workforce')
  if (kept?.authority !== authority || kept.directory !== directory)
    kept = { authority, directory, workforce: new KeptWorkforce(directory, authority) }
  const { workforce } = kept
  const { held } = await within(async (acting) => {
    await workOnImpact(acting, id)
    return workforce.refresh(acting, tell)
  })
  return held.workforce
}
