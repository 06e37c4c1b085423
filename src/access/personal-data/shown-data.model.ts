// SPDX-License-Identifier: Apache-2.0

/** What is kept in one table, in words. */
export interface ShownTable {
  name: string
  title: string
  fields: string[]
  purpose: string
  ground: string
  seenBy: string
  retention: string
  erasure: string
}

export interface ShownConsent {
  purpose: string
  given: boolean
  /** `Given on 22 November 2026`. */
  text: string
}

export interface ShownHold {
  id: string
  /** Null: the person is not known to the reader. */
  name: string | null
  authority: string | null
  /** What that authority is called; null: the platform. */
  holder: string | null
  reason: string
  confidential: boolean
  until: string
  stands: boolean
}

export interface ShownErasure {
  /** The day on which it is done; null: it is not asked for. */
  due: string | null
  /** Where the reader hands over first. */
  handOver: string[]
  held: boolean
  holds: ShownHold[]
}
