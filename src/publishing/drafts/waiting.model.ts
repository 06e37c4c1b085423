// SPDX-License-Identifier: Apache-2.0

/** A shipped text that is not in force, as a page shows it. */
export interface ShownOffer {
  instrument: string
  title: string
  /** What is to be said of it: `offered`, or why it waits. */
  why: 'offered' | 'named' | 'taken' | 'beside'
  since: string
  by: readonly { instrument: string; title: string; authority: string | null; id: string; path: string }[]
}
