// SPDX-License-Identifier: Apache-2.0

/** An entitlement in words. */
export interface ShownEntitlement {
  id: string
  what: string
  basis: string
  since: string
  next: string
  discretion: string | null
  ended: string | null
  /** Where the answer with its reasons stands. */
  answer: string
}

/** Something that stands in no list, and what is sent for it. */
export interface ShownMissing {
  about: string
  text: string
}

/** An objection of the reader, and what was answered. */
export interface ShownObjection {
  text: string
  at: string
  answer: { text: string; at: string } | null
}
