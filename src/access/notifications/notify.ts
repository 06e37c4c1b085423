// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { choiceFor, type NotificationName } from './notification-kinds.model.ts'
import { addNotification, findChoice } from './notifications.store.ts'

/** Something that somebody should know. */
export interface Told {
  person: string
  kind: NotificationName
  /** What its sentence is filled with: `{ role: 'caseworker' }`. Nothing secret, and nothing about others than is needed. */
  args?: Record<string, string>
  /** Where it leads: a place of this site, `/account/security`. */
  link?: string
}

/** Tells somebody, in the transaction of what is told: both happen or neither. */
export async function notify(transaction: Db, { person, kind, args = {}, link }: Told): Promise<void> {
  const { here } = choiceFor(kind, await findChoice(transaction, person, kind))
  if (here) await addNotification(transaction, { person, kind, args, link: link ?? null })
}
