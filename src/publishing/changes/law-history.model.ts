// SPDX-License-Identifier: Apache-2.0
import type { ChangesView } from './changes.model.ts'

/** One record of an instrument, or its withdrawal, as everybody reads it. */
export interface RecordView {
  record: string
  /** When it was recorded, as text for a machine. */
  at: string
  inWords: string
  /** What happened: published, corrected, withdrawn, or changed with what is shipped. */
  what: string
  by: string
  reason: string | null
  /** How long it stood; null: it stands. */
  until: string | null
  /** What it changed against the one before; null: it is the first. */
  changes: string | null
  /** The page of the instrument as it was known at the end of that day; null: nobody knew it then any more. */
  asKnown: string | null
  /** The finder, with the answer as it was given on that day. */
  answers: string | null
}

export interface LawHistoryView {
  instrument: string
  title: string
  /** Still in the law. */
  stands: boolean
  records: RecordView[]
  /** To choose two. */
  choices: { record: string; text: string }[]
  chosen: { from: string; to: string } | null
  compared: { lead: string; view: ChangesView } | null
  /** The chosen ones are no records of it. */
  unknown: boolean
}
