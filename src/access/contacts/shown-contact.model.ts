// SPDX-License-Identifier: Apache-2.0

/** Somebody who answers for a body, or is asked to, in the reader's words. */
export interface ShownContact {
  id: string
  body: string
  name: string
  address: string
  /** They have not confirmed: they can be written to again. */
  waits: boolean
  /** What holds of them. */
  state: string
  lines: readonly string[]
}

/** What the holder of a link can say. */
export const contactAnswers = ['confirm', 'decline', 'end'] as const
export type ContactAnswer = (typeof contactAnswers)[number]
