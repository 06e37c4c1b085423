// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { type LoadedLaw, lawBeside, lawShelf } from '../../finder/index.ts'
import { instrumentVersions } from '../../instruments/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { draftBeside } from '../changes/draft-beside.ts'
import { versionOfRecord } from '../changes/law-versions.ts'
import { checkDraft, folderOf } from './check-draft.ts'
import { type DraftInHand, hasDone } from './edit-draft.ts'

/** The law without a draft, and with it. */
export interface DraftSides {
  before: LoadedLaw
  after: LoadedLaw
  /** The first day on which its text is in force, where it says one. */
  effective: PlainDate | null
}

/** Both sides of a draft, or of what was published of it; null: its files cannot be read as law. */
export async function draftSides(
  db: Db,
  { draft, files }: Pick<DraftInHand, 'draft' | 'files'>,
): Promise<DraftSides | null> {
  const { folder } = await checkDraft(db, folderOf(draft, files), null)
  if (folder === null) return null
  const standing = await lawShelf(db).take(null)
  const effective = firstDay(folder.instrument.effective)
  if (hasDone(draft)) return { before: await beforePublication(db, draft), after: standing, effective }
  return { before: standing, after: await draftBeside(db, folder, draft.basis?.instrument ?? null), effective }
}

/** The law in force with what the published draft was begun from in its place, or with nothing there. */
async function beforePublication(db: Db, { basis, published }: DraftInHand['draft']): Promise<LoadedLaw> {
  const instrument = published?.instrument ?? ''
  if (basis === null) return lawBeside(db, { states: [], without: [instrument] })
  const record = (await instrumentVersions(db, basis.instrument)).find((one) => one.record === basis.record)
  const version = record === undefined ? null : await versionOfRecord(db, basis.instrument, record)
  return lawBeside(db, { states: version === null ? [] : [version.state], without: [instrument] })
}

/** Of a day, a month or a year. */
const firstDay = (partial: string | undefined): PlainDate | null =>
  partial === undefined ? null : `${partial}-01-01`.slice(0, 10)
