// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import {
  type InstrumentVersion,
  instrumentExamples,
  instrumentRecord,
  instrumentVersions,
  type LawFolder,
} from '../../instruments/index.ts'
import type { Localized, PlainDate } from '../../kernel/index.ts'
import { checkDraft, type DraftFolder } from '../drafts/check-draft.ts'
import { type ComparedLaw, compareLaw, type LawVersion } from './compare-law.ts'

export type { InstrumentVersion as LawRecord }

/** Every record of an instrument, newest first. */
export const recordsOf = (db: Db, id: string): Promise<InstrumentVersion[]> => instrumentVersions(db, id)

/** One record, with the examples that stood beside it when it was made; null: there is no such record. */
export async function versionOfRecord(db: Db, id: string, record: InstrumentVersion): Promise<LawVersion | null> {
  // The instant of a record is finer than a millisecond: the next one is after it.
  const knownOn = new Date(Date.parse(record.recordedAt) + 1)
  const [state, examples] = await Promise.all([
    instrumentRecord(db, id, record.record),
    instrumentExamples(db, id, { knownOn }),
  ])
  if (state === undefined) return null
  return { state, examples: examples.map(({ content }) => content) }
}

/** What a folder would be as law. */
export function versionOfFolder(folder: LawFolder): LawVersion {
  const { instrument, rules, lists, examples } = folder
  const brought = [...lists.brings.qualifications, ...lists.brings.bodies].map(({ entry }) => entry)
  return {
    state: { instrument, rules },
    examples: examples.flatMap((one) => (one.folder === 'invalid' ? [] : [one.example])),
    qualifications: lists.brings.qualifications.map(({ entry }) => ({
      id: entry.id,
      levels: entry.levels,
      country: entry.country,
      awardingBody: entry.awardingBody,
      field: entry.fields,
    })),
    names: new Map(
      brought.map((one): [string, Localized] => [one.id, { en: one['name.en'], 'zh-CN': one['name.zh-CN'] }]),
    ),
  }
}

/** Compares two records of an instrument; null: nothing stood before, or stands after. */
export async function compareRecords(
  db: Db,
  id: string,
  { from, to }: { from: InstrumentVersion | null; to: InstrumentVersion | null },
  today: PlainDate,
): Promise<ComparedLaw> {
  const [before, after] = await Promise.all(
    [from, to].map((one) => (one === null ? null : versionOfRecord(db, id, one))),
  )
  return compareLaw(db, { before: before ?? null, after: after ?? null }, today)
}

/** What a publication replaces and what it makes, as it was proposed or as it was published. */
export interface ProposedLaw {
  instrument: string
  jurisdiction: string
  /** The record that it replaces or withdraws. */
  basis: string | null
  /** The record that came of it. */
  record: string | null
  /** None: it is a withdrawal. */
  files: ReadonlyMap<string, string>
  withdraws: boolean
}

/** Compares what a publication replaces with what comes of it; null: its files cannot be read. */
export async function comparePublication(db: Db, proposed: ProposedLaw, today: PlainDate): Promise<ComparedLaw | null> {
  const { instrument, jurisdiction, basis, record, files, withdraws } = proposed
  if (record === null && !withdraws)
    return compareDraft(db, { jurisdiction, instrument: basis === null ? null : instrument, files }, today, basis)
  const records = await instrumentVersions(db, instrument)
  const find = (wanted: string | null) => records.find((one) => one.record === wanted) ?? null
  return compareRecords(db, instrument, { from: find(basis), to: find(record) }, today)
}

/** Compares the files of a draft with what they would replace: the record that they were begun from, or what has their name. Null: they cannot be read yet. */
export async function compareDraft(
  db: Db,
  draft: DraftFolder,
  today: PlainDate,
  basis: string | null = null,
): Promise<ComparedLaw | null> {
  const { folder } = await checkDraft(db, draft, null)
  if (folder === null) return null
  const id = draft.instrument ?? folder.instrument.id
  const records = await instrumentVersions(db, id)
  const standing = records.find((one) => (basis === null ? one.supersededAt === null : one.record === basis))
  const before = standing === undefined ? null : await versionOfRecord(db, id, standing)
  return compareLaw(db, { before, after: versionOfFolder(folder) }, today)
}
