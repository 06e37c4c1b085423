// SPDX-License-Identifier: Apache-2.0
import { notify, recordAct } from '../../access/index.ts'
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import {
  expectNewLaw,
  formatProblem,
  type LawSurroundings,
  lawSurroundings,
  publishFolder,
  type SourceProblem,
  takeLaw,
  tellProblem,
  withdrawInstrument,
} from '../../instruments/index.ts'
import { type Localized, mayPass, Problem } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/index.ts'
import { checkDraft, checkWithdrawal } from '../drafts/check-draft.ts'
import { noteNews } from '../following/following.store.ts'
import type { PublicationNotice } from './publication.model.ts'
import { beginTry, dueFiles, endDue, type PublicationRow, takeDue, undoTry, whoMay } from './publications.store.ts'

const nobody = { person: null }
const mostReasons = 50

/** What became of one publication. */
export interface Published {
  id: string
  instrument: string
  outcome: 'published' | 'held'
}

/** Everything that is due. */
export async function publishDue(db: Db): Promise<Published[]> {
  const all: Published[] = []
  for (let done = await publishNext(db); done !== null; done = await publishNext(db)) all.push(done)
  return all
}

/**
 * Publishes the next one whose day has come, whole or not at all: law, what it brings, the log and what is told stand in one transaction. What
 * cannot be published, since the law beside it has changed or the database refuses what it says, is held, and those who can mend it are told.
 * What may go well another time is thrown, and tried again. Null: nothing is due.
 */
export async function publishNext(db: Db): Promise<Published | null> {
  const done = await actingAs(db, nobody, async (transaction) => {
    const due = await takeDue(transaction)
    if (due === null) return null
    const { at, stamp, standing } = await takeLaw(transaction)
    const now = await standing(due.instrument)
    const reasons: Localized[] = (now?.record ?? null) === due.basis ? [] : [said('publication.held.changed')]
    const record =
      reasons.length > 0
        ? null
        : await tryToWrite(transaction, { law: () => lawSurroundings(db, { transaction, stamp }), due, at, reasons })
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
  /** The law beside it, read on the connection that is held: whoever holds one and waits for another may wait for ever. */
  law: () => Promise<LawSurroundings>
  due: PublicationRow
  at: string
  /** Filled where it cannot be published. */
  reasons: Localized[]
}

/** Where the database refuses what is written, nothing of it is, and that is the reason: of this publication and no other. */
async function tryToWrite(transaction: Db, work: Work): Promise<string | null> {
  await beginTry(transaction)
  try {
    return await write(transaction, work)
  } catch (error) {
    if (mayPass(error)) throw error
    await undoTry(transaction)
    const why = error instanceof Error ? error.message : String(error)
    work.reasons.push(
      error instanceof Problem && error.code === 'import' ? inEvery(why) : said('publication.held.refused', { why }),
    )
    return null
  }
}

/** Writes the law; null: it is withdrawn, or there are reasons against it. */
async function write(transaction: Db, { law, due, at, reasons }: Work): Promise<string | null> {
  const notice = { ...noticeOf(due) }
  if (due.kind === 'withdrawal') {
    reasons.push(...(await checkWithdrawal(transaction, due.instrument, await law())).map(problemSaid))
    if (reasons.length > 0) return null
    await withdrawInstrument(transaction, due.instrument, { at, notice })
    return null
  }
  const { jurisdiction, authority } = due
  const instrument = due.basis === null ? null : due.instrument
  const files = await dueFiles(transaction)
  const { folder, problems } = await checkDraft(
    transaction,
    { jurisdiction, authority, instrument, files },
    due.publishOn,
    await law(),
  )
  reasons.push(...problems.filter(({ severity }) => severity === 'error').map(problemSaid))
  if (folder === null) reasons.push(said('publication.held.unreadable'))
  if (folder?.instrument.places?.some((place) => place !== jurisdiction && !due.places.includes(place)) === true)
    reasons.push(said('publication.held.places'))
  if (folder === null || reasons.length > 0) return null
  return publishFolder(transaction, { ...folder, path: due.path }, { authority: due.authority, at, notice })
}

const inEvery = (text: string): Localized => ({ en: text, 'zh-CN': text })
const said = (key: string, args: Record<string, string> = {}): Localized => ({
  en: wordsIn('en').t(key, args),
  'zh-CN': wordsIn('zh-CN').t(key, args),
})

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
