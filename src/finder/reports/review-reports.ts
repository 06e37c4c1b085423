// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { type Clock, today } from '../../kernel/index.ts'
import { deleteContacts, insertClosing, type ReportRow, selectReports } from './reports.store.ts'

export type { ReportRow }

/** What has been reported, newest first; contacts that are due have been erased before. */
export async function readReports(db: Db, clock: Clock, filter: { open: boolean }): Promise<ReportRow[]> {
  await deleteContacts(db, { before: today(clock, 'UTC') })
  return selectReports(db, filter)
}

export async function readReport(db: Db, id: number): Promise<ReportRow | null> {
  return (await selectReports(db, { id }))[0] ?? null
}

/** Closes a report once; false where it is closed already. */
export async function closeReport(db: Db, id: number, note: string): Promise<boolean> {
  return insertClosing(db, id, note)
}

/** Erases contact and attachment, as a person may ask. */
export async function eraseContact(db: Db, id: number): Promise<void> {
  await deleteContacts(db, { report: id })
}
