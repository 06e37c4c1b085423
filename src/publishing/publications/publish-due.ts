// SPDX-License-Identifier: Apache-2.0
import { notify, recordAct } from '../../access/index.ts'
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import {
  expectNewLaw,
  formatProblem,
  publishFolder,
  type SourceProblem,
  takeLaw,
  tellProblem,
  withdrawInstrument,
} from '../../instruments/index.ts'
import { type Clock, type Localized, Problem, today } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/index.ts'
import { checkDraft, checkWithdrawal } from '../drafts/check-draft.ts'
import { noteNews } from '../following/following.store.ts'
import type { PublicationNotice } from './publication.model.ts'
import { dueFiles, endDue, type PublicationRow, takeDue, whoMay } from './publications.store.ts'

const nobody = { person: null }
const mostReasons = 50

/** What became of one publication. */
export interface Published {
  id: string
  instrument: string
  outcome: 'published' | 'held'
}

/**
 * Publishes the next one whose day has come, whole or not at all: law, what it brings, the log and what is told stand in one transaction. What
 * cannot be published any more, since the law beside it has changed, is held, and those who can mend it are told. Null: nothing is due.
 */
export async function publishNext(db: Db, clock: Clock): Promise<Published | null> {
  try {
    return await publishOne(db, clock, [])
  } catch (error) {
    // What it brings contradicts what another has brought: nothing of it was written, and it is held for that.
    if (!(error instanceof Problem) || error.code !== 'import') throw error
    return publishOne(db, clock, [inEvery(error.message)])
  }
}

/** Everything that is due. */
export async function publishDue(db: Db, clock: Clock): Promise<Published[]> {
  const all: Published[] = []
  for (let done = await publishNext(db, clock); done !== null; done = await publishNext(db, clock)) all.push(done)
  return all
}

async function publishOne(db: Db, clock: Clock, against: readonly Localized[]): Promise<Published | null> {
  const done = await actingAs(db, nobody, async (transaction) => {
    const due = await takeDue(transaction)
    if (due === null) return null
    const { at, standing } = await takeLaw(transaction)
    const now = await standing(due.instrument)
    const reasons: Localized[] = [...against]
    if ((now?.record ?? null) !== due.basis) reasons.push(said('publication.held.changed'))
    const record = reasons.length > 0 ? null : await write(transaction, { db, clock, due, at, reasons })
    const held = reasons.length > 0
    await recordAct(transaction, {
      act: held ? 'hold-law' : 'publish-law',
      authority: due.authority,
      object: { kind: 'publication', id: due.id },
      actor: null,
      changed: {
        instrument: due.instrument,
        kind: due.kind,
        ...(held ? { reasons: reasons.slice(0, mostReasons).map(({ en }) => en) } : { record }),
      },
    })
    await tell(transaction, due, held ? 'law-held' : 'law-published')
    if (!held) await noteNews(transaction, record)
    await endDue(transaction, { record, reasons: held ? reasons.slice(0, mostReasons) : null })
    return { id: due.id, instrument: due.instrument, outcome: held ? ('held' as const) : ('published' as const) }
  })
  if (done?.outcome === 'published') expectNewLaw(db)
  return done
}

interface Work {
  db: Db
  clock: Clock
  due: PublicationRow
  at: string
  /** Filled where it cannot be published. */
  reasons: Localized[]
}

/** Writes the law; null: it is withdrawn, or there are reasons against it. */
async function write(transaction: Db, { db, clock, due, at, reasons }: Work): Promise<string | null> {
  const notice = { ...noticeOf(due) }
  expectNewLaw(db)
  if (due.kind === 'withdrawal') {
    reasons.push(...(await checkWithdrawal(db, due.instrument)).map(problemSaid))
    if (reasons.length > 0) return null
    await withdrawInstrument(transaction, due.instrument, { at, notice })
    return null
  }
  const { jurisdiction, authority } = due
  const instrument = due.basis === null ? null : due.instrument
  const files = await dueFiles(transaction)
  const { folder, problems } = await checkDraft(db, { jurisdiction, authority, instrument, files }, today(clock))
  reasons.push(...problems.filter(({ severity }) => severity === 'error').map(problemSaid))
  if (folder === null) reasons.push(said('publication.held.unreadable'))
  if (folder?.instrument.places?.some((place) => place !== jurisdiction && !due.places.includes(place)) === true)
    reasons.push(said('publication.held.places'))
  if (folder === null || reasons.length > 0) return null
  return publishFolder(transaction, { ...folder, path: due.path }, { authority: due.authority, at, notice })
}

const inEvery = (text: string): Localized => ({ en: text, 'zh-CN': text })
const said = (key: string): Localized => ({ en: wordsIn('en').t(key), 'zh-CN': wordsIn('zh-CN').t(key) })

/** A problem with its place. */
const problemSaid = (problem: SourceProblem): Localized => ({
  en: formatProblem(problem),
  'zh-CN': formatProblem({ ...problem, message: tellProblem(problem)['zh-CN'] }),
})

const noticeOf = ({ id, kind, authority, publishOn, reason }: PublicationRow): PublicationNotice => ({
  id,
  kind,
  authority,
  on: publishOn,
  reason,
})

async function tell(transaction: Db, due: PublicationRow, kind: 'law-held' | 'law-published'): Promise<void> {
  const [editors, approvers] = [
    await whoMay(transaction, 'propose-law', due),
    await whoMay(transaction, 'approve-law', due),
  ]
  for (const person of new Set([...editors, ...approvers])) {
    const args = { 'title.en': due.title.en, 'title.zh-CN': due.title['zh-CN'] }
    await notify(transaction, { person, kind, args, link: `/publications/${due.id}` })
  }
}
