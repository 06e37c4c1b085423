// SPDX-License-Identifier: Apache-2.0

/** One batch of a list: what it added, changed and withdrew. */
export interface BatchWords {
  href: string
  title: string
  here: boolean
  day: string | null
  does: readonly string[]
}

/** What a batch does to an entry of an earlier one. */
export interface ChangeWords {
  name: string
  text: string
  earlier: string | null
}
