// SPDX-License-Identifier: Apache-2.0

/** Something that a question names and that cannot be asked about: once known here, or never. */
export interface GoneHolding {
  heading: string
  /** What became of it. */
  said: string
  /** The text that brought it here, and its history. */
  law: { title: string; href: string; history: string } | null
  /** It has stood here before. */
  known: boolean
}
