// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import type { SessionDesk, SignedIn } from '../sessions/session-desk.ts'
import {
  choiceFor,
  type NotificationChoice,
  type NotificationName,
  notificationNames,
} from './notification-kinds.model.ts'
import { listChoices, listNotifications, markRead, type NotificationRow, saveChoice } from './notifications.store.ts'

export type { NotificationRow }

/** What keeps the number in the corner. */
export interface NotificationDesk {
  db: Db
  desk: SessionDesk
}

const atOnce = 30

export interface NotificationList {
  rows: NotificationRow[]
  page: number
  /** Whether older ones follow. */
  more: boolean
}

/** One page of what a visitor was told. */
export async function readNotifications(db: Db, visitor: SignedIn, page: number): Promise<NotificationList> {
  const rows = await actingAs(db, visitor, (acting) =>
    listNotifications(acting, { skip: page * atOnce, limit: atOnce + 1 }),
  )
  return { rows: rows.slice(0, atOnce), page, more: rows.length > atOnce }
}

/** Notes one or all as read; the number in the corner follows at once. */
export async function noteRead(
  { db, desk }: NotificationDesk,
  visitor: SignedIn,
  which: { id: string } | 'all',
): Promise<number> {
  const noted = await actingAs(db, visitor, (acting) => markRead(acting, which))
  desk.forget(visitor.person)
  return noted
}

export type NotificationChoices = Record<NotificationName, NotificationChoice>

/** How a visitor is told of each kind. */
export async function readChoices(db: Db, visitor: SignedIn): Promise<NotificationChoices> {
  const chosen = await actingAs(db, visitor, listChoices)
  return Object.fromEntries(
    notificationNames.map((kind) => [kind, choiceFor(kind, chosen.get(kind))]),
  ) as NotificationChoices
}

/** Keeps how a visitor wants to be told of each kind. */
export async function keepChoices(db: Db, visitor: SignedIn, choices: NotificationChoices): Promise<void> {
  const { person } = visitor
  await actingAs(db, visitor, async (acting) => {
    for (const kind of notificationNames) await saveChoice(acting, { person, kind, ...choiceFor(kind, choices[kind]) })
  })
}
