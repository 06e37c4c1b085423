// SPDX-License-Identifier: Apache-2.0

/** A notification as its reader sees it. */
export interface ShownNotification {
  id: string
  text: string
  link: string | null
  /** Where more of it is read. */
  more: readonly { href: string; text: string }[]
  unread: boolean
  /** ISO 8601, and in the words of the reader. */
  at: string
  atText: string
}

export interface ShownNotifications {
  shown: ShownNotification[]
  page: number
  /** Whether older ones follow. */
  more: boolean
}

/** A kind with how the reader wants to be told of it. */
export interface ShownChoice {
  kind: string
  /** It always stands on the page. */
  always: boolean
  /** A letter of its own is always written. */
  ownLetter: boolean
  here: boolean
  mail: boolean
}
