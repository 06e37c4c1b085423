// SPDX-License-Identifier: Apache-2.0
import { momentIn, type Words } from '../../ui/index.ts'
import {
  isNotificationName,
  type NotificationKind,
  notificationKinds,
  notificationNames,
} from './notification-kinds.model.ts'
import type { NotificationChoices, NotificationList, NotificationRow } from './read-notifications.ts'
import type { ShownChoice, ShownNotification, ShownNotifications } from './shown-notification.model.ts'

export function presentNotifications(words: Words, { rows, page, more }: NotificationList): ShownNotifications {
  const shown = rows.map((row) => ({
    id: row.id,
    text: sentenceOf(words, row),
    link: row.link,
    more: moreOf(words, row),
    unread: row.readAt === null,
    at: row.at.toISOString(),
    atText: momentIn(words.lang, row.at),
  }))
  return { shown, page, more }
}

/** News of law leads to what changed; the text itself and all that happened to it stand beside. */
function moreOf(words: Words, { kind, args }: NotificationRow): ShownNotification['more'] {
  const { instrument, how } = args
  if (kind !== 'law-news' || typeof instrument !== 'string') return []
  const read = { href: `/law/${instrument}`, text: words.t('following.news.read') }
  const history = { href: `/law/${instrument}/history`, text: words.t('following.news.history') }
  return how === 'withdrawal' ? [history] : [read, history]
}

/** The sentence of a kind. A role is told by its name. */
export function sentenceOf(words: Words, { kind, args }: Pick<NotificationRow, 'kind' | 'args'>): string {
  if (!isNotificationName(kind)) return words.t('notify.kind.unknown')
  const filled = Object.fromEntries(Object.entries(args).map(([name, value]) => [name, String(value)]))
  const { role, date } = filled
  // A name that is known in the reader's language: `authority.zh-CN`.
  const own = Object.entries(filled).filter(([name]) => name.endsWith(`.${words.lang}`))
  const named = own.map(([name, value]) => [name.slice(0, -words.lang.length - 1), value] as const)
  return words.t(`notify.kind.${kind}`, {
    ...filled,
    given: filled['reason'] === undefined && named.every(([name]) => name !== 'reason') ? 'no' : 'yes',
    ...(role !== undefined && { role: words.t(`role.${role}`) }),
    ...(date !== undefined && { date: words.date(date) }),
    ...Object.fromEntries(named),
  })
}

export const presentChoices = (choices: NotificationChoices): ShownChoice[] =>
  notificationNames.map((kind) => {
    const { safety, ownLetter = false }: NotificationKind = notificationKinds[kind]
    return { kind, always: safety, ownLetter, ...choices[kind] }
  })
