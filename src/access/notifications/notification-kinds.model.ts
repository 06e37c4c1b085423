// SPDX-License-Identifier: Apache-2.0

/** How a kind of notification is told, where the person has not chosen otherwise. */
export interface NotificationKind {
  /** On the page of notifications. */
  here: boolean
  /** By mail too. */
  mail: boolean
  /** About the safety of the account: it always stands on the page. */
  safety: boolean
  /** Whoever tells it always writes a letter of its own, which says more. */
  ownLetter?: boolean
}

const news: NotificationKind = { here: true, mail: false, safety: false }
const matter: NotificationKind = { here: true, mail: true, safety: false }
const safety: NotificationKind = { here: true, mail: true, safety: true }

/**
 * Every kind. Its sentence is the message `notify.kind.KIND`, its name in the settings `notify.name.KIND`. Whoever tells something
 * new adds its kind here.
 */
export const notificationKinds = {
  'invitation-accepted': news,
  'invitation-declined': news,
  'contact-confirmed': news,
  'contact-declined': news,
  'contact-ended': matter,
  'mandate-accepted': matter,
  'mandate-declined': matter,
  'mandate-ended': matter,
  'role-given': matter,
  'role-ended': matter,
  'law-proposed': matter,
  'law-approved': matter,
  'law-returned': matter,
  'law-published': matter,
  'law-held': matter,
  'law-news': matter,
  'entitlement-changed': matter,
  'objection-answered': matter,
  'nomination-received': matter,
  'nomination-moved': matter,
  'nomination-expert': matter,
  'nomination-work': news,
  'nomination-answered': matter,
  'new-sign-in': safety,
  'provider-changed': safety,
  'second-factor-changed': { here: true, mail: false, safety: true, ownLetter: true },
  'data-exported': safety,
  'erasure-asked': safety,
  'erasure-held': safety,
  'hold-placed': safety,
  'hold-lifted': matter,
} as const satisfies Record<string, NotificationKind>

export type NotificationName = keyof typeof notificationKinds

export const notificationNames = Object.keys(notificationKinds) as NotificationName[]

export const isNotificationName = (text: string): text is NotificationName => Object.hasOwn(notificationKinds, text)

/** How somebody wants to be told. */
export interface NotificationChoice {
  here: boolean
  mail: boolean
}

/** What holds for a kind: what was chosen, else what the kind says; what is about safety always stands on the page. */
export function choiceFor(kind: NotificationName, chosen: NotificationChoice | undefined): NotificationChoice {
  const { here, mail, safety: always, ownLetter }: NotificationKind = notificationKinds[kind]
  const wanted = chosen ?? { here, mail }
  return { here: wanted.here || always, mail: wanted.mail && ownLetter !== true }
}
