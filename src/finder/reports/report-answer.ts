// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { type Clock, today } from '../../kernel/index.ts'
import { deleteContacts, insertReport, type NewReport } from './reports.store.ts'

/** Days for which a contact and what was attached are kept at most; a closed report loses them at once. */
export const keptDays = 180

export const longestReport = 4000
export const longestContact = 200

const day = 24 * 60 * 60 * 1000

/** Stores what somebody reports as wrong; answers its reference. What is due to be erased goes at the same time. */
export async function reportAnswer(db: Db, clock: Clock, report: NewReport): Promise<string> {
  await deleteContacts(db, { before: today(clock, 'UTC') })
  const eraseAfter = new Date(clock.now().getTime() + keptDays * day).toISOString().slice(0, 10)
  return insertReport(db, report, eraseAfter)
}
