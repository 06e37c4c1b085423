// SPDX-License-Identifier: Apache-2.0

/** A message that waits or has failed, as the administrator sees it. */
export interface ShownMessage {
  id: string
  recipient: string
  /** What it is about, in the language of its reader; null: it has no subject. */
  subject: { text: string; lang: string } | null
  failed: boolean
  /** Since when, how often it was tried, when it is tried again, until when it is good. */
  facts: string
  /** Why the last try failed, and what the other side said. */
  fault: string | null
  reply: string | null
  /** Whether it can be tried again here and now. */
  retriable: boolean
  /** Whether its text may be looked at. */
  readable: boolean
  /** Its text, where it was asked for. */
  text: { text: string; lang: string } | null
}

/** Whether messages of one kind leave by themselves, and what that means. */
export interface ShownChannel {
  kind: 'email' | 'phone'
  set: boolean
  text: string
}

export interface ShownOutbox {
  channels: ShownChannel[]
  open: ShownMessage[]
  more: boolean
  /** Whether several have failed that can be tried again. */
  allAgain: boolean
  /** What became of the others. */
  closed: string | null
}
