// SPDX-License-Identifier: Apache-2.0

/** What a draft is the text of. */
export const draftKinds = ['instrument', 'rules', 'notes'] as const
export type DraftKind = (typeof draftKinds)[number]

/** How long a discarded draft can be taken back. */
export const discardedDays = 30

/** What an editor has typed. */
export interface DraftFields {
  authority: string
  jurisdiction: string
  title: string
  kind: DraftKind
  text: string
}

export interface ShownDraft {
  id: string
  /** What the authority is called. */
  authority: string
  jurisdiction: string
  title: string
  kind: DraftKind
  version: number
  author: string
  changedBy: string
  changedAt: string
  changedText: string
  discarded: boolean
}

export interface ShownVersion {
  version: number
  title: string
  changedBy: string
  changedAt: string
  changedText: string
}

/** Something that `law check` would say, at a line of the text. */
export interface ShownFinding {
  line: number | null
  warning: boolean
  path: string
  message: string
}
